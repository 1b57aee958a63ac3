-- What lists, searches and pickers need at a million cases.

-- ── searches of cases ───────────────────────────────────────────────────────────────────────────────────────────

-- Whether so many cases have all of these pairs that a list finds a page sooner by looking into the newest cases than by
-- collecting every one. From the planner's statistics; a pair that is not among the commonest is rare.
CREATE FUNCTION is_common_search(q_tokens text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT cardinality(q_tokens) > 0 AND coalesce((
    SELECT min(coalesce(common.share, 0)) * (SELECT reltuples FROM pg_class WHERE oid = '"CaseSearch"'::regclass) > 3000
    FROM unnest(q_tokens) AS asked (token)
    LEFT JOIN (
      SELECT element.token, element.share
      FROM pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs[1:cardinality(s.most_common_elems::text::text[])]) AS element (token, share)
      WHERE s.schemaname = 'public' AND s.tablename = 'CaseSearch' AND s.attname = 'tokens'
    ) AS common ON common.token = asked.token
  ), false)
$$;

-- Whether one case has the words. The row policy is asked first: the function is not leakproof.
CREATE FUNCTION case_matches(case_id uuid, q_tokens text[], q_like text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public COST 50 AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM "CaseSearch" s
                 WHERE s."caseId" = case_id AND s.tokens @> q_tokens AND s.text LIKE ALL (q_like));
END $$;

REVOKE ALL ON FUNCTION is_common_search(text[]), case_matches(uuid, text[], text[]) FROM PUBLIC;

-- ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- Paths are compared by an operator that is not leakproof, so no list could use the index on them; units are compared by
-- their ids instead.
DROP INDEX "Case_organPath_createdAt_id_idx";
CREATE INDEX "Case_organId_createdAt_id_idx" ON "Case"("organId", "createdAt" DESC, "id" DESC);
CREATE INDEX "Case_decidedById_createdAt_id_idx" ON "Case"("decidedById", "createdAt" DESC, "id" DESC);

-- ── privileges ──────────────────────────────────────────────────────────────────────────────────────────────────

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT EXECUTE ON FUNCTION is_common_search(text[]), case_matches(uuid, text[], text[]) TO %I', app);
END $$;
