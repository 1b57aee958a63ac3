import { asSystem, asSystemInSnapshot, type Tx } from '@/lib/platform/db'
import { DigestSet } from '@/lib/platform/digest-set'
import { canonicalise, type JsonValue } from '@/lib/platform/json'
import { holds, type Actor } from '@/lib/identity/types'
import { GENESIS, isListOf, linkProblem, openDigest, openRow, readEntry, verifyChain } from './audit'
import type { CommittedList, CommittedRow, EntryContent, LinkProblem, StoredEntry, Successor } from './audit'
import type { Finding, LogPage, Verification } from './types'

/**
 * Columns that change without a log entry, because nobody decides them:
 * - Session: requests move the idle limit (`keepAlive` of identity);
 * - ApiToken: the last use (`loadBearer` of identity);
 * - ExportJob: the worker counts while it writes (`report` of exports); the last count is in the log;
 * - ImportBatch: how far the work under way is.
 */
export const IGNORED: Readonly<Record<string, readonly string[]>> = {
  Session: ['lastSeenAt', 'idleExpiresAt'],
  ApiToken: ['lastUsedAt'],
  ExportJob: ['rowsDone', 'rowsTotal'],
  ImportBatch: ['rowsDone'],
}

const PAGE = 500
/** Rows that one statement reads as they are stored. */
const ROWS_AT_ONCE = 250
/** Rows of a list that one statement reads. */
const LISTED_AT_ONCE = 1000
const LONGEST_MS = 6 * 3_600_000
const LINES = 50
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export interface VerifyOptions {
  /** Only so many entries from the newest on, and the rows whose newest commitment is in them. */
  newest?: number
  onProgress?: (done: number, total: number) => void
}

interface Scan extends Verification {
  tx: Tx
  /** What follows the entry that comes next, and whether that was itself as written. */
  next: Successor & { whole: boolean }
  /** The rows whose newest commitment was met. */
  seen: DigestSet
}

/**
 * Checks the log from its head to its first entry in one snapshot, so it may run beside a working server: the bytes of
 * every entry, that each follows the one before, and that the newest commitment of each row opens to what is stored now.
 */
export function verifyLog(now: Date, { newest, onProgress }: VerifyOptions = {}): Promise<Verification> {
  return asSystemInSnapshot(now, LONGEST_MS, async (tx) => {
    const head = await tx.logHead.findUniqueOrThrow({ where: { id: 1 } })
    const total = Math.min(await tx.logEntry.count(), newest ?? Infinity)
    const scan: Scan = {
      tx,
      next: { index: head.nextIndex, prevHash: head.hash, whole: true },
      seen: new DigestSet(),
      entries: 0,
      rows: 0,
      findings: [],
      headIndex: Number(head.nextIndex) - 1,
      headHash: Buffer.from(head.hash).toString('hex'),
    }
    let below: bigint | undefined
    while (scan.entries < total) {
      const entries = await tx.logEntry.findMany({
        where: below === undefined ? {} : { index: { lt: below } },
        orderBy: { index: 'desc' },
        take: Math.min(PAGE, total - scan.entries),
      })
      await verifyEntries(scan, entries)
      below = entries.at(-1)?.index
      onProgress?.(scan.entries, total)
    }
    // The first entry follows nothing: index -1 with a hash of zeroes.
    if (newest === undefined || total < newest) {
      const start = { index: -1n, hash: GENESIS }
      const fits = await judgeLink(scan, start.index, linkProblem(start, scan.next))
      if (!fits && scan.entries > 0) add(scan, 0, 'chain')
    }
    const { entries, rows, findings, headIndex, headHash } = scan
    findings.sort((a, b) => a.index - b.index)
    return { entries, rows, findings, headIndex, headHash }
  })
}

interface Comparison {
  index: number
  content: EntryContent
  row: CommittedRow
}

