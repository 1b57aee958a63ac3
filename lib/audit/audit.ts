// What the log proves, without a database: whether entries follow one another and whether a row is as committed.
import {
  chainHash,
  commitment,
  DIGEST_BYTES,
  leafHash,
  listHash,
  rowDigest,
  SALT_BYTES,
} from '@/lib/platform/hash-chain'
import { canonicalise, type JsonValue } from '@/lib/platform/json'

/** The hash before the first entry. */
export const GENESIS = Buffer.alloc(32)

/** One entry as it is stored. */
export interface StoredEntry {
  index: bigint
  formatVersion: number
  prevHash: Uint8Array
  leafHash: Uint8Array
  hash: Uint8Array
  canonical: Uint8Array
  at: Date
  caseId: string | null
}

/** A row of an entry: its key (canonical JSON) and the commitments to its columns; `null` when it was removed. */
export interface CommittedRow {
  table: string
  key: string
  columns: Record<string, string> | null
}

/** Many rows of a table in one entry; keys, salts and digests are beside it, their hash is in it. */
export interface CommittedList {
  table: string
  count: number
  /** The columns that a digest covers, in this order. */
  columns: string[]
  /** `listHash` of keys and digests. */
  list: string
}

/** What an entry says. */
export interface EntryContent {
  version: number
  at: string
  actor: string
  command: string
  caseId: string | null
  rows: CommittedRow[]
  lists: CommittedList[]
}

/** What comes after an entry, next or as the head: it names the index and the hash that the entry must have. */
export interface Successor {
  index: bigint
  prevHash: Uint8Array
}

/** What is wrong between two neighbours: entries between them are gone, or the second was made for another first. */
export type LinkProblem = 'gap' | 'chain'

/**
 * One step of the chain, from the newest entry to the oldest: whether the entry is as it was written (`whole`), and
 * whether its successor follows it.
 */
export function verifyChain(
  entry: StoredEntry,
  next: Successor,
): { whole: boolean; link: LinkProblem | null } {
  const leaf = leafHash(entry.canonical)
  const content = readEntry(entry.canonical)
  const whole =
    content?.version === entry.formatVersion &&
    leaf.equals(entry.leafHash) &&
    chainHash(entry.prevHash, entry.index, leaf).equals(entry.hash) &&
    content.at === entry.at.toISOString() &&
    content.caseId === entry.caseId
  return { whole, link: linkProblem(entry, next) }
}

/** Whether `next` follows an entry with this index and hash. */
export function linkProblem(entry: { index: bigint; hash: Uint8Array }, next: Successor): LinkProblem | null {
  if (entry.index !== next.index - 1n) return 'gap'
  return Buffer.compare(entry.hash, next.prevHash) === 0 ? null : 'chain'
}

/** What the bytes of an entry say; null when they are none. */
export function readEntry(canonical: Uint8Array): EntryContent | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(canonical).toString('utf8'))
    if (!isRecord(said) || (said.v !== 1 && said.v !== 2) || !Array.isArray(said.rows)) return null
    const { at, actor, command } = said
    if (typeof at !== 'string' || typeof actor !== 'string' || typeof command !== 'string') return null
    const rows = said.rows.map(readRow)
    if (!rows.every((row) => row !== null)) return null
    const lists = said.v === 2 && Array.isArray(said.bulk) ? said.bulk.map(readList) : []
    if (!lists.every((list) => list !== null)) return null
    const caseId = typeof said.case === 'string' ? said.case : null
    return { version: said.v, at, actor, command, caseId, rows, lists }
  } catch {
    return null
  }
}

function readRow(said: unknown): CommittedRow | null {
  if (!isRecord(said) || typeof said.table !== 'string' || !isRecord(said.key)) return null
  const columns = isRecord(said.columns) ? (said.columns as Record<string, string>) : null
  return { table: said.table, key: canonicalise(said.key as JsonValue), columns }
}

function readList(said: unknown): CommittedList | null {
  if (!isRecord(said)) return null
  const { table, count, columns, list } = said
  if (typeof table !== 'string' || typeof count !== 'number' || typeof list !== 'string') return null
  if (!Array.isArray(columns) || !columns.every((one) => typeof one === 'string')) return null
  return { table, count, columns, list }
}

/** Keys, salts and digests of a list as they are stored beside the entry. */
export interface StoredList {
  keys: readonly string[]
  salts: Uint8Array
  digests: Uint8Array
}

/** Whether these are the keys and digests that the entry committed to. */
export function isListOf(committed: CommittedList, stored: StoredList | undefined): boolean {
  if (!stored) return false
  const { keys, salts, digests } = stored
  const whole =
    keys.length === committed.count &&
    salts.length === keys.length * SALT_BYTES &&
    digests.length === keys.length * DIGEST_BYTES
  return whole && listHash(committed.table, keys, digests) === committed.list
}

/** How a row of a list differs from its digest; `text` is the row as stored now, null when there is none. */
export function openDigest(
  { salts, digests }: StoredList,
  at: number,
  text: string | null,
): 'row-removed' | 'row-altered' | 'row-again' | null {
  const digest = digests.subarray(at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES)
  if (digest.every((byte) => byte === 0)) return text === null ? null : 'row-again'
  if (text === null) return 'row-removed'
  const salt = salts.subarray(at * SALT_BYTES, (at + 1) * SALT_BYTES)
  return Buffer.compare(rowDigest(salt, text), digest) === 0 ? null : 'row-altered'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Opens a committed row with its salts and compares it with the row as stored now; answers the columns that differ. A
 * column without a salt was erased lawfully: then it must be empty. Columns that one side does not know came or went
 * with a migration and are not compared.
 */
export function openRow(
  row: { table: string; key: string; columns: Record<string, string> },
  salts: Record<string, string>,
  stored: Record<string, JsonValue>,
  ignored: readonly string[] = [],
): string[] {
  return Object.entries(row.columns).flatMap(([column, committed]) => {
    const value = stored[column]
    if (value === undefined || ignored.includes(column)) return []
    const salt = salts[column]
    const same = salt
      ? commitment(salt, row.table, row.key, column, canonicalise(value)) === committed
      : isErased(value)
    return same ? [] : [column]
  })
}

function isErased(value: JsonValue): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
