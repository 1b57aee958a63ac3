-- Absence with dates: somebody else decides meanwhile, in their own name.
CREATE TABLE "Delegation" (
  "id" UUID NOT NULL,
  "fromId" UUID NOT NULL,
  "toId" UUID NOT NULL,
  "validFrom" DATE NOT NULL,
  "validTo" DATE NOT NULL,
  "reason" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "endedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Delegation_not_to_oneself" CHECK ("fromId" <> "toId"),
  CONSTRAINT "Delegation_dates" CHECK ("validFrom" <= "validTo")
);
CREATE INDEX "Delegation_fromId_idx" ON "Delegation"("fromId");
CREATE INDEX "Delegation_toId_idx" ON "Delegation"("toId");

ALTER TABLE "Delegation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Delegation" FORCE ROW LEVEL SECURITY;
-- Whether somebody is away is no secret among officials; only the absent one gives a delegation.
CREATE POLICY delegation_reads ON "Delegation" FOR SELECT USING ((SELECT app_is_system()) OR (SELECT app_actor()) IS NOT NULL);
CREATE POLICY delegation_gives ON "Delegation" FOR INSERT WITH CHECK ("fromId" = (SELECT app_actor()));
CREATE POLICY delegation_ends ON "Delegation" FOR UPDATE
  USING ((SELECT app_is_system()) OR "fromId" = (SELECT app_actor()) OR "toId" = (SELECT app_actor()))
  WITH CHECK ((SELECT app_is_system()) OR "fromId" = (SELECT app_actor()) OR "toId" = (SELECT app_actor()));

CREATE FUNCTION app_delegators() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(array_agg(d."fromId"), '{}') FROM "Delegation" d
  WHERE d."toId" = app_actor() AND d."endedAt" IS NULL
    AND d."validFrom" <= app_today() AND d."validTo" >= app_today()
$$;
REVOKE ALL ON FUNCTION app_delegators() FROM PUBLIC;

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
        -- Whoever stands in reads what waits for the absent decider, while it runs and the case is open.
        OR ("deciderId" = ANY ((SELECT app_delegators())::uuid[]) AND "closedAt" IS NULL)
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
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON "Delegation" TO %I', app);
  EXECUTE format('GRANT EXECUTE ON FUNCTION app_delegators() TO %I', app);
END $$;
