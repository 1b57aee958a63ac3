import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CivilDate } from '@/lib/platform/dates'
import { notesOf } from './enterprises/enterprises'
import { bindColumns, headersKey, proposeMapping } from './mapping/mapping'
import { checkEnterprises } from './rules/check-enterprises'
import { columnsOf, templateHeaders } from './schema'
import { readBytes } from './testing'
import { IMPORT_KINDS, type ImportKind } from './types'

const TODAY = '2026-11-23' as CivilDate
const untidy = readFileSync(new URL('../../e2e/fixtures/enterprises-untidy.csv', import.meta.url))
const bytes = (text: string) => new TextEncoder().encode(text)

async function readAll<K extends ImportKind>(kind: K, content: Uint8Array) {
  const read = await readBytes(kind, content, TODAY)
  if (!read.ok) throw new Error(read.refusal.code)
  return read.value
}
const sheetOf = (content: Uint8Array) => readAll('enterprises', content)

const organLines = (...lines: string[]) => bytes(['机构代码,名称,类型', ...lines].join('\n'))

const problemsOf = async (content: Uint8Array, kind: ImportKind = 'organs') =>
  (await readAll(kind, content)).problems.map(({ line, column, code }) => [line, column, code])

describe('the untidy register', () => {
  const plain = (sheet: Awaited<ReturnType<typeof sheetOf>>) => ({
    ...sheet,
    encoding: '',
    rows: sheet.rows.map(({ id: _id, ...row }) => row),
  })
  let sheet: Awaited<ReturnType<typeof sheetOf>>
  beforeAll(async () => {
    sheet = await sheetOf(untidy)
  })

  it('is read whole, and each problem has its line and column', () => {
    expect(sheet.rowsTotal).toBe(41)
    const { problems } = checkEnterprises(sheet, [])
    const notes = sheet.rows.flatMap(({ values, line }) =>
      notesOf(values, line, (field) => sheet.headers[field] ?? ''),
    )
    const all = [...sheet.problems, ...problems, ...notes].sort((a, b) => a.line - b.line)
    expect(all.map(({ line, column, code }) => [line, column, code])).toEqual([
      [21, '企业类型', 'ownership-contradicts'],
      [26, '注册资金', 'capital-not-read'],
      [30, '注册资金', 'capital-not-read'],
      [33, '统一社会信用代码', 'duplicate'],
      [34, '统一社会信用代码', 'uscc-check'],
      [35, '统一社会信用代码', 'uscc-organisation-check'],
      [36, '统一社会信用代码', 'uscc-length'],
      [37, '统一社会信用代码', 'uscc-characters'],
      [38, '注册日期', 'future-date'],
      [39, '注册日期', 'date'],
      [40, '企业名称', 'required'],
      [42, '企业名称', 'duplicate'],
      [44, null, 'field-count'],
    ])
  })

  it('keeps rare characters, emoji and formulas, and drops what nobody sees', () => {
    const names = sheet.rows.map(({ values }) => values.name)
    expect(names).toContain('𠮷祥🏮灯饰（青岚）有限公司')
    expect(names).toContain('=1+1数字科技有限公司')
    expect(names).toContain('Müller & Søn "Nordic" Trading GmbH')
    expect(names).toContain('青岚隐形贸易有限公司')
    const hidden = sheet.rows.find(({ values }) => values.name === '青岚隐形贸易有限公司')
    expect(hidden?.values.legalRepresentative).toBe('隐形')
    expect(hidden?.values.uscc).toMatch(/^91449901/)
  })

  it('counts lines of the text: a cell over two lines moves the rows below', () => {
    const before = sheet.rows.find(({ values }) => values.name === '青岚东江水务有限公司')
    const after = sheet.rows.find(({ values }) => values.name === '青岚供销合作总公司')
    expect(before?.values.businessScope).toBe('供水;\n污水处理')
    expect(before?.values.address).toBe('云岫区江东路 水务大楼')
    expect([before?.line, after?.line]).toEqual([27, 30])
  })

  it('takes every way of writing nothing as nothing', () => {
    const station = sheet.rows[1]?.values
    expect(station).toMatchObject({ enterpriseType: null, legalRepresentative: null, capitalText: null })
  })

  it.each([
    ['UTF-8', untidy],
    ['UTF-8-BOM', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), untidy])],
    ['GB18030', iconv.encode(untidy.toString('utf8'), 'gb18030')],
  ])('is the same in %s', async (encoding, content) => {
    const read = await sheetOf(content)
    expect(read.encoding).toBe(encoding)
    expect(plain(read)).toEqual(plain(sheet))
  })

  it('is the same with the line ends of other systems', async () => {
    const text = untidy.toString('utf8').replaceAll('\r\n', '\n')
    for (const end of ['\n', '\r\n', '\r'])
      expect(plain(await sheetOf(bytes(text.replaceAll('\n', end))))).toEqual(plain(sheet))
  })
})

