import { writeXlsxStream } from 'hucre/xlsx'
import { BOM, csvLine } from '@/lib/platform/csv'
import {
  cellsOf,
  COLUMNS,
  csvCell,
  headerRow,
  jsonLine,
  sheetCell,
  valuesOf,
  type Cell,
  type Words,
} from '../exports'
import type { ExportFormat } from '../schema'
import type { ExportFacts } from '../types'

type Batches = AsyncIterable<readonly ExportFacts[]>
type Bytes = AsyncIterable<Uint8Array>

/** The bytes of a file, made as the cases come: no format is ever whole in memory. */
export function fileBytes(format: ExportFormat, batches: Batches, words: Words): Bytes {
  return WRITERS[format](batches, words)
}

const WRITERS: Readonly<Record<ExportFormat, (batches: Batches, words: Words) => Bytes>> = {
  csv: csvBytes,
  xlsx: sheetBytes,
  jsonl: jsonBytes,
}

async function* csvBytes(batches: Batches, words: Words): AsyncGenerator<Uint8Array> {
  yield Buffer.from(BOM + csvLine(headerRow(words)), 'utf8')
  for await (const batch of batches) {
    let text = ''
    for (const facts of batch) text += csvLine(cellsOf(facts, words).map(csvCell))
    yield Buffer.from(text, 'utf8')
  }
}

async function* jsonBytes(batches: Batches, words: Words): AsyncGenerator<Uint8Array> {
  for await (const batch of batches) {
    let text = ''
    for (const facts of batch) text += jsonLine(valuesOf(facts, words))
    yield Buffer.from(text, 'utf8')
  }
}

function sheetBytes(batches: Batches, words: Words): Bytes {
  const headers = headerRow(words)
  const columns = COLUMNS.map(({ width, isInstant }, index) => ({
    header: headers[index],
    width,
    ...(isInstant ? { numFmt: 'yyyy-mm-dd hh:mm' } : {}),
  }))
  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const batch of batches) for (const facts of batch) yield cellsOf(facts, words).map(sheetCell)
  }
  return writeXlsxStream(rows(), { name: words('exports.sheet'), columns, freezePane: { rows: 1 } })
}
