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
  // Records are taken from the parser where it finds them: a stream that fails drops those that nobody has read yet.
  const found: SourceRecord[] = []
  let last: Info = { lines: 0, empty_lines: 0 }
  const parser = parse({
    delimiter: delimiterOf(head),
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    on_record: (cells: string[], { lines, empty_lines }: Info) => {
      last = { lines, empty_lines }
      if (cells.some((cell) => cell.trim() !== '')) found.push({ line: lines - inner(cells), cells })
      return null
    },
  })
  const failed = new Promise<unknown>((done) => parser.once('error', done))
  parser.resume()
  try {
    for await (const chunk of all) {
      const wrong = await Promise.race([
        failed,
        new Promise<null>((done) => parser.write(chunk, () => done(null))),
      ])
      yield* found.splice(0)
      if (wrong) return yield openQuote(wrong, last)
    }
    const wrong = await Promise.race([
      failed,
      new Promise<null>((done) => parser.once('end', () => done(null)).end()),
    ])
    yield* found.splice(0)
    if (wrong) yield openQuote(wrong, last)
  } finally {
    parser.destroy()
  }
}

/** Where a quote begins that is never closed, or that held more than a record may; any other failure is thrown on. */
function openQuote(error: unknown, last: Info): SourceRecord {
  const isOpen =
    error instanceof CsvError &&
    (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')
  if (!isOpen) throw error
  const empty = 'empty_lines' in error && typeof error.empty_lines === 'number' ? error.empty_lines : 0
  return { line: last.lines + 1 + Math.max(0, empty - last.empty_lines), cells: [], openQuote: true }
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
