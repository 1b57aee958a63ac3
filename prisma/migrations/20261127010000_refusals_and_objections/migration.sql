CREATE TYPE "RefusalFinding" AS ENUM ('JUSTIFIED', 'CONFIRMED');
CREATE TYPE "FindingOffice" AS ENUM ('UNIT_HEAD', 'HR');
CREATE TYPE "ReferralTarget" AS ENUM ('HR', 'DISCIPLINE');
CREATE TYPE "RefusalOutcome" AS ENUM ('REMOVAL', 'DISCIPLINARY_ACTION', 'ADMONITION', 'NO_ACTION');
CREATE TYPE "ActDisposition" AS ENUM ('MAINTAINED', 'RE_EXAMINED', 'REDONE');
CREATE TYPE "ObjectionResult" AS ENUM ('MAINTAINED', 'VARIED', 'REVOKED');

ALTER TABLE "Refusal"
  ADD COLUMN "demandedById" UUID,
  ADD COLUMN "demandedAt" TIMESTAMPTZ(3),
  ADD COLUMN "demand" TEXT,
  ADD COLUMN "demandOverAt" TIMESTAMPTZ(3),
  ADD COLUMN "reasons" TEXT,
  ADD COLUMN "reasonsAt" TIMESTAMPTZ(3),
  ADD COLUMN "reviewStartedAt" TIMESTAMPTZ(3),
  ADD COLUMN "finding" "RefusalFinding",
  ADD COLUMN "findingOffice" "FindingOffice",
  ADD COLUMN "findingReason" TEXT,
  ADD COLUMN "findingById" UUID,
  ADD COLUMN "findingAgreedBy" UUID,
  ADD COLUMN "referTo" "ReferralTarget",
  ADD COLUMN "referReason" TEXT,
  ADD COLUMN "referById" UUID,
  ADD COLUMN "referredById" UUID,
  ADD COLUMN "referredAt" TIMESTAMPTZ(3),
  ADD COLUMN "packetHash" TEXT,
  ADD COLUMN "outcome" "RefusalOutcome",
  ADD COLUMN "outcomeText" TEXT,
  ADD COLUMN "outcomeNumber" TEXT,
  ADD COLUMN "outcomeKnownOn" DATE,
  ADD COLUMN "outcomeById" UUID;

CREATE TABLE "ReferralPacket" (
  "caseId" UUID NOT NULL,
  "content" BYTEA NOT NULL,
  "sealedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "ReferralPacket_pkey" PRIMARY KEY ("caseId")
);

CREATE TABLE "AffectedAct" (
  "caseId" UUID NOT NULL,
  "matterActId" UUID NOT NULL,
  "disposition" "ActDisposition" NOT NULL,
  "reason" TEXT NOT NULL,
  "settledById" UUID NOT NULL,
  "settledAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "AffectedAct_pkey" PRIMARY KEY ("caseId", "matterActId"),
  CONSTRAINT "AffectedAct_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "AffectedAct_matterActId_fkey" FOREIGN KEY ("matterActId") REFERENCES "MatterAct"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TABLE "Objection" (
  "caseId" UUID NOT NULL,
  "decisionCaseId" UUID NOT NULL,
  "objectorId" UUID NOT NULL,
  "reasons" TEXT NOT NULL,
  "result" "ObjectionResult",
  "resultReason" TEXT,
  "changes" JSONB,
  CONSTRAINT "Objection_pkey" PRIMARY KEY ("caseId"),
  CONSTRAINT "Objection_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Objection_decisionCaseId_objectorId_key" ON "Objection"("decisionCaseId", "objectorId");

CREATE TABLE "CaseReader" (
  "caseId" UUID NOT NULL,
  "officialId" UUID NOT NULL,
  "becauseId" UUID NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "CaseReader_pkey" PRIMARY KEY ("caseId", "officialId")
);
CREATE INDEX "CaseReader_officialId_idx" ON "CaseReader"("officialId");

-- ── who reads ───────────────────────────────────────────────────────────────────────────────────────────────────

-- Whoever reviews an objection or the reasons of a refusal reads the decision that it is about, wherever they sit.
CREATE FUNCTION app_lent() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(r."caseId"), '{}') FROM "CaseReader" r WHERE r."officialId" = app_actor() $$;
REVOKE ALL ON FUNCTION app_lent() FROM PUBLIC;

