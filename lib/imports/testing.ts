// Builders for tests: a file in memory as the product reads it, and the worker's part done at once.
import { randomUUID } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import type { CivilDate } from '@/lib/platform/dates'
import type { Clock } from '@/lib/platform/clock'
import { deliver } from '@/lib/platform/outbox'
import type { Result } from '@/lib/platform/result'
import type { Actor } from '@/lib/identity/types'
import { applyImport, receiveImport, undoImport } from './commands'
import { bindColumns, proposeMapping } from './mapping/mapping'
import { getImport } from './queries'
import { readRow } from './rules/read-row'
import { columnsOf, SHOWN_VALUE_LENGTH } from './schema'
import { EncodingProbe } from './source/rules/detect-encoding'
import { inspectFile, readRecords } from './source/queries'
import type { KeptBytes } from './source/types'
import { importHandlers } from './subscribers'
import type { CellsOf, Encoding, ImportKind, ImportMode, Problem, Row } from './types'

export interface ReadFile<T> {
  encoding: Encoding
  rowsTotal: number
  rows: Row<T>[]
  problems: Problem[]
  headers: Partial<Record<keyof T, string>>
}

/** A file read row by row with the columns it is proposed to have. */
export async function readBytes<K extends ImportKind>(
  kind: K,
  bytes: Uint8Array,
  today: CivilDate,
): Promise<Result<ReadFile<CellsOf[K]>>> {
  const probe = new EncodingProbe()
  // In uneven pieces: characters and line ends are cut in two.
  for (let at = 0; at < bytes.length; at += 4093) probe.add(bytes.subarray(at, at + 4093))
  const detected = probe.verdict()
  if (!detected.ok) return detected
  const file = { bytes: bytesInMemory(bytes), ...detected.value, sheet: null }
  const inspected = await inspectFile(file)
  if (!inspected.ok) return inspected
  const { headers, sheet } = inspected.value
  const bound = bindColumns(headers, proposeMapping(headers, columnsOf(kind)).mapping, columnsOf(kind))
  if (!bound.ok) return bound
  const read: ReadFile<CellsOf[K]> = {
    encoding: file.encoding,
    rowsTotal: 0,
    rows: [],
    problems: [],
    headers: Object.fromEntries(bound.value.map(({ key, header }) => [key, header])) as never,
  }
  let nth = -1
  for await (const record of readRecords({ ...file, sheet })) {
    nth += 1
    if (nth === 0) continue
    read.rowsTotal += 1
    const { values, wrong } = readRow(record, headers.length, bound.value, today, SHOWN_VALUE_LENGTH)
    read.problems.push(...wrong)
    if (wrong.length === 0)
      read.rows.push({
        seq: nth,
        line: record.line,
        id: randomUUID(),
        values: values as unknown as CellsOf[K],
      })
  }
  return { ok: true, value: read }
}

/** Bytes as a store gives them. */
export function bytesInMemory(bytes: Uint8Array): KeptBytes {
  return {
    size: () => Promise.resolve(bytes.length),
    async *read({ from = 0, to = bytes.length - 1 } = { from: 0 }) {
      for (let at = from; at <= to; at += 4093) {
        await Promise.resolve()
        yield Buffer.from(bytes.subarray(at, Math.min(at + 4093, to + 1)))
      }
    },
  }
}

/** Does what the worker would do now. */
export async function work(clock: Clock, signal = new AbortController().signal): Promise<void> {
  while ((await deliver(clock, importHandlers, signal)) > 0) continue
}

export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

/** The steps of an import one after the other, as a person and the worker take them. */
export function importer(actor: Actor, clock: Clock) {
  const detail = async (id: string) => {
    const found = await getImport(actor, id, clock.now())
    if (!found) throw new Error('no such import')
    return found
  }
  return {
    detail,
    async receive(kind: ImportKind, content: Uint8Array, fileName = `${kind}.csv`) {
      async function* pieces() {
        for (let at = 0; at < content.length; at += 1000) yield content.subarray(at, at + 1000)
      }
      const input = { kind, fileName, bytes: pieces() }
      return done(await receiveImport({ actor, clock, input }))
    },
    async preview(kind: ImportKind, content: Uint8Array) {
      const { id } = await this.receive(kind, content)
      await work(clock)
      return detail(id)
    },
    async begin(batchId: string, mode: ImportMode = 'ALL') {
      return done(await applyImport({ actor, clock, input: { batchId, mode } }))
    },
    /** Imports all rows; answers the import. */
    async take(kind: ImportKind, content: Uint8Array) {
      const { id } = await this.preview(kind, content)
      await this.begin(id)
      await work(clock)
      return detail(id)
    },
    async undo(batchId: string) {
      done(await undoImport({ actor, clock, input: { batchId } }))
      await work(clock)
      return detail(batchId)
    },
  }
}

const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A valid credit code for a number below ten million. */
export function codeOf(n: number): string {
  const organ = String(n).padStart(8, '0')
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce((all, weight, at) => all + weight * Number(organ[at]), 0)
  const check = (11 - (sum % 11)) % 11
  const base = `91440101${organ}${check === 10 ? 'X' : check}`
  const all = WEIGHTS.reduce((total, weight, at) => total + weight * SIGNS.indexOf(base[at] ?? ''), 0)
  return `${base}${SIGNS[(31 - (all % 31)) % 31] ?? ''}`
}

/** A register of enterprises with these numbers. */
export function registerOf(numbers: readonly number[], name = '测试企业'): Uint8Array {
  const rows = numbers.map((n) => `${name}${n}有限公司,${codeOf(n)},负责人${n % 97},${n}万元人民币`)
  return new TextEncoder().encode(['企业名称,统一社会信用代码,法定代表人,注册资金', ...rows].join('\n'))
}

/** A ZIP archive of these parts; `size` is what the directory says a part unpacks to, when that is not true. */
export function archiveOf(
  parts: Readonly<Record<string, string | Buffer>>,
  size?: Record<string, number>,
): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content as string)
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name)
    const sizes = Buffer.alloc(14)
    sizes.writeUInt32LE(crc32(bytes), 0)
    sizes.writeUInt32LE(packed.length, 4)
    sizes.writeUInt32LE(size?.[name] ?? bytes.length, 8)
    sizes.writeUInt16LE(title.length, 12)
    const local = Buffer.concat([
      Buffer.from('504b0304140000080800000000 00'.replace(' ', ''), 'hex'),
      sizes,
      Buffer.alloc(2),
      title,
    ])
    const place = Buffer.alloc(16)
    place.writeUInt32LE(offset, 12)
    directory.push(
      Buffer.concat([
        Buffer.from('504b01021400140000080800000000 00'.replace(' ', ''), 'hex'),
        sizes,
        place,
        title,
      ]),
    )
    bodies.push(local, packed)
    offset += local.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, list, end])
}

/** The smallest workbook that a spreadsheet would write: its sheets before the table of texts. */
export function workbookParts(sheet: string, texts: readonly string[]): Record<string, string> {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const relationships = (...some: string[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${some.join('')}</Relationships>`
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationships(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="说明 &amp; 图例" sheetId="1" r:id="rId1"/><sheet name="名单" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('rId2', 'worksheet', '/xl/worksheets/sheet2.xml'),
      relation('rId3', 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>先看这里</t></is></c></row></sheetData></worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet ${main}><sheetData>${sheet}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  }
}
