-- Searches that a person keeps under a name.
CREATE TABLE "SavedSearch" (
  "id" UUID NOT NULL,
  "officialId" UUID NOT NULL,
  "desk" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "filters" JSONB NOT NULL,
  "isDefault" BOOLEAN NOT NULL DEFAULT false,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "SavedSearch_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "SavedSearch_desk" CHECK ("desk" IN ('records', 'review'))
);
CREATE UNIQUE INDEX "SavedSearch_officialId_desk_name_key" ON "SavedSearch"("officialId", "desk", "name");
CREATE UNIQUE INDEX saved_search_default ON "SavedSearch" ("officialId", "desk") WHERE "isDefault";

ALTER TABLE "SavedSearch" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SavedSearch" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_searches ON "SavedSearch"
  USING ((SELECT app_is_system()) OR "officialId" = (SELECT app_actor()))
  WITH CHECK ((SELECT app_is_system()) OR "officialId" = (SELECT app_actor()));

-- A search that asks to be exported again and again.
CREATE TYPE "ScheduleRhythm" AS ENUM ('DAILY', 'WEEKLY', 'MONTHLY');
CREATE TYPE "ScheduleStatus" AS ENUM ('ACTIVE', 'PAUSED', 'ENDED');
CREATE TABLE "ExportSchedule" (
  "id" UUID NOT NULL,
  "ownerId" UUID NOT NULL,
  "searchId" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "filters" JSONB NOT NULL,
  "purpose" TEXT NOT NULL,
  "format" TEXT NOT NULL,
  "locale" TEXT NOT NULL DEFAULT 'zh',
  "rhythm" "ScheduleRhythm" NOT NULL,
  "weekday" INTEGER,
  "monthday" INTEGER,
  "hour" INTEGER NOT NULL,
  "untilOn" DATE NOT NULL,
  "status" "ScheduleStatus" NOT NULL DEFAULT 'ACTIVE',
  "endedWhy" TEXT,
  "dueAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "ExportSchedule_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "ExportSchedule_due_while_active" CHECK (("status" = 'ACTIVE') = ("dueAt" IS NOT NULL))
);
CREATE INDEX "ExportSchedule_ownerId_createdAt_idx" ON "ExportSchedule"("ownerId", "createdAt" DESC);
CREATE INDEX export_schedule_due ON "ExportSchedule" ("dueAt") WHERE "dueAt" IS NOT NULL;

ALTER TABLE "ExportSchedule" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ExportSchedule" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_schedules ON "ExportSchedule"
  USING ((SELECT app_is_system()) OR "ownerId" = (SELECT app_actor()))
  WITH CHECK ((SELECT app_is_system()) OR "ownerId" = (SELECT app_actor()));

-- What a schedule asks for when it is due: somebody else decides whether it is built.
CREATE TYPE "ExportRequestStatus" AS ENUM ('WAITING', 'APPROVED', 'DECLINED', 'WITHDRAWN');
CREATE TABLE "ExportRequest" (
  "id" UUID NOT NULL,
  "scheduleId" UUID NOT NULL,
  "requestedById" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "filters" JSONB NOT NULL,
  "purpose" TEXT NOT NULL,
  "format" TEXT NOT NULL,
  "locale" TEXT NOT NULL DEFAULT 'zh',
  "scopePaths" TEXT[] NOT NULL,
  "dueFor" TIMESTAMPTZ(3) NOT NULL,
  "status" "ExportRequestStatus" NOT NULL DEFAULT 'WAITING',
  "decidedById" UUID,
  "decidedAt" TIMESTAMPTZ(3),
  "reason" TEXT NOT NULL DEFAULT '',
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "ExportRequest_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "ExportRequest_scope" CHECK (cardinality("scopePaths") > 0),
  CONSTRAINT "ExportRequest_second_person" CHECK ("decidedById" <> "requestedById"),
  CONSTRAINT "ExportRequest_decided" CHECK (("status" IN ('APPROVED', 'DECLINED')) = ("decidedById" IS NOT NULL))
);
CREATE UNIQUE INDEX "ExportRequest_scheduleId_dueFor_key" ON "ExportRequest"("scheduleId", "dueFor");
CREATE INDEX "ExportRequest_requestedById_createdAt_idx" ON "ExportRequest"("requestedById", "createdAt" DESC);
CREATE UNIQUE INDEX export_request_waiting ON "ExportRequest" ("scheduleId") WHERE "status" = 'WAITING';

ALTER TABLE "ExportJob" ADD COLUMN "requestId" UUID;
CREATE UNIQUE INDEX "ExportJob_requestId_key" ON "ExportJob"("requestId");

-- Whoever has the discipline desk over everything that the requester's own desk reaches.
CREATE FUNCTION app_covers(paths text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT cardinality(paths) > 0
    AND NOT EXISTS (SELECT 1 FROM unnest(paths) p WHERE NOT (p ^@ ANY (app_role_paths('DISCIPLINE'))))
$$;

ALTER TABLE "ExportRequest" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ExportRequest" FORCE ROW LEVEL SECURITY;
CREATE POLICY request_reads ON "ExportRequest" FOR SELECT USING (
  (SELECT app_is_system()) OR "requestedById" = (SELECT app_actor()) OR "decidedById" = (SELECT app_actor())
  OR app_covers("scopePaths"));
CREATE POLICY request_made ON "ExportRequest" FOR INSERT WITH CHECK ((SELECT app_is_system()));
-- Who asked may only withdraw; who decides is somebody else, and signs with their own name.
CREATE POLICY request_decided ON "ExportRequest" FOR UPDATE
  USING ((SELECT app_is_system()) OR "requestedById" = (SELECT app_actor()) OR app_covers("scopePaths"))
  WITH CHECK ((SELECT app_is_system())
    OR ("requestedById" = (SELECT app_actor()) AND "status" = 'WITHDRAWN')
    OR ("requestedById" <> (SELECT app_actor()) AND "decidedById" = (SELECT app_actor()) AND app_covers("scopePaths")));

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON "SavedSearch" TO %I', app);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON "ExportSchedule", "ExportRequest" TO %I', app);
END $$;
