-- Imports in chunks: a file is kept, its columns mapped, its rows staged and checked, then written part by part, and
-- taken back as long as nobody worked on what it wrote.
CREATE TYPE "ImportStatus" AS ENUM ('UPLOADED', 'CHECKING', 'PENDING', 'RUNNING', 'STOPPED', 'DONE', 'UNDOING', 'UNDONE', 'FAILED', 'CANCELLED');

-- The words of the states stay: the log has committed to them.
ALTER TABLE "ImportBatch" ALTER COLUMN "status" DROP DEFAULT;
ALTER TABLE "ImportBatch" ALTER COLUMN "status" TYPE "ImportStatus" USING "status"::text::"ImportStatus";
ALTER TABLE "ImportBatch" ALTER COLUMN "status" SET DEFAULT 'UPLOADED';
ALTER TABLE "ImportBatch"
  ADD COLUMN "format" TEXT NOT NULL DEFAULT 'csv',
  ADD COLUMN "size" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "sheet" TEXT,
  ADD COLUMN "sheets" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "headers" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "sample" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "mapping" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "rowsDone" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "position" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "chunks" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "error" TEXT,
  ADD COLUMN "undoUntil" TIMESTAMPTZ(3),
  ADD COLUMN "undoneAt" TIMESTAMPTZ(3),
  ADD COLUMN "undoneById" UUID;

-- Rows as read from the file, until they are written and can no longer be taken back. Filled with COPY, which row-level
-- security does not allow; queries show it to whoever may import, as with the registers the rows go to.
CREATE TABLE "ImportRow" (
  "batchId" UUID NOT NULL,
  "seq" INTEGER NOT NULL,
  "line" INTEGER NOT NULL,
  "id" UUID NOT NULL,
  "key" TEXT,
  "name" TEXT,
  "norm" TEXT,
  "values" JSON NOT NULL,
  "wrong" BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "ImportRow_pkey" PRIMARY KEY ("batchId", "seq")
);

CREATE TABLE "ImportProblem" (
  "batchId" UUID NOT NULL,
  "n" INTEGER NOT NULL,
  "stage" TEXT NOT NULL,
  "line" INTEGER NOT NULL,
  "column" TEXT,
  "code" TEXT NOT NULL,
  "params" JSON,
  CONSTRAINT "ImportProblem_pkey" PRIMARY KEY ("batchId", "n")
);
CREATE INDEX "ImportProblem_batchId_stage_line_n_idx" ON "ImportProblem"("batchId", "stage", "line", "n");

INSERT INTO "ImportProblem" ("batchId", "n", "stage", "line", "column", "code", "params")
SELECT b.id, p.n, CASE WHEN p.said->>'code' IN ('capital-not-read', 'ownership-contradicts', 'column-ignored') THEN 'NOTE' ELSE 'CHECK' END,
  (p.said->>'line')::int, p.said->>'column', p.said->>'code', (p.said->'params')::json
FROM "ImportBatch" b, jsonb_array_elements(b.problems) WITH ORDINALITY AS p(said, n);
ALTER TABLE "ImportBatch" DROP COLUMN "problems";

