-- Which limits were kept, counted by the case itself as its steps are taken (lib/cases/rules/limit-ended.ts).
ALTER TABLE "Case" ADD COLUMN "limitsKept" INTEGER NOT NULL DEFAULT 0,
                   ADD COLUMN "limitsMissed" INTEGER NOT NULL DEFAULT 0;

-- For the cases that are there already: read off the timeline, which says with each step which limit runs from then on.
-- Steps that leave the limit alone (a pause, an extension) repeat its name and start.
SELECT set_config('app.actor', 'system', true);
-- backfill: lib/statistics/queries.db.test.ts runs this statement against the counts of the commands.
WITH steps AS (
  SELECT e."caseId", e.seq, e.at, e.event, e.data -> 'clock' ->> 'limit' AS name, e.data -> 'clock' ->> 'from' AS since,
         (e.data -> 'clock' ->> 'dueAt')::timestamptz AS due
  FROM "CaseEvent" e WHERE e.data ? 'clock'
), runs AS (
  SELECT s.*, sum(CASE WHEN (s.name, s.since) IS DISTINCT FROM (s.before, s.before_since) THEN 1 ELSE 0 END)
                OVER (PARTITION BY s."caseId" ORDER BY s.seq) AS run
  FROM (SELECT steps.*, lag(name) OVER w AS before, lag(since) OVER w AS before_since
        FROM steps WINDOW w AS (PARTITION BY "caseId" ORDER BY seq)) s
), limits AS (
  SELECT r."caseId", r.run, max(r.name) AS name, min(r.at) AS begun,
         (array_agg(r.due ORDER BY r.seq DESC) FILTER (WHERE r.due IS NOT NULL))[1] AS due,
         (array_agg(r.at ORDER BY r.seq DESC))[1] AS last, (array_agg(r.due IS NULL ORDER BY r.seq DESC))[1] AS paused
  FROM runs r GROUP BY r."caseId", r.run
), ended AS (
  SELECT l.*, coalesce(lead(l.begun) OVER (PARTITION BY l."caseId" ORDER BY l.run), c."closedAt") AS over
  FROM limits l JOIN "Case" c ON c.id = l."caseId"
), counts AS (
  SELECT "caseId", count(*) FILTER (WHERE (CASE WHEN paused THEN last ELSE over END) <= due) AS kept,
         count(*) FILTER (WHERE (CASE WHEN paused THEN last ELSE over END) > due) AS missed
  FROM ended WHERE name IS NOT NULL AND due IS NOT NULL AND over IS NOT NULL GROUP BY "caseId"
)
UPDATE "Case" c SET "limitsKept" = counts.kept, "limitsMissed" = counts.missed FROM counts WHERE counts."caseId" = c.id;
-- end of backfill
SELECT set_config('app.actor', '', true);

-- How a case stands with its limits. One expression for the search and for statistics, so that both count the same.
CREATE FUNCTION limit_state(closed timestamptz, paused timestamptz, due timestamptz, kept integer, missed integer, as_of timestamptz)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN closed IS NULL AND paused IS NULL AND due < as_of THEN 'overdue'
              WHEN missed > 0 THEN 'missed' WHEN kept > 0 THEN 'kept' ELSE 'none' END
$$;

-- The counts of the statistics page: one line a group. Which cases count, row-level security alone decides: the one read that
-- collects them is made as whoever asks. These very cases, and what belongs to them (enterprises, scenario), are then counted
-- as the system: policies would decide anew, row by row, about cases that were just shown.
CREATE FUNCTION case_statistics(since timestamptz, until timestamptz, of_kind "CaseKind", of_organ uuid, as_of timestamptz, most integer)
RETURNS TABLE (part text, one text, two text, cases bigint) LANGUAGE plpgsql
-- The sizes differ between one unit and a whole city: a plan made for both fits neither.
SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' AS $$
DECLARE who text := coalesce(current_setting('app.actor', true), ''); organs uuid[]; ids uuid[];
BEGIN
  IF of_organ IS NULL THEN
    SELECT coalesce(array_agg(c.id), '{}') INTO ids FROM "Case" c
    WHERE c."createdAt" BETWEEN since AND until AND (of_kind IS NULL OR c.kind = of_kind);
  ELSE
    SELECT coalesce(array_agg(o.id), '{}') INTO organs FROM "Organ" o JOIN "Organ" root ON root.id = of_organ
    WHERE starts_with(o.path, root.path);
    SELECT coalesce(array_agg(c.id), '{}') INTO ids FROM "Case" c
    WHERE c."organId" = ANY (organs) AND c."createdAt" BETWEEN since AND until AND (of_kind IS NULL OR c.kind = of_kind);
  END IF;
  PERFORM set_config('app.actor', 'system', true);
  -- A look-up for each of many is slower than one pass over all.
  IF cardinality(ids) > 20000 THEN PERFORM set_config('enable_nestloop', 'off', true); END IF;
  RETURN QUERY
    WITH seen AS (
      SELECT c.kind, c.status, c."organId" AS organ, m.type,
             date_trunc('month', c."createdAt" AT TIME ZONE 'Asia/Shanghai')::date AS month,
             limit_state(c."closedAt", c."pausedAt", c."dueAt", c."limitsKept", c."limitsMissed", as_of) AS state
      FROM unnest(ids) AS shown(id) JOIN "Case" c ON c.id = shown.id LEFT JOIN "Matter" m ON m.id = c."matterId"
    )
    SELECT CASE WHEN grouping(s.month) = 0 THEN 'month' WHEN grouping(s.organ) = 0 THEN 'organ'
                WHEN grouping(s.type) = 0 THEN 'type' WHEN grouping(s.state) = 0 THEN 'limit'
                WHEN grouping(s.status) = 0 THEN 'status' ELSE 'all' END,
           coalesce(s.month::text, s.organ::text, s.type::text, s.kind::text), coalesce(s.status, s.state), count(*)
    FROM seen s
    GROUP BY GROUPING SETS ((s.kind, s.status), (s.kind, s.state), (s.month), (s.organ), (s.type), ());
  RETURN QUERY
    SELECT 'scenario', r.scenario::text, NULL::text, count(*)
    FROM unnest(ids) AS shown(id) JOIN "AdvanceReport" r ON r."caseId" = shown.id
    WHERE r.scenario IS NOT NULL GROUP BY r.scenario;
  RETURN QUERY
    SELECT 'enterprise', p."enterpriseId"::text, NULL::text, count(*) AS found
    FROM unnest(ids) AS shown(id) JOIN "CaseParty" p ON p."caseId" = shown.id
    GROUP BY p."enterpriseId" ORDER BY found DESC, p."enterpriseId" LIMIT most;
  PERFORM set_config('app.actor', who, true), set_config('enable_nestloop', 'on', true);
END $$;
REVOKE ALL ON FUNCTION limit_state(timestamptz, timestamptz, timestamptz, integer, integer, timestamptz),
  case_statistics(timestamptz, timestamptz, "CaseKind", uuid, timestamptz, integer) FROM PUBLIC;

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT EXECUTE ON FUNCTION limit_state(timestamptz, timestamptz, timestamptz, integer, integer, timestamptz),
    case_statistics(timestamptz, timestamptz, "CaseKind", uuid, timestamptz, integer) TO %I', app);
END $$;
