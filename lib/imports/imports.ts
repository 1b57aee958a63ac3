import type { CivilDate } from '@/lib/platform/dates'
import { refuse, type Result } from '@/lib/platform/result'
import { decodeBytes } from './rules/decode-bytes'
import { readSheet } from './rules/read-sheet'
import { splitRecords } from './rules/split-records'
import { COLUMNS, IMPORT_MAX_BYTES, IMPORT_MAX_ROWS, SHOWN_VALUE_LENGTH } from './schema'
import type { CellsOf, ImportKind, Sheet } from './types'

/**
 * A CSV file as rows of its kind, checked cell by cell; what the rows mean among each other and beside what is stored
 * is checked by the plans. Refusals: `file-too-large`, `file-empty`, `file-utf16`, `file-workbook`, `file-not-text`, and
 * those of the header.
 */
export function readImport<K extends ImportKind>(
  kind: K,
  bytes: Uint8Array,
  today: CivilDate,
): Result<Sheet<CellsOf[K]>> {
  if (bytes.length > IMPORT_MAX_BYTES)
    return refuse('imports', 'file-too-large', { params: { limit: IMPORT_MAX_BYTES / 1024 / 1024 } })
  const decoded = decodeBytes(bytes)
  if (!decoded.ok) return decoded
  const records = splitRecords(decoded.value.text)
  return readSheet<CellsOf[K]>(records, COLUMNS[kind], decoded.value.encoding, today, {
    rows: IMPORT_MAX_ROWS,
    shown: SHOWN_VALUE_LENGTH,
  })
}
