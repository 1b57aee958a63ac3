-- The statistics read the cases of their own time. The cases that were shown were looked up among all there are, and so were
-- their scenarios and enterprises; now the second reading keeps to the same days, and the others to the ids between the
-- first and the last, which are in the order of time as a rule.
CREATE OR REPLACE FUNCTION case_statistics(since timestamptz, until timestamptz, of_kind "CaseKind", of_organ uuid, as_of timestamptz, most integer)
RETURNS TABLE (part text, one text, two text, cases bigint) LANGUAGE plpgsql
-- The sizes differ between one unit and a whole city: a plan made for both fits neither.
SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' AS $$
DECLARE who text := coalesce(current_setting('app.actor', true), ''); organs uuid[]; ids uuid[]; first uuid; last uuid;
BEGIN
  IF of_organ IS NULL THEN
    SELECT coalesce(array_agg(c.id ORDER BY c.id), '{}') INTO ids FROM "Case" c
    WHERE c."createdAt" BETWEEN since AND until AND (of_kind IS NULL OR c.kind = of_kind);
  ELSE
    SELECT coalesce(array_agg(o.id), '{}') INTO organs FROM "Organ" o JOIN "Organ" root ON root.id = of_organ
    WHERE starts_with(o.path, root.path);
    SELECT coalesce(array_agg(c.id ORDER BY c.id), '{}') INTO ids FROM "Case" c
    WHERE c."organId" = ANY (organs) AND c."createdAt" BETWEEN since AND until AND (of_kind IS NULL OR c.kind = of_kind);
  END IF;
  first := ids[1]; last := ids[cardinality(ids)];
  -- Whoever asks was shown these cases by row-level security; they are counted as the system, without deciding anew.
  PERFORM set_config('app.actor', 'system', true);
  -- A look-up for each of many is slower than one pass over all.
  IF cardinality(ids) > 20000 THEN PERFORM set_config('enable_nestloop', 'off', true); END IF;
  RETURN QUERY
    WITH seen AS (
      SELECT c.kind, c.status, c."organId" AS organ, m.type,
             date_trunc('month', c."createdAt" AT TIME ZONE 'Asia/Shanghai')::date AS month,
             limit_state(c."closedAt", c."pausedAt", c."dueAt", c."limitsKept", c."limitsMissed", as_of) AS state
      FROM unnest(ids) AS shown(id) JOIN "Case" c ON c.id = shown.id AND c."createdAt" BETWEEN since AND until
        LEFT JOIN "Matter" m ON m.id = c."matterId"
    )
    SELECT CASE WHEN grouping(s.month) = 0 THEN 'month' WHEN grouping(s.organ) = 0 THEN 'organ'
                WHEN grouping(s.type) = 0 THEN 'type' WHEN grouping(s.state) = 0 THEN 'limit'
                WHEN grouping(s.status) = 0 THEN 'status' ELSE 'all' END,
           coalesce(s.month::text, s.organ::text, s.type::text, s.kind::text), coalesce(s.status, s.state), count(*)
    FROM seen s
    GROUP BY GROUPING SETS ((s.kind, s.status), (s.kind, s.state), (s.month), (s.organ), (s.type), ());
  RETURN QUERY
    SELECT 'scenario', r.scenario::text, NULL::text, count(*)
    FROM unnest(ids) AS shown(id) JOIN "AdvanceReport" r ON r."caseId" = shown.id AND r."caseId" BETWEEN first AND last
    WHERE r.scenario IS NOT NULL GROUP BY r.scenario;
  RETURN QUERY
    SELECT 'enterprise', p."enterpriseId"::text, NULL::text, count(*) AS found
    FROM unnest(ids) AS shown(id) JOIN "CaseParty" p ON p."caseId" = shown.id AND p."caseId" BETWEEN first AND last
    GROUP BY p."enterpriseId" ORDER BY found DESC, p."enterpriseId" LIMIT most;
  PERFORM set_config('app.actor', who, true), set_config('enable_nestloop', 'on', true);
END $$;
