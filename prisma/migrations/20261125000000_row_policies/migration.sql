-- A write may take a case out of its writer's sight: a decider who declares a conflict hands it on. PostgreSQL checks the
-- new row against the policy for reading, and the log commits to the rows as they were stored; so the case that a
-- transaction is changing stays readable until that transaction ends. It is set only after the case was read.
CREATE FUNCTION app_case() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.case', true), '')::uuid $$;

-- Subtrees are compared by an operator now: the function was called for every row (15 µs each), and a list of a hundred
-- thousand cases spent its time there.
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
      ))
  OR id = (SELECT app_case())
);

-- What belongs to a case is looked up case by case: OFFSET 0 keeps the planner from collecting all readable cases in a hash
-- table first, which made a statement about a thousand rows read the whole table (an export: once for every batch).
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['CaseParty', 'CaseEvent', 'CaseConflict', 'FilingDraft', 'FilingVersion', 'Attachment',
                           'AdvanceReport', 'RecusalRequest', 'RecusalDecision', 'ServiceAttempt', 'Refusal', 'Timer']
  LOOP
    EXECUTE format('ALTER POLICY with_case ON %I USING ((SELECT app_is_system())
                    OR EXISTS (SELECT 1 FROM "Case" c WHERE c.id = "caseId" OFFSET 0))', t);
  END LOOP;
END $$;

DROP FUNCTION is_under(text, text[]);

-- The decisions in which somebody is the substitute, on their desk.
CREATE INDEX "Case_substituteId_createdAt_id_idx" ON "Case"("substituteId", "createdAt" DESC, "id" DESC);
