import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { streamXlsxRows } from 'hucre/xlsx'
import { ok, refuse, type Result } from '@/lib/platform/result'
import {
  findDirectory,
  localHeader,
  readDirectory,
  refuseBomb,
  TAIL_BYTES,
  type ZipEntry,
} from '../rules/zip-directory'
import { sheetParts, type SheetPart } from '../rules/workbook-parts'
import type { KeptBytes, SourceRecord, WorkbookLimits } from '../types'
import { cellOf } from './workbook'

/** A local header is read with its name and extra field: both are short. */
const LOCAL_HEADER = 30
/** Unpacked bytes that go to the parser at once. */
const PIECE = 1024 * 1024
/** The parts that say what a workbook holds. */
const WORKBOOK = 'xl/workbook.xml'
const RELATIONSHIPS = 'xl/_rels/workbook.xml.rels'
const FIRST_PARTS = ['[Content_Types].xml', '_rels/.rels', WORKBOOK, RELATIONSHIPS]
const TABLES = /^xl\/(sharedStrings|styles)\.xml$/i
/** The workbook's own part is a list of sheets. */
const LONGEST_LIST = 4 * 1024 * 1024

/** The file is no workbook, or part of it unpacks to something else than its directory says. */
export class WorkbookBroken extends Error {}

/** The names of a workbook's sheets. Refusals: `workbook-broken`, `workbook-too-large`. */
export async function listSheets(file: KeptBytes, limits: WorkbookLimits): Promise<Result<string[]>> {
  try {
    const entries = await directoryOf(file, limits)
    if (!entries.ok) return entries
    const sheets = await sheetsOf(file, entries.value)
    return sheets.length > 0 ? ok(sheets.map(({ name }) => name)) : refuse('imports', 'workbook-broken')
  } catch (error) {
    if (error instanceof WorkbookBroken) return refuse('imports', 'workbook-broken')
    throw error
  }
}

/**
 * The rows of a sheet, each with something in it. The parts are unpacked here, each no further than its directory said,
 * and given to the parser one after the other in the order it needs (texts before the sheet), and only as fast as the
 * rows are taken: the parser alone runs ahead through the whole sheet.
 */
export async function* readWorkbook(
  file: KeptBytes,
  sheet: string,
  limits: WorkbookLimits,
): AsyncGenerator<SourceRecord> {
  const entries = await directoryOf(file, limits)
  if (!entries.ok) throw new WorkbookBroken('its parts are too large')
  const target = (await sheetsOf(file, entries.value)).find(({ name }) => name === sheet)
  if (!target) throw new WorkbookBroken('the sheet is gone')
  const gate = new Gate()
  const bytes = streamOf(repacked(file, entries.value, target, gate))
  const rows = streamXlsxRows(bytes, { sheet })
  let width = 0
  try {
    for (;;) {
      const next = rows.next()
      // Nothing parsed is left: let the next piece through.
      if ((await Promise.race([next, soon()])) === LATER) gate.open()
      const row = await next
      gate.shut()
      if (row.done) break
      const cells = row.value.values.map(cellOf)
      width ||= cells.length
      // Rows end at their last cell: those that end early are as wide as the header.
      while (cells.length < width) cells.push('')
      if (cells.some((cell) => cell.trim() !== '')) yield { line: row.value.index + 1, cells }
    }
  } finally {
    gate.open()
    await rows.return()
  }
}

const LATER = Symbol('later')
const soon = () => new Promise<typeof LATER>((done) => setImmediate(() => done(LATER)))

class Gate {
  private waiting: (() => void)[] = []
  private isOpen = true
  open(): void {
    this.isOpen = true
    for (const go of this.waiting.splice(0)) go()
  }
  shut(): void {
    this.isOpen = false
  }
  passed(): Promise<void> {
    return this.isOpen ? Promise.resolve() : new Promise((go) => this.waiting.push(go))
  }
}

