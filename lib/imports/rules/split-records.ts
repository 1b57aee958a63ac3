import { CsvError, parse } from 'csv-parse/sync'

/** One record and the text line where it begins; the first line is 1. */
export interface SourceRecord {
  line: number
  cells: string[]
}

export interface Records {
  records: SourceRecord[]
  /** The line of a quote that is never closed: nothing from there on could be read. */
  openQuoteAt: number | null
}

const DELIMITERS = [',', '\t', ';'] as const

/**
 * The records of a CSV text whose line ends are `\n` (RFC 4180; tab and semicolon too). Empty lines are left out, a
 * quote within an unquoted cell is a character, and a quoted cell may run over several lines.
 */
export function splitRecords(text: string): Records {
  const records: SourceRecord[] = []
  let last = 0
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }) => {
        const ends = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
        last = lines
        if (record.some((cell) => cell.trim() !== '')) records.push({ line: lines - ends, cells: record })
        return undefined
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error
    return { records, openQuoteAt: nextFilledLine(text, last) }
  }
  return { records, openQuoteAt: null }
}

/** The sign that the header line has most of. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.indexOf('\n') + 1 || text.length)
  const counts = DELIMITERS.map((sign) => header.split(sign).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

function nextFilledLine(text: string, after: number): number {
  const lines = text.split('\n')
  const at = lines.findIndex((line, index) => index >= after && line.trim() !== '')
  return (at < 0 ? after : at) + 1
}