async function verifyEntries(scan: Scan, entries: readonly StoredEntry[]): Promise<void> {
  const compare: Comparison[] = []
  for (const entry of entries) {
    const index = Number(entry.index)
    const content = readEntry(entry.canonical)
    const { whole, link } = verifyChain(entry, scan.next)
    const fits = await judgeLink(scan, entry.index, link)
    const trusted = whole && fits
    // Of the newest entry a wrong link is told as the head's.
    if (!whole || (!fits && scan.entries > 0)) add(scan, index, 'chain', { content })
    if (!trusted) await passOver(scan, entry.index, entry.index)
    for (const row of content?.rows ?? [])
      if (isNewest(scan, row.table, row.key) && trusted && content) compare.push({ index, content, row })
    for (const list of content?.lists ?? [])
      if (trusted && content) await verifyList(scan, index, content, list)
    scan.next = { index: entry.index, prevHash: entry.prevHash, whole }
    scan.entries += 1
  }
  for (let from = 0; from < compare.length; from += ROWS_AT_ONCE)
    await compareRows(scan, compare.slice(from, from + ROWS_AT_ONCE))
}

/** Notes what is missing between an entry and its successor; answers whether the entry is the one that was followed. */
async function judgeLink(scan: Scan, index: bigint, link: LinkProblem | null): Promise<boolean> {
  if (link === null) return true
  const isHead = scan.entries === 0
  if (link === 'gap') {
    const last = scan.next.index - 1n
    // Below the head there may also be too much: then the first of these is named.
    const first = index < last ? index + 1n : last + 1n
    add(scan, Number(first), isHead ? 'head' : 'gap', { lastIndex: last > first ? Number(last) : null })
    await passOver(scan, first, last)
    return true
  }
  if (isHead) add(scan, Number(index), 'head')
  // A successor that was changed itself names any hash: then it proves nothing.
  return !scan.next.whole
}

/** Takes rows of entries that are gone or changed for met: an older commitment says nothing about them. */
async function passOver(scan: Scan, first: bigint, last: bigint): Promise<void> {
  const rows = await scan.tx.logOpening.findMany({
    where: { entryIndex: { gte: first, lte: last } },
    select: { tableName: true, rowKey: true },
  })
  for (const row of rows) isNewest(scan, row.tableName, row.rowKey)
  const lists = await scan.tx.logBulk.findMany({
    where: { entryIndex: { gte: first, lte: last } },
    select: { tableName: true, keys: true },
  })
  for (const { tableName, keys } of lists) for (const id of keys) isNewest(scan, tableName, keyOf(id))
}

const keyOf = (id: string) => canonicalise({ id })

/**
 * Opens the list of many rows that an entry commits to, and compares those whose newest commitment it is with what is
 * stored. The texts come from the database, the digests are computed here. Rows of a table that has since lost a column
 * cannot be digested any more and are not compared.
 */
async function verifyList(
  scan: Scan,
  index: number,
  content: EntryContent,
  list: CommittedList,
): Promise<void> {
  const stored = await scan.tx.logBulk.findUnique({
    where: { entryIndex_tableName: { entryIndex: BigInt(index), tableName: list.table } },
  })
  if (!stored || !isListOf(list, stored)) {
    add(scan, index, 'list-altered', { content, row: { table: list.table, key: '', columns: null } })
    for (const id of stored?.keys ?? []) isNewest(scan, list.table, keyOf(id))
    return
  }
  const newest = stored.keys.flatMap((id, at) => (isNewest(scan, list.table, keyOf(id)) ? [{ id, at }] : []))
  const [{ columns }] = await scan.tx.$queryRaw<[{ columns: string[] }]>`
    SELECT log_columns(${list.table}) AS columns`
  if (!list.columns.every((column) => columns.includes(column))) return
  for (let from = 0; from < newest.length; from += LISTED_AT_ONCE) {
    const part = newest.slice(from, from + LISTED_AT_ONCE)
    const texts = await scan.tx.$queryRaw<{ said: string | null }[]>`
      SELECT said FROM log_texts(${list.table}, ${list.columns}::text[], ${part.map(({ id }) => id)}::uuid[])`
    for (const [nth, { id, at }] of part.entries()) {
      scan.rows += 1
      const what = openDigest(stored, at, texts[nth]?.said ?? null)
      if (what) add(scan, index, what, { content, row: { table: list.table, key: keyOf(id), columns: null } })
    }
  }
}

