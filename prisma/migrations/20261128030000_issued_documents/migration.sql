-- Documents as they were issued: never changed, and found again by the code on their face.
CREATE TABLE "IssuedDocument" (
  "id" UUID NOT NULL,
  "caseId" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "number" TEXT NOT NULL,
  "organName" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  "content" BYTEA NOT NULL,
  "issuedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "IssuedDocument_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "IssuedDocument_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "IssuedDocument_code_key" ON "IssuedDocument"("code");
CREATE UNIQUE INDEX "IssuedDocument_caseId_kind_version_key" ON "IssuedDocument"("caseId", "kind", "version");

ALTER TABLE "IssuedDocument" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "IssuedDocument" FORCE ROW LEVEL SECURITY;
-- A referral goes to an office, not to the person it is about.
CREATE POLICY with_case ON "IssuedDocument" USING ((SELECT app_is_system())
  OR EXISTS (SELECT 1 FROM "Case" c WHERE c.id = "caseId"
             AND NOT ("IssuedDocument".kind = 'REFERRAL' AND c."subjectId" = (SELECT app_actor())) OFFSET 0))
  WITH CHECK ((SELECT app_is_system()));

CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON "IssuedDocument" FOR EACH ROW EXECUTE FUNCTION never_changes();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON "IssuedDocument" FOR EACH STATEMENT EXECUTE FUNCTION never_changes();
ALTER TABLE "IssuedDocument" ENABLE ALWAYS TRIGGER never_changes;
ALTER TABLE "IssuedDocument" ENABLE ALWAYS TRIGGER never_truncated;

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT ON "IssuedDocument" TO %I', app);
END $$;

-- Decisions that were numbered before get their document too.
SELECT set_config('app.actor', 'system', true);
INSERT INTO "OutboxMessage" (id, topic, payload, "dedupeKey", "availableAt", "createdAt")
SELECT gen_random_uuid(), 'document', jsonb_build_object('caseId', d."caseId", 'kind', 'DECISION'), 'document:DECISION:' || d."caseId", now(), now()
FROM "RecusalDecision" d WHERE d."issuedAt" IS NOT NULL
ON CONFLICT DO NOTHING;
SELECT set_config('app.actor', '', true);
