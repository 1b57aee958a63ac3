-- Notices beyond the desk: mail and signed webhooks, how each person wants them, and what became of each.
CREATE TYPE "MailKind" AS ENUM ('NOTICE', 'DIGEST', 'TEST');
CREATE TYPE "MailState" AS ENUM ('COLLECTING', 'WAITING', 'SENT', 'SKIPPED', 'REFUSED', 'DEAD');
CREATE TYPE "WebhookState" AS ENUM ('WAITING', 'DELIVERED', 'DEAD');
ALTER TABLE "Notice"
  ADD COLUMN "forwardedAt" TIMESTAMPTZ(3),
  ADD COLUMN "mailId" UUID;
CREATE TABLE "NoticePreference" (
  "officialId" UUID NOT NULL,
  "modes" JSONB NOT NULL,
  "digestAt" TEXT NOT NULL,
  "workdaysOnly" BOOLEAN NOT NULL,
  "quiet" BOOLEAN NOT NULL,
  "quietFrom" TEXT NOT NULL,
  "quietTo" TEXT NOT NULL,
  "urgentBreaks" BOOLEAN NOT NULL,
  "locale" TEXT NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "NoticePreference_pkey" PRIMARY KEY ("officialId")
);
CREATE TABLE "MailDelivery" (
  "id" UUID NOT NULL,
  "officialId" UUID NOT NULL,
  "kind" "MailKind" NOT NULL,
  "state" "MailState" NOT NULL,
  "urgent" BOOLEAN NOT NULL DEFAULT false,
  "dedupeKey" TEXT NOT NULL,
  "digestDay" DATE,
  "dueAt" TIMESTAMPTZ(3) NOT NULL,
  "claimedUntil" TIMESTAMPTZ(3),
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "answerCode" INTEGER,
  "problem" TEXT,
  "said" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "sentAt" TIMESTAMPTZ(3),
  CONSTRAINT "MailDelivery_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "MailAddressProblem" (
  "officialId" UUID NOT NULL,
  "addressHash" TEXT NOT NULL,
  "answerCode" INTEGER,
  "said" TEXT NOT NULL DEFAULT '',
  "at" TIMESTAMPTZ(3) NOT NULL,
  "clearedAt" TIMESTAMPTZ(3),
  CONSTRAINT "MailAddressProblem_pkey" PRIMARY KEY ("officialId")
);
CREATE TABLE "WebhookEndpoint" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "organId" UUID NOT NULL,
  "organPath" TEXT NOT NULL,
  "groups" TEXT[],
  "withStaffNo" BOOLEAN NOT NULL DEFAULT false,
  "active" BOOLEAN NOT NULL DEFAULT false,
  "generation" INTEGER NOT NULL DEFAULT 0,
  "fingerprint" TEXT NOT NULL DEFAULT '',
  "previousUntil" TIMESTAMPTZ(3),
  "switchedOffAt" TIMESTAMPTZ(3),
  "version" INTEGER NOT NULL DEFAULT 1,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "WebhookHealth" (
  "endpointId" UUID NOT NULL,
  "failingSince" TIMESTAMPTZ(3),
  "lastSuccessAt" TIMESTAMPTZ(3),
  CONSTRAINT "WebhookHealth_pkey" PRIMARY KEY ("endpointId")
);
CREATE TABLE "WebhookDelivery" (
  "id" UUID NOT NULL,
  "endpointId" UUID NOT NULL,
  "noticeId" UUID,
  "kind" TEXT NOT NULL,
  "state" "WebhookState" NOT NULL,
  "dedupeKey" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "dueAt" TIMESTAMPTZ(3) NOT NULL,
  "claimedUntil" TIMESTAMPTZ(3),
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "deliveredAt" TIMESTAMPTZ(3),
  CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "WebhookAttempt" (
  "id" UUID NOT NULL,
  "deliveryId" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "status" INTEGER,
  "ms" INTEGER NOT NULL,
  "problem" TEXT,
  CONSTRAINT "WebhookAttempt_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "MailDelivery_dedupeKey_key" ON "MailDelivery"("dedupeKey");
CREATE INDEX "MailDelivery_officialId_createdAt_idx" ON "MailDelivery"("officialId", "createdAt" DESC);
CREATE INDEX "MailDelivery_createdAt_id_idx" ON "MailDelivery"("createdAt" DESC, "id" DESC);
CREATE INDEX "WebhookEndpoint_organPath_idx" ON "WebhookEndpoint"("organPath");
CREATE UNIQUE INDEX "WebhookDelivery_dedupeKey_key" ON "WebhookDelivery"("dedupeKey");
CREATE INDEX "WebhookDelivery_endpointId_createdAt_id_idx" ON "WebhookDelivery"("endpointId", "createdAt" DESC, "id" DESC);
CREATE INDEX "WebhookDelivery_noticeId_idx" ON "WebhookDelivery"("noticeId");
CREATE INDEX "WebhookAttempt_deliveryId_at_idx" ON "WebhookAttempt"("deliveryId", "at");
CREATE INDEX "Notice_mailId_idx" ON "Notice"("mailId");
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_mailId_fkey" FOREIGN KEY ("mailId") REFERENCES "MailDelivery"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "MailDelivery" ADD CONSTRAINT "MailDelivery_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "Official"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_organId_fkey" FOREIGN KEY ("organId") REFERENCES "Organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "WebhookHealth" ADD CONSTRAINT "WebhookHealth_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "WebhookEndpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "WebhookEndpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "Notice"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "WebhookAttempt" ADD CONSTRAINT "WebhookAttempt_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "WebhookDelivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX notice_not_forwarded ON "Notice" (id) WHERE "forwardedAt" IS NULL;
CREATE INDEX mail_due ON "MailDelivery" ("dueAt") WHERE state IN ('COLLECTING', 'WAITING');
CREATE INDEX webhook_due ON "WebhookDelivery" ("dueAt") WHERE state = 'WAITING';
-- Nothing is sent twice: a person has one digest that collects, and closes at most one a day.
CREATE UNIQUE INDEX one_collecting_digest ON "MailDelivery" ("officialId") WHERE state = 'COLLECTING';
CREATE UNIQUE INDEX one_digest_a_day ON "MailDelivery" ("officialId", "digestDay") WHERE "digestDay" IS NOT NULL;

ALTER TABLE "WebhookEndpoint"
  ADD CONSTRAINT "WebhookEndpoint_secret_first" CHECK (NOT active OR generation > 0);

-- What was on the desks before stays there: nothing old is sent.
SELECT set_config('app.actor', 'system', true);
UPDATE "Notice" SET "forwardedAt" = "createdAt";
SELECT set_config('app.actor', '', true);

ALTER TABLE "NoticePreference" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "NoticePreference" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_preference ON "NoticePreference"
  USING ((SELECT app_is_system()) OR "officialId" = (SELECT app_actor()))
  WITH CHECK ((SELECT app_is_system()) OR "officialId" = (SELECT app_actor()));

-- The system administrator sees whether mail arrives, of the people in their subtree.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['MailDelivery', 'MailAddressProblem'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_or_administered ON %I USING (
      (SELECT app_is_system()) OR "officialId" = (SELECT app_actor())
      OR EXISTS (SELECT 1 FROM "Official" p JOIN "Organ" o ON o.id = p."organId"
        WHERE p.id = "officialId" AND o.path ^@ ANY ((SELECT app_role_paths(''SYSTEM_ADMIN''))::text[])))', t);
  END LOOP;
END $$;

ALTER TABLE "WebhookEndpoint" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "WebhookEndpoint" FORCE ROW LEVEL SECURITY;
CREATE POLICY administrators_see ON "WebhookEndpoint"
  USING ((SELECT app_is_system()) OR "organPath" ^@ ANY ((SELECT app_role_paths('SECURITY_ADMIN', 'SYSTEM_ADMIN'))::text[]))
  WITH CHECK ((SELECT app_is_system()) OR "organPath" ^@ ANY ((SELECT app_role_paths('SECURITY_ADMIN'))::text[]));

ALTER TABLE "WebhookHealth" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "WebhookHealth" FORCE ROW LEVEL SECURITY;
CREATE POLICY with_endpoint ON "WebhookHealth"
  USING ((SELECT app_is_system()) OR EXISTS (SELECT 1 FROM "WebhookEndpoint" e WHERE e.id = "endpointId"));

ALTER TABLE "WebhookDelivery" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "WebhookDelivery" FORCE ROW LEVEL SECURITY;
CREATE POLICY with_endpoint ON "WebhookDelivery"
  USING ((SELECT app_is_system()) OR EXISTS (SELECT 1 FROM "WebhookEndpoint" e WHERE e.id = "endpointId"));

ALTER TABLE "WebhookAttempt" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "WebhookAttempt" FORCE ROW LEVEL SECURITY;
CREATE POLICY with_delivery ON "WebhookAttempt"
  USING ((SELECT app_is_system()) OR EXISTS (SELECT 1 FROM "WebhookDelivery" d WHERE d.id = "deliveryId"));

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON "NoticePreference", "MailAddressProblem", "WebhookEndpoint", "WebhookHealth" TO %I', app);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON "MailDelivery", "WebhookDelivery" TO %I', app);
  EXECUTE format('GRANT SELECT, INSERT ON "WebhookAttempt" TO %I', app);
END $$;
