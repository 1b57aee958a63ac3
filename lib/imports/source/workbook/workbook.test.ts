import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { archiveOf, bytesInMemory, workbookParts } from '../../testing'
import { DIGITS_LOST } from '../../rules/parse-cell'
import type { KeptBytes, SourceRecord, WorkbookLimits } from '../types'
import { listSheets, readWorkbook } from './queries'
import { cellOf } from './workbook'

const LIMITS: WorkbookLimits = { parts: 100, bytes: 64 * 1024 ** 2, textBytes: 8 * 1024 ** 2, ratio: 200 }
const TEXTS = ['机构代码', '名称', '类型', '甲局', '机关', '乙 & 丙局']
const ROWS =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>' +
  '<row r="2"><c r="A2"><v>101</v></c><c r="B2" t="s"><v>3</v></c><c r="C2" t="s"><v>4</v></c></row>' +
  '<row r="3"><c r="A3" t="inlineStr"><is><t>  </t></is></c></row>' +
  '<row r="5"><c r="A5" t="inlineStr"><is><t>B-1</t></is></c><c r="B5" t="s"><v>5</v></c></row>'
const TEXTS_XML = TEXTS.map((text) => text.replace('&', '&amp;'))
const kept = bytesInMemory

async function rowsOf(file: KeptBytes, sheet = '名单', limits = LIMITS): Promise<SourceRecord[]> {
  const rows: SourceRecord[] = []
  for await (const row of readWorkbook(file, sheet, limits)) rows.push(row)
  return rows
}

describe('a workbook', () => {
  it('whose texts come after its sheets is read row by row, with the rows as a spreadsheet numbers them', async () => {
    const path = kept(archiveOf(workbookParts(ROWS, TEXTS_XML)))
    expect(await listSheets(path, LIMITS)).toEqual({ ok: true, value: ['说明 & 图例', '名单'] })
    expect(await rowsOf(path)).toEqual([
      { line: 1, cells: ['机构代码', '名称', '类型'] },
      { line: 2, cells: ['101', '甲局', '机关'] },
      { line: 5, cells: ['B-1', '乙 & 丙局', ''] },
    ])
    expect(await rowsOf(path, '说明 & 图例')).toEqual([{ line: 1, cells: ['先看这里'] }])
  })

  it('of another writer is read too, with dates and long numbers', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '企业',
          rows: [
            ['企业名称', '注册日期', '代码', '是否'],
            ['甲有限公司', new Date(Date.UTC(2002, 0, 3)), 914401017329773000, true],
          ],
        },
      ],
    })
    const [, row] = await rowsOf(kept(bytes), '企业')
    expect(row?.cells).toEqual(['甲有限公司', '2002-01-03', `914401017329773000${DIGITS_LOST}`, 'true'])
  })

  it('is read no faster than its rows are taken', async () => {
    const many = Array.from(
      { length: 8000 },
      (_, n) => `<row><c t="inlineStr"><is><t>行${n} ${'长'.repeat(n % 50)}</t></is></c></row>`,
    )
    const path = kept(archiveOf(workbookParts(many.join(''), [])))
    const rows = readWorkbook(path, '名单', { ...LIMITS, ratio: 10_000 })
    let count = 0
    for await (const { cells } of rows) {
      if (count === 100) await new Promise((done) => setTimeout(done, 50))
      expect(cells[0]).toMatch(new RegExp(`^行${count} `))
      count += 1
    }
    expect(count).toBe(8000)
  }, 30_000)

  it.each([
    [null, ''],
    [12, '12'],
    [0.5, '0.5'],
    [1e21, `1000000000000000000000${DIGITS_LOST}`],
    [new Date(Date.UTC(2026, 0, 5, 8, 30)), '2026-01-05 08:30:00'],
    [new Date(Number.NaN), ''],
    ['甲\r\n乙', '甲\n乙'],
  ])('cell %j is %j', (value, text) => {
    expect(cellOf(value)).toBe(text)
  })
})

describe('a workbook is refused', () => {
  const bomb = Buffer.alloc(20 * 1024 ** 2, ' ')
  const plain = workbookParts(ROWS, TEXTS_XML)

  it.each<[string, Buffer, Partial<WorkbookLimits>]>([
    ['that packs a thousand bytes into one', archiveOf({ ...plain, 'xl/media/big.bin': bomb }), {}],
    ['that unpacks to more than is allowed', archiveOf(plain), { bytes: 1000 }],
    ['whose table of texts is too long', archiveOf(plain), { textBytes: 100 }],
    ['of too many parts', archiveOf(plain), { parts: 6 }],
  ])('%s', async (_, bytes, limits) => {
    expect(await listSheets(kept(bytes), { ...LIMITS, ...limits })).toMatchObject({
      refusal: { code: 'workbook-too-large' },
    })
  })

  it.each<[string, Buffer]>([
    ['that is none', Buffer.from('504b0304140000', 'hex')],
    ['that is another archive', archiveOf({ 'a.txt': 'a' })],
    ['that is cut off', archiveOf(plain).subarray(0, 600)],
    ['whose list of sheets says less than it unpacks to', archiveOf(plain, { 'xl/workbook.xml': 10 })],
    ['whose list of sheets says more', archiveOf(plain, { 'xl/workbook.xml': 4000 })],
  ])('%s', async (_, bytes) => {
    expect(await listSheets(kept(bytes), LIMITS)).toMatchObject({ refusal: { code: 'workbook-broken' } })
  })

  it('in the middle when a sheet unpacks to more than its directory said', async () => {
    const path = kept(archiveOf(plain, { 'xl/worksheets/sheet2.xml': 200 }))
    await expect(rowsOf(path)).rejects.toThrow('unpacks to more')
  })
})
