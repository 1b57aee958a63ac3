CREATE TYPE "ApplicationDesk" AS ENUM ('CLERK', 'DISCIPLINE');

-- What came in from outside, until it is answered.
CREATE TABLE "PublicApplication" (
  "id" UUID NOT NULL,
  "number" TEXT NOT NULL,
  "initiator" "RequestInitiator" NOT NULL,
  "anonymous" BOOLEAN NOT NULL,
  "codeHash" TEXT NOT NULL,
  "applicantName" TEXT NOT NULL DEFAULT '',
  "applicantContact" TEXT NOT NULL DEFAULT '',
  "capacity" TEXT NOT NULL DEFAULT '',
  "desk" "ApplicationDesk" NOT NULL,
  "organId" UUID NOT NULL,
  "organPath" TEXT NOT NULL,
  "aboutHead" BOOLEAN NOT NULL DEFAULT false,
  "officialText" TEXT NOT NULL,
  "matterText" TEXT NOT NULL,
  "groundCode" TEXT NOT NULL,
  "facts" TEXT NOT NULL,
  "evidence" TEXT NOT NULL DEFAULT '',
  "status" TEXT NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  "answer" TEXT,
  "answeredById" UUID,
  "answeredAt" TIMESTAMPTZ(3),
  "caseId" UUID,
  "policyVersion" INTEGER NOT NULL,
  "amberAt" TIMESTAMPTZ(3) NOT NULL,
  "dueAt" TIMESTAMPTZ(3) NOT NULL,
  "receivedAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "PublicApplication_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "PublicApplication_organId_fkey" FOREIGN KEY ("organId") REFERENCES "Organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "PublicApplication_number_key" ON "PublicApplication"("number");
CREATE UNIQUE INDEX "PublicApplication_codeHash_key" ON "PublicApplication"("codeHash");
CREATE UNIQUE INDEX "PublicApplication_caseId_key" ON "PublicApplication"("caseId");
CREATE INDEX "PublicApplication_organId_status_receivedAt_idx" ON "PublicApplication"("organId", "status", "receivedAt");
CREATE INDEX "PublicApplication_organPath_idx" ON "PublicApplication"("organPath");

CREATE TABLE "PublicQuota" (
  "bucket" TEXT NOT NULL,
  "count" INTEGER NOT NULL DEFAULT 0,
  "endsAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "PublicQuota_pkey" PRIMARY KEY ("bucket")
);
CREATE INDEX "PublicQuota_endsAt_idx" ON "PublicQuota"("endsAt");

ALTER TABLE "MatterHandler" ADD COLUMN "suspendedByCaseId" UUID;

-- Who informs stays between them and the office that answers: the receiving organ's clerks, or the discipline office.
-- What is about a head never comes to that head's own organ.
ALTER TABLE "PublicApplication" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "PublicApplication" FORCE ROW LEVEL SECURITY;
CREATE POLICY receiving_desk ON "PublicApplication" USING (
  (SELECT app_is_system())
  OR (desk = 'CLERK' AND "organId" = ANY ((SELECT app_role_organs('CLERK'))::uuid[]))
  OR (desk = 'DISCIPLINE' AND "organPath" ^@ ANY ((SELECT app_role_paths('DISCIPLINE'))::text[])
      AND "organId" IS DISTINCT FROM (SELECT app_own_unit()))
  -- The row as it is being passed on: whoever passes it on loses sight of it with the same step.
  OR id = (SELECT app_case())
) WITH CHECK ((SELECT app_is_system()) OR (SELECT app_actor()) IS NOT NULL);

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON "PublicApplication" TO %I', app);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON "PublicQuota" TO %I', app);
END $$;

-- The new limit is in force for every version; participation stops while a request is under review, except where the
-- law says that it goes on (行政处罚法 43).
UPDATE "PolicyVersion" SET limits = '{"applicationAnswer": 5}'::jsonb || limits::jsonb;
ALTER TABLE "PolicyVersion" ADD COLUMN "suspends" "MatterType"[] DEFAULT ARRAY[]::"MatterType"[];
UPDATE "PolicyVersion" SET suspends = ARRAY['LICENSING', 'PROCUREMENT', 'LAND', 'INVESTMENT_PROMOTION', 'SUBSIDY', 'APPROVAL', 'STATE_ASSETS', 'OTHER']::"MatterType"[];