function streamOf(pieces: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await pieces.next()
        if (next.done) controller.close()
        else controller.enqueue(next.value)
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/** The archive again with stored parts: what describes the sheet first, then the sheet. */
async function* repacked(
  file: KeptBytes,
  entries: readonly ZipEntry[],
  { path }: SheetPart,
  gate: Gate,
): AsyncGenerator<Buffer> {
  const named = (name: string) => entries.filter((entry) => entry.name === name)
  const before = [...FIRST_PARTS.flatMap(named), ...entries.filter(({ name }) => TABLES.test(name))]
  for (const entry of before) {
    yield localHeader(entry)
    // As one piece: the parser would put small ones together again and again.
    yield await unpackedWhole(file, entry, entry.size)
  }
  const [sheet] = named(path)
  if (!sheet) throw new WorkbookBroken('the sheet has no part')
  yield localHeader(sheet)
  for await (const piece of unpacked(file, sheet)) {
    await gate.passed()
    yield piece
  }
}

async function unpackedWhole(file: KeptBytes, entry: ZipEntry, longest: number): Promise<Buffer> {
  if (entry.size > longest) throw new WorkbookBroken(`${entry.name} is too long`)
  const pieces: Buffer[] = []
  for await (const piece of unpacked(file, entry)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** The bytes of a part in pieces; never more than its directory entry said, and never fewer. */
async function* unpacked(file: KeptBytes, entry: ZipEntry): AsyncGenerator<Buffer> {
  const header = await part(file, entry.offset, LOCAL_HEADER)
  if (header.readUInt32LE(0) !== 0x04034b50)
    throw new WorkbookBroken(`${entry.name} is not where it should be`)
  const start = entry.offset + LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28)
  let size = 0
  let held: Buffer[] = []
  let heldSize = 0
  try {
    for await (const chunk of inflated(file, entry, start)) {
      size += chunk.length
      if (size > entry.size) throw new WorkbookBroken(`${entry.name} unpacks to more than it says`)
      held.push(chunk)
      heldSize += chunk.length
      if (heldSize < PIECE) continue
      yield Buffer.concat(held)
      held = []
      heldSize = 0
    }
  } catch (error) {
    if (error instanceof WorkbookBroken) throw error
    throw new WorkbookBroken(`${entry.name} cannot be unpacked`, { cause: error })
  }
  if (size !== entry.size) throw new WorkbookBroken(`${entry.name} unpacks to less than it says`)
  if (heldSize > 0) yield Buffer.concat(held)
}

function inflated(file: KeptBytes, entry: ZipEntry, start: number): AsyncIterable<Buffer> {
  const packed = Readable.from(packedBytes(file, start, entry.packed), { highWaterMark: 1 })
  if (entry.method === 0) return packed
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
  packed.on('error', (error) => inflate.destroy(error))
  return packed.pipe(inflate)
}

async function* packedBytes(file: KeptBytes, start: number, length: number): AsyncGenerator<Buffer> {
  if (length === 0) return
  let size = 0
  for await (const chunk of file.read({ from: start, to: start + length - 1 })) {
    size += chunk.length
    yield chunk
  }
  if (size < length) throw new WorkbookBroken('the archive ends early')
}

async function part(file: KeptBytes, start: number, length: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of packedBytes(file, start, length)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function directoryOf(file: KeptBytes, limits: WorkbookLimits): Promise<Result<ZipEntry[]>> {
  const fileSize = await file.size()
  const length = Math.min(TAIL_BYTES, fileSize)
  const found = findDirectory(await part(file, fileSize - length, length))
  if (!found || found.offset + found.size > fileSize) return refuse('imports', 'workbook-broken')
  const { offset, size, count } = found
  const entries = readDirectory(await part(file, offset, size), count)
  if (!entries) return refuse('imports', 'workbook-broken')
  const allowed = refuseBomb(entries, fileSize, limits)
  return allowed.ok ? ok(entries) : allowed
}

async function sheetsOf(file: KeptBytes, entries: readonly ZipEntry[]): Promise<SheetPart[]> {
  const text = async (name: string) => {
    const entry = entries.find((one) => one.name === name)
    if (!entry) throw new WorkbookBroken(`no ${name}`)
    return (await unpackedWhole(file, entry, LONGEST_LIST)).toString('utf8')
  }
  return sheetParts(await text(WORKBOOK), await text(RELATIONSHIPS))
}