function isNewest(scan: Scan, table: string, key: string): boolean {
  return scan.seen.add(`${table} ${key}`)
}

async function compareRows(scan: Scan, compare: readonly Comparison[]): Promise<void> {
  const rows = compare.map(({ index, row }) => ({ index, table: row.table, key: row.key }))
  const refs = compare.map(({ row }) => ({ table: row.table, key: JSON.parse(row.key) as JsonValue }))
  const [stored] = await scan.tx.$queryRaw<[{ rows: (Record<string, JsonValue> | null)[] }]>`
    SELECT log_rows(${JSON.stringify(refs)}::jsonb) AS rows`
  const openings = await scan.tx.$queryRaw<{ salts: Record<string, string> | null }[]>`
    SELECT o.salts FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (index bigint, "table" text, key text))
      WITH ORDINALITY AS r(index, "table", key, n)
    LEFT JOIN "LogOpening" o ON o."entryIndex" = r.index AND o."tableName" = r."table" AND o."rowKey" = r.key
    ORDER BY r.n`
  for (const [at, { index, content, row }] of compare.entries()) {
    const now = stored.rows[at]
    scan.rows += 1
    if (row.columns === null) {
      if (now) add(scan, index, 'field-altered', { content, row })
    } else if (!now) add(scan, index, 'row-removed', { content, row })
    else {
      const committed = { ...row, columns: row.columns }
      const altered = openRow(committed, openings[at]?.salts ?? {}, now, IGNORED[row.table])
      for (const column of altered) add(scan, index, 'field-altered', { content, row, column })
    }
  }
}

interface Circumstances {
  content?: EntryContent | null
  row?: CommittedRow
  column?: string
  lastIndex?: number | null
}

function add(scan: Scan, index: number, what: Finding['what'], known: Circumstances = {}): void {
  const { content, row, column, lastIndex } = known
  scan.findings.push({
    index,
    lastIndex: lastIndex ?? null,
    what,
    table: row?.table ?? null,
    key: row?.key ?? null,
    column: column ?? null,
    at: content?.at ?? null,
    actor: content?.actor ?? null,
    command: content?.command ?? null,
  })
}

/** The names of the people and services in log entries, by their ids. */
export async function actorNames(ids: readonly (string | null)[], now: Date): Promise<Map<string, string>> {
  const people = [...new Set(ids)].filter((id): id is string => id !== null && UUID.test(id))
  const named = { where: { id: { in: people } }, select: { id: true, name: true } } as const
  const rows = await asSystem(now, async (tx) => [
    ...(await tx.official.findMany(named)),
    ...(await tx.apiService.findMany(named)),
  ])
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Newest entries first, without any content of a case; null unless for the audit administrator. */
export async function listLog(
  actor: Actor,
  { before }: { before?: number },
  now: Date,
): Promise<LogPage | null> {
  if (!holds(actor, 'AUDIT_ADMIN')) return null
  const entries = await asSystem(now, (tx) =>
    tx.logEntry.findMany({
      where: before === undefined ? {} : { index: { lt: before } },
      orderBy: { index: 'desc' },
      take: LINES + 1,
      select: { index: true, at: true, canonical: true },
    }),
  )
  const shown = entries
    .slice(0, LINES)
    .map(({ canonical, ...rest }) => ({ ...rest, said: readEntry(canonical) }))
  const names = await actorNames(
    shown.map(({ said }) => said?.actor ?? null),
    now,
  )
  const lines = shown.map(({ index, at, said }) => ({
    index: Number(index),
    at: at.toISOString(),
    actor: said && (names.get(said.actor) ?? null),
    bySystem: said?.actor === 'system',
    command: said?.command ?? null,
    tables: [...new Set([...(said?.rows ?? []), ...(said?.lists ?? [])].map((row) => row.table))],
  }))
  return { lines, next: entries.length > LINES ? (lines.at(-1)?.index ?? null) : null }
}

/** The newest entries verified, for the page of the logs; null unless for the audit administrator. */
export async function verifyNewest(actor: Actor, newest: number, now: Date): Promise<Verification | null> {
  return holds(actor, 'AUDIT_ADMIN') ? verifyLog(now, { newest }) : null
}
