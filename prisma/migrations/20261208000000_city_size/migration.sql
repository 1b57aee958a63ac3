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

-- The queue orders open cases by their end, those without one last.
CREATE INDEX case_open_due ON "Case" ((coalesce("dueAt", 'infinity'::timestamptz)), id) WHERE "closedAt" IS NULL;
-- What waits for a decider, and what an office has to do about refusals: closed cases, nearly all, are not in these.
CREATE INDEX case_open_decider ON "Case" ("deciderId", kind, status) WHERE "closedAt" IS NULL;
CREATE INDEX case_open_status ON "Case" (kind, status) WHERE "closedAt" IS NULL;

-- ── pickers ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- The pairs of neighbours of a short text; for names also its single characters, since a family name is one. So any part
-- is found by an index.
CREATE FUNCTION text_pairs(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(value, place, 2)), '{}') FROM generate_series(1, length(value) - 1) AS place
$$;
CREATE FUNCTION name_parts(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(value, place, size)), '{}')
  FROM generate_series(1, 2) AS size, generate_series(1, length(value) - size + 1) AS place
$$;
CREATE INDEX official_name_parts ON "Official" USING gin (name_parts(name));
-- The last ten characters of a credit code are the organisation's own; those before are its district's.
CREATE INDEX enterprise_code_parts ON "Enterprise" USING gin (text_pairs(substr(uscc, 9)));
CREATE INDEX organ_path ON "Organ" (path COLLATE "C");
CREATE INDEX official_staff_no ON "Official" ("staffNo" text_pattern_ops);
CREATE INDEX enterprise_initials ON "Enterprise" (initials text_pattern_ops);
-- A trade or a legal form is in so many names that the shortest are found sooner by walking the names by length.
CREATE INDEX enterprise_size ON "Enterprise" (length(name), id);

-- ── privileges ──────────────────────────────────────────────────────────────────────────────────────────────────

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT EXECUTE ON FUNCTION is_common_search(text[]), case_matches(uuid, text[], text[]) TO %I', app);
END $$;
