ALTER TABLE "RecusalDecision"
  ADD COLUMN "postToLeave" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "substituteClearedAt" TIMESTAMPTZ(3);

CREATE TABLE "HandoverItem" (
  "id" UUID NOT NULL,
  "caseId" UUID NOT NULL,
  "ordinal" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "handedOverAt" TIMESTAMPTZ(3),
  "acceptedAt" TIMESTAMPTZ(3),
  "note" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "HandoverItem_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "HandoverItem_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "HandoverItem_accepted_after_handover" CHECK ("acceptedAt" IS NULL OR "handedOverAt" IS NOT NULL)
);
CREATE UNIQUE INDEX "HandoverItem_caseId_ordinal_key" ON "HandoverItem"("caseId", "ordinal");

ALTER TABLE "HandoverItem" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "HandoverItem" FORCE ROW LEVEL SECURITY;
CREATE POLICY with_case ON "HandoverItem" USING ((SELECT app_is_system())
  OR EXISTS (SELECT 1 FROM "Case" c WHERE c.id = "caseId" OFFSET 0))
  WITH CHECK ((SELECT app_is_system()) OR (SELECT app_actor()) IS NOT NULL);

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON "HandoverItem" TO %I', app);
END $$;

-- What decisions in effect list, a line an item, with what was recorded of the whole.
SELECT set_config('app.actor', 'system', true);
INSERT INTO "HandoverItem" (id, "caseId", ordinal, text, "handedOverAt", "acceptedAt")
SELECT gen_random_uuid(), d."caseId", row_number() OVER (PARTITION BY d."caseId" ORDER BY line.n)::int, btrim(line.text),
       d."handedOverAt", d."substituteAcceptedAt"
FROM "RecusalDecision" d, regexp_split_to_table(d."handoverItems", E'\n') WITH ORDINALITY AS line(text, n)
WHERE d."effectiveAt" IS NOT NULL AND btrim(line.text) <> '';
-- Who already accepted the work is taken to have had nothing against it.
UPDATE "RecusalDecision" SET "substituteClearedAt" = "substituteAcceptedAt";
SELECT set_config('app.actor', '', true);

UPDATE "PolicyVersion" SET limits = '{"decisionRecheckMonths": 6, "decisionRecheck": 5, "termReminderDays": 7}'::jsonb || limits::jsonb;
