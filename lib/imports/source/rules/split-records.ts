import { PassThrough, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { SourceRecord } from '../types'

const DELIMITERS = [',', '\t', ';'] as const
/** Where the header line is looked for, in characters. */
const HEADER_WITHIN = 1_000_000
/** The longest record in bytes: a quote that is never closed must not gather the rest of the file in memory. */
const LONGEST_RECORD = 4 * 1024 * 1024

interface Info {
  lines: number
  empty_lines: number
}

/**
 * The records of a CSV text (RFC 4180; tab and semicolon too), whatever its line ends. Empty lines are left out, a quote
 * within an unquoted cell is a character, and a quoted cell may run over several lines.
 */
export async function* splitRecords(text: AsyncIterable<string>): AsyncGenerator<SourceRecord> {
  const { head, all } = await withHead(unixLines(text))
  let last: Info = { lines: 0, empty_lines: 0 }
  /** Where the records end that were parsed and not yet taken. */
  const ends: Info[] = []
  const parser = parse({
    delimiter: delimiterOf(head),
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    on_record: (cells: string[], { lines, empty_lines }: Info) => {
      ends.push({ lines, empty_lines })
      return cells
    },
  })
  const input = Readable.from(all, { highWaterMark: 1 })
  input.on('error', (error) => parser.destroy(error))
  input.pipe(new PassThrough()).pipe(parser)
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      last = ends.shift() ?? last
      if (cells.some((cell) => cell.trim() !== '')) yield { line: last.lines - inner(cells), cells }
    }
  } catch (error) {
    const open =
      error instanceof CsvError &&
      (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')
    if (!open) throw error
    const empty = 'empty_lines' in error && typeof error.empty_lines === 'number' ? error.empty_lines : 0
    yield { line: last.lines + 1 + Math.max(0, empty - last.empty_lines), cells: [], openQuote: true }
  } finally {
    input.destroy()
    parser.destroy()
  }
}

/** Line ends within the cells of a record. */
function inner(cells: readonly string[]): number {
  let ends = 0
  for (const cell of cells) if (cell.includes('\n')) ends += cell.split('\n').length - 1
  return ends
}

/** `\r\n` and `\r` as `\n`, also where a chunk ends between the two. */
async function* unixLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const chunk of text) {
    const whole = held + chunk
    held = whole.endsWith('\r') ? '\r' : ''
    yield (held ? whole.slice(0, -1) : whole).replace(/\r\n?/g, '\n')
  }
  if (held) yield '\n'
}

async function withHead(text: AsyncGenerator<string>): Promise<{ head: string; all: AsyncIterable<string> }> {
  let head = ''
  while (!head.trimStart().includes('\n') && head.length < HEADER_WITHIN) {
    const next = await text.next()
    if (next.done) break
    head += next.value
  }
  async function* all() {
    if (head) yield head
    yield* text
  }
  return { head: head.trimStart(), all: all() }
}

/** The sign that the header line has most of. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.indexOf('\n') + 1 || text.length)
  const counts = DELIMITERS.map((sign) => header.split(sign).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}
