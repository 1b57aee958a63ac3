/** What a check of the log found. */
export type FindingKind =
  /** The bytes of the entry were changed, or it does not follow the one before it. */
  | 'chain'
  /** Entries from `index` to `lastIndex` are gone. */
  | 'gap'
  /** The newest entry is not the one that the head names: entries were cut off, or the head was changed. */
  | 'head'
  | 'row-removed'
  /** A column differs from the newest commitment; without a column: a removed row is there again. */
  | 'field-altered'
  /** One of many rows that an entry commits to by one digest each differs from it. */
  | 'row-altered'
  /** Such a row was removed and is there again. */
  | 'row-again'
  /** The list of such rows beside an entry is not the one that the entry committed to. */
  | 'list-altered'

export interface Finding {
  index: number
  /** For entries that are gone: the last of them. */
  lastIndex: number | null
  what: FindingKind
  table: string | null
  /** The row's key as canonical JSON. */
  key: string | null
  column: string | null
  /** Who wrote the entry that proves it, when and with which command, as far as it can still be read. */
  at: string | null
  actor: string | null
  command: string | null
}

export interface Verification {
  entries: number
  rows: number
  findings: Finding[]
  /** The index of the newest entry and the hash to note outside the system; -1 when the log is empty. */
  headIndex: number
  headHash: string
}

/** One line of the log, without any content of a case. What cannot be read any more is null. */
export interface LogLine {
  index: number
  at: string
  /** The person's name; null for the system, and for an entry that cannot be read. */
  actor: string | null
  bySystem: boolean
  command: string | null
  tables: string[]
}

export interface LogPage {
  lines: LogLine[]
  /** The index below which the next page starts. */
  next: number | null
}