ALTER POLICY case_reads ON "Case" USING (
  (SELECT app_is_system())
  OR "filedById" = (SELECT app_actor())
  OR ("subjectId" = (SELECT app_actor()) AND (
        kind = 'ADVANCE_REPORT'
        OR (kind = 'RECUSAL_DECISION' AND status IN ('HEARING', 'SERVED', 'IN_FORCE', 'COMPLIED', 'LIFTED', 'EXPIRED', 'SUPERSEDED', 'REVOKED'))
        OR (kind = 'REFUSAL' AND status NOT IN ('SUSPECTED'))))
  OR ("substituteId" = (SELECT app_actor()) AND kind = 'RECUSAL_DECISION'
        AND status IN ('SERVED', 'IN_FORCE', 'COMPLIED', 'LIFTED', 'EXPIRED', 'SUPERSEDED', 'REVOKED'))
  OR ("subjectId" <> (SELECT app_actor())
      AND NOT (status = 'DRAFT' AND kind IN ('ADVANCE_REPORT', 'RECUSAL_REQUEST'))
      AND (
        "deciderId" = (SELECT app_actor())
        OR "decidedById" = (SELECT app_actor())
        OR "subjectId" = ANY ((SELECT app_led())::uuid[])
        OR ("handlingOrganId" = ANY ((SELECT app_role_organs('CLERK'))::uuid[]) AND "closedAt" IS NULL)
        OR "organPath" ^@ ANY ((SELECT app_role_paths('UNIT_HEAD'))::text[])
        OR (kind IN ('RECUSAL_DECISION', 'REFUSAL') AND "organPath" ^@ ANY ((SELECT app_role_paths('HR'))::text[]))
        OR ("organPath" ^@ ANY ((SELECT app_role_paths('DISCIPLINE'))::text[]) AND "organId" IS DISTINCT FROM (SELECT app_own_unit()))
        OR id = ANY ((SELECT app_lent())::uuid[])
      ))
  OR id = (SELECT app_case())
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['AffectedAct', 'Objection']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY with_case ON %I USING ((SELECT app_is_system())
                    OR EXISTS (SELECT 1 FROM "Case" c WHERE c.id = "caseId" OFFSET 0))
                    WITH CHECK ((SELECT app_is_system()) OR (SELECT app_actor()) IS NOT NULL)', t);
  END LOOP;
END $$;

-- The packet is for the office that the case went to, never for the person it is about.
ALTER TABLE "ReferralPacket" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ReferralPacket" FORCE ROW LEVEL SECURITY;
CREATE POLICY with_case ON "ReferralPacket" USING ((SELECT app_is_system())
  OR EXISTS (SELECT 1 FROM "Case" c WHERE c.id = "caseId" AND c."subjectId" <> (SELECT app_actor()) OFFSET 0))
  WITH CHECK ((SELECT app_is_system()) OR (SELECT app_actor()) IS NOT NULL);

-- ── privileges ──────────────────────────────────────────────────────────────────────────────────────────────────

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON "AffectedAct", "Objection", "CaseReader" TO %I', app);
  EXECUTE format('GRANT SELECT, INSERT ON "ReferralPacket" TO %I', app);
  EXECUTE format('GRANT EXECUTE ON FUNCTION app_lent() TO %I', app);
END $$;

-- ── limits ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- The limits of these steps are in force for every version: cases of earlier ones get there too.
UPDATE "PolicyVersion" SET limits = '{"refusalTakeUp": 3, "refusalDemand": 3, "refusalReview": 3, "refusalRefer": 3,
  "refusalOutcome": 30, "objectionFile": 5, "objectionDecide": 5}'::jsonb || limits::jsonb;