describe('a file that is refused', () => {
  const utf16 = (mark: number[]) =>
    Buffer.concat([Buffer.from(mark), Buffer.from('机构代码,名称,类型\nA,甲,机关', 'utf16le')])

  it.each([
    ['file-empty', new Uint8Array()],
    ['file-empty', bytes(' \n\n')],
    ['file-utf16', utf16([0xff, 0xfe])],
    ['file-utf16', Buffer.from('code,name,kind\nA,B,C\n', 'utf16le')],
    ['file-workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['file-not-text', Buffer.from([0x25, 0, 0, 0x46, 0x0d, 0xff, 0xff])],
    ['file-not-text', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x80, 0x81, 0xff])],
    ['no-header', bytes('a,b,c\n1,2,3')],
    ['missing-columns', bytes('机构代码,名称\nA,甲')],
    ['no-rows', bytes('机构代码,名称,类型\n\n')],
  ])('%s', async (code, content) => {
    expect(await readBytes('organs', content, TODAY)).toMatchObject({ refusal: { code } })
  })

  it('names the columns that are missing', async () => {
    const read = await readBytes('officials', bytes('工号,姓名\n1,甲'), TODAY)
    expect(read).toMatchObject({ refusal: { params: { columns: '机构代码、职务、人员类别' } } })
  })
})

describe('a row that is refused', () => {
  it.each([
    ['甲 1,甲局,机关', [2, '机构代码', 'code-characters']],
    ['A,,机关', [2, '名称', 'required']],
    ['A,n/a,机关', [2, '名称', 'required']],
    ['A,甲局,公司', [2, '类型', 'not-a-choice']],
    [`A,${'长'.repeat(101)},机关`, [2, '名称', 'too-long']],
    ['A,甲\uFFFD局,机关', [2, '名称', 'unreadable-characters']],
    ['A,甲局', [2, null, 'field-count']],
    ['A,甲局,机关,多', [2, null, 'field-count']],
  ])('%s', async (line, problem) => {
    expect(await problemsOf(organLines(line))).toEqual([problem])
  })

  it('says where a quotation mark was left open', async () => {
    const content = organLines('A,甲局,机关', '', 'B,"乙局,机关', 'C,丙局,机关')
    expect(await problemsOf(content)).toEqual([[4, null, 'quote-not-closed']])
  })

  it('repeats a long cell only in part', async () => {
    const read = await readAll('organs', organLines(`A,${'长'.repeat(1_000_000)},机关`))
    expect(read.problems[0]?.params).toEqual({ value: `${'长'.repeat(40)}…`, limit: 100 })
  })
})

describe('columns', () => {
  it('may come in any order, in English, with others that are not read', async () => {
    const read = await readAll('organs', bytes('Phone;Kind;NAME;Code\n1;机关;甲局;a-1'))
    expect(read.rows).toMatchObject([
      { line: 2, values: { code: 'A-1', name: '甲局', kind: 'PARTY_GOVERNMENT' } },
    ])
    expect(Object.keys(read.rows[0]?.values ?? {}).sort()).toEqual(['code', 'kind', 'name'])
  })

  it('of the template are all known', async () => {
    for (const kind of IMPORT_KINDS) {
      const headers = templateHeaders(kind)
      const content = bytes(`${headers.join(',')}\n${headers.map(() => 'x').join(',')}`)
      expect(Object.values((await readAll(kind, content)).headers)).toEqual(headers)
      expect(proposeMapping(headers, columnsOf(kind)).sure).toBe(true)
    }
  })

  it.each([
    [['机构代码', '名称', '类型'], ['code', 'name', 'kind'], true],
    [['机构代码', '名称', '类型', '备注'], ['code', 'name', 'kind', ''], false],
    [['机构代码', '代码', '名称', '类型'], ['code', '', 'name', 'kind'], false],
    [['机构代码', '名称'], ['code', 'name'], false],
    [['机构代码', '名称', '类型', '问题和处理办法', ''], ['code', 'name', 'kind', '', ''], true],
  ])('%j are proposed as %j', (headers, mapping, sure) => {
    expect(proposeMapping(headers, columnsOf('organs'))).toEqual({ mapping, sure })
  })

  it('that somebody mapped once are proposed as they were, also as not read', () => {
    const headers = ['单位编码', '单位', '性质', '电话']
    const said = { 单位编码: 'code', 单位: 'name', 性质: 'kind', 电话: '' }
    expect(proposeMapping(headers, columnsOf('organs'), said)).toEqual({
      mapping: ['code', 'name', 'kind', ''],
      sure: true,
    })
    expect(headersKey(headers)).toBe(headersKey(['电话', ' 性质*', '单位', '单位编码']))
    expect(headersKey(headers)).not.toBe(headersKey(headers.slice(1)))
  })

  it.each([
    ['no-header', ['', '']],
    ['missing-columns', ['code', '']],
    ['column-twice', ['code', 'code']],
  ])('mapped to %s are refused', (code, mapping) => {
    expect(bindColumns(['甲', '乙'], mapping, columnsOf('organs'))).toMatchObject({ refusal: { code } })
  })
})

describe('an apostrophe before a formula', () => {
  it('is ours and not read; any other stays', async () => {
    const { rows } = await sheetOf(bytes("企业名称\n'=1+1数字公司\n'甲公司"))
    expect(rows.map(({ values }) => values.name)).toEqual(['=1+1数字公司', "'甲公司"])
  })
})
