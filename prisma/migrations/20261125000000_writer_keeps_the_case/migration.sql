-- A write may take a case out of its writer's sight: a decider who declares a conflict hands it on. PostgreSQL checks the
-- new row against the policy for reading, and the log commits to the rows as they were stored; so the case that a
-- transaction is changing stays readable until that transaction ends. It is set only after the case was read.
CREATE FUNCTION app_case() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.case', true), '')::uuid $$;

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
        OR is_under("organPath", (SELECT app_role_paths('UNIT_HEAD')))
        OR (kind IN ('RECUSAL_DECISION', 'REFUSAL') AND is_under("organPath", (SELECT app_role_paths('HR'))))
        OR (is_under("organPath", (SELECT app_role_paths('DISCIPLINE'))) AND "organId" IS DISTINCT FROM (SELECT app_own_unit()))
      ))
  OR id = (SELECT app_case())
);
