import type { Encoding, ImportFormat } from '../types'

/** One record and where it begins: the text line of the file, or the row of the sheet; the first is 1. */
export interface SourceRecord {
  line: number
  cells: string[]
  /** A quote that begins here is never closed: nothing from here on could be read. */
  openQuote?: true
}

/** Bytes that can be read from their beginning, or from and to a place. */
export interface KeptBytes {
  size(): Promise<number>
  read(range?: { from: number; to?: number }): AsyncIterable<Buffer>
}

/** A kept file and how it is read. */
export interface SourceFile {
  bytes: KeptBytes
  format: ImportFormat
  encoding: Encoding
  /** The name of the sheet of a workbook. */
  sheet: string | null
}

/** Most that a workbook may unpack to. */
export interface WorkbookLimits {
  parts: number
  bytes: number
  textBytes: number
  ratio: number
}