-- One transaction of an import: what it made and what the rows it changed were before.
CREATE TABLE "ImportChunk" (
  "batchId" UUID NOT NULL,
  "n" INTEGER NOT NULL,
  "rows" INTEGER NOT NULL,
  "changes" JSONB NOT NULL,
  "appliedAt" TIMESTAMPTZ(3) NOT NULL,
  "undoneAt" TIMESTAMPTZ(3),
  CONSTRAINT "ImportChunk_pkey" PRIMARY KEY ("batchId", "n"),
  CONSTRAINT "ImportChunk_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "ImportBatch"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Which column of such a file is which, as somebody said once.
CREATE TABLE "ImportMapping" (
  "kind" TEXT NOT NULL,
  "headers" TEXT NOT NULL,
  "mapping" JSONB NOT NULL,
  "updatedById" UUID,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "ImportMapping_pkey" PRIMARY KEY ("kind", "headers")
);

-- ── the log of many rows ────────────────────────────────────────────────────────────────────────────────────────

-- Openings of an entry that commits to many rows of one table: their keys, a salt and a digest for each. The entry holds
-- the hash of keys and digests (docs/decisions/0018-imports-in-chunks.md).
CREATE TABLE "LogBulk" (
  "entryIndex" BIGINT NOT NULL,
  "tableName" TEXT NOT NULL,
  "keys" UUID[],
  "salts" BYTEA NOT NULL,
  "digests" BYTEA NOT NULL,
  CONSTRAINT "LogBulk_pkey" PRIMARY KEY ("entryIndex", "tableName")
);
CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON "LogBulk" FOR EACH ROW EXECUTE FUNCTION never_changes();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON "LogBulk" FOR EACH STATEMENT EXECUTE FUNCTION never_changes();
ALTER TABLE "LogBulk" ENABLE ALWAYS TRIGGER never_changes;
ALTER TABLE "LogBulk" ENABLE ALWAYS TRIGGER never_truncated;

-- The columns of a table as an entry lists them: those of today, in the order of their names.
CREATE FUNCTION log_columns(tbl text) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(a.attname::text ORDER BY a.attname::text COLLATE "C") FROM pg_attribute a
  WHERE a.attrelid = format('%I', tbl)::regclass AND a.attnum > 0 AND NOT a.attisdropped
$$;

-- Rows with these keys, in this order, as the log digests them: one JSON array of the table, the key and the columns.
-- NULL where there is no row. In the session's own rights.
CREATE FUNCTION log_texts(tbl text, columns text[], keys uuid[]) RETURNS TABLE (n bigint, said text)
LANGUAGE plpgsql STABLE SET timezone = 'UTC' SET datestyle = 'ISO' SET intervalstyle = 'postgres' SET extra_float_digits = 1
SET enable_seqscan = off AS $$
DECLARE list text;
BEGIN
  SELECT string_agg(format('t.%I', c.name), ', ' ORDER BY c.n) INTO list FROM unnest(columns) WITH ORDINALITY AS c(name, n);
  RETURN QUERY EXECUTE format(
    'SELECT k.n, CASE WHEN t.id IS NOT NULL THEN json_build_array(%L::text, k.id, %s)::text END
       FROM unnest($1) WITH ORDINALITY AS k(id, n) LEFT JOIN %I t ON t.id = k.id ORDER BY k.n', tbl, list, tbl)
    USING keys;
END $$;

-- A salt and a digest for each row: SHA-256 of salt and text; 32 zero bytes say that the row was removed.
CREATE FUNCTION log_digests(tbl text, columns text[], keys uuid[], OUT salts bytea, OUT digests bytea)
LANGUAGE sql VOLATILE AS $$
  SELECT coalesce(string_agg(r.salt, ''::bytea ORDER BY r.n), ''::bytea),
    coalesce(string_agg(CASE WHEN r.said IS NULL THEN decode(repeat('00', 32), 'hex')
      ELSE sha256(r.salt || convert_to(r.said, 'UTF8')) END, ''::bytea ORDER BY r.n), ''::bytea)
  FROM (SELECT t.n, t.said, uuid_send(gen_random_uuid()) AS salt FROM log_texts(tbl, columns, keys) t OFFSET 0) r
$$;

-- As append_log of entries without such lists, whose format stays what it is: 1. Entries with lists have format 2.
CREATE FUNCTION append_log(entry_bytes bytea, entry_at timestamptz, entry_case uuid, openings jsonb,
  bulk_tables text[], bulk_keys text[], bulk_salts text[], bulk_digests text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE head "LogHead"; leaf bytea; link bytea; o jsonb;
BEGIN
  SELECT * INTO head FROM "LogHead" WHERE id = 1 FOR UPDATE;
  leaf := sha256('\x00'::bytea || entry_bytes);
  link := sha256('\x02'::bytea || head.hash || int8send(head."nextIndex") || leaf);
  INSERT INTO "LogEntry" (index, "formatVersion", "prevHash", "leafHash", hash, canonical, at, "caseId")
  VALUES (head."nextIndex", 2, head.hash, leaf, link, entry_bytes, entry_at, entry_case);
  FOR o IN SELECT * FROM jsonb_array_elements(openings) LOOP
    INSERT INTO "LogOpening" ("entryIndex", "tableName", "rowKey", salts)
    VALUES (head."nextIndex", o->>'table', o->>'key', o->'salts');
  END LOOP;
  INSERT INTO "LogBulk" ("entryIndex", "tableName", "keys", salts, digests)
  SELECT head."nextIndex", b.name, string_to_array(b.keys, ',')::uuid[],
    decode(b.salts, 'base64'), decode(b.digests, 'base64')
  FROM unnest(bulk_tables, bulk_keys, bulk_salts, bulk_digests) AS b(name, keys, salts, digests);
  UPDATE "LogHead" SET "nextIndex" = head."nextIndex" + 1, hash = link WHERE id = 1;
  RETURN head."nextIndex";
END $$;

-- ── taking back ─────────────────────────────────────────────────────────────────────────────────────────────────

-- Which of these rows others refer to by a foreign key, and from which table. `ours` are rows of the same import that go
-- with them. In the session's own rights: ask as the system, or rows that a policy hides are not seen.
CREATE FUNCTION imported_in_use(tbl text, ids uuid[], ours uuid[]) RETURNS TABLE (id uuid, used_by text)
LANGUAGE plpgsql STABLE AS $$
DECLARE fk record; skip text;
BEGIN
  FOR fk IN
    SELECT cl.relname::text AS child, a.attname::text AS col,
      EXISTS (SELECT 1 FROM pg_attribute i WHERE i.attrelid = c.conrelid AND i.attname = 'id' AND i.atttypid = 'uuid'::regtype) AS has_id
    FROM pg_constraint c JOIN pg_class cl ON cl.oid = c.conrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = format('%I', tbl)::regclass
  LOOP
    -- The links of a matter to its enterprises are part of the matter.
    CONTINUE WHEN tbl = 'Matter' AND fk.child = 'MatterEnterprise';
    skip := CASE WHEN fk.has_id THEN 'AND t.id <> ALL ($2)' ELSE '' END;
    RETURN QUERY EXECUTE format('SELECT DISTINCT t.%I, %L::text FROM %I t WHERE t.%I = ANY ($1) %s', fk.col, fk.child, fk.child, fk.col, skip)
      USING ids, ours;
  END LOOP;
END $$;

-- Removes what one chunk made in one table, once; nothing else. The app has no right to delete from these tables.
CREATE FUNCTION remove_imported(batch uuid, chunk integer, tbl text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE ids uuid[]; removed bigint;
BEGIN
  IF tbl NOT IN ('Organ', 'Official', 'SupervisionLink', 'Enterprise', 'EnterprisePerson', 'Matter', 'MatterHandler') THEN
    RAISE EXCEPTION 'imports make no rows of %', tbl USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT array_agg(e.id::uuid) INTO ids FROM "ImportChunk" c, jsonb_array_elements_text(c.changes->tbl->'created') AS e(id)
  WHERE c."batchId" = batch AND c.n = chunk AND c."undoneAt" IS NULL;
  EXECUTE format('DELETE FROM %I WHERE id = ANY ($1)', tbl) USING coalesce(ids, '{}');
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;

-- ── privileges ──────────────────────────────────────────────────────────────────────────────────────────────────

REVOKE ALL ON FUNCTION append_log(bytea, timestamptz, uuid, jsonb, text[], text[], text[], text[]),
  remove_imported(uuid, integer, text) FROM PUBLIC;

DO $$
DECLARE app text := coalesce(nullif(current_setting('qinqing.app_role', true), ''), 'qinqing_app');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = app) THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON "ImportRow" TO %I', app);
  EXECUTE format('GRANT SELECT, INSERT, DELETE ON "ImportProblem" TO %I', app);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON "ImportChunk", "ImportMapping" TO %I', app);
  EXECUTE format('GRANT SELECT ON "LogBulk" TO %I', app);
  EXECUTE format('GRANT EXECUTE ON FUNCTION append_log(bytea, timestamptz, uuid, jsonb, text[], text[], text[], text[]),
    remove_imported(uuid, integer, text) TO %I', app);
END $$;
