import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { CivilDate } from '@/lib/platform/dates'
import { readImport } from './imports'
import { checkEnterprises } from './rules/check-enterprises'
import { IMPORT_MAX_BYTES, IMPORT_MAX_ROWS, templateHeaders } from './schema'
import { IMPORT_KINDS } from './types'

const TODAY = '2026-11-23' as CivilDate
const untidy = readFileSync(new URL('../../e2e/fixtures/enterprises-untidy.csv', import.meta.url))
const bytes = (text: string) => new TextEncoder().encode(text)
const refusal = (content: Uint8Array, kind: 'organs' | 'enterprises' = 'organs') => {
  const read = readImport(kind, content, TODAY)
  return read.ok ? null : read.refusal.code
}

function sheetOf(content: Uint8Array) {
  const read = readImport('enterprises', content, TODAY)
  if (!read.ok) throw new Error(read.refusal.code)
  return read.value
}

const organLines = (...lines: string[]) => bytes(['机构代码,名称,类型', ...lines].join('\n'))

function problemsOf(content: Uint8Array, kind: 'organs' | 'enterprises' = 'organs') {
  const read = readImport(kind, content, TODAY)
  if (!read.ok) throw new Error(read.refusal.code)
  return read.value.problems.map(({ line, column, code }) => [line, column, code])
}

describe('the untidy register', () => {
  const sheet = sheetOf(untidy)

  it('is read whole, and each problem has its line and column', () => {
    expect(sheet.rowsTotal).toBe(41)
    const { problems } = checkEnterprises(sheet, [])
    const all = [...sheet.problems, ...problems].sort((a, b) => a.line - b.line)
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
  ])('is the same in %s', (encoding, content) => {
    const read = sheetOf(content)
    expect(read.encoding).toBe(encoding)
    expect({ ...read, encoding: '' }).toEqual({ ...sheet, encoding: '' })
  })

  it('is the same with the line ends of other systems', () => {
    const text = untidy.toString('utf8').replaceAll('\r\n', '\n')
    for (const end of ['\n', '\r\n', '\r']) expect(sheetOf(bytes(text.replaceAll('\n', end)))).toEqual(sheet)
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
    ['file-workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
    ['file-not-text', Buffer.from([0x25, 0, 0, 0x46, 0x0d, 0xff, 0xff])],
    ['file-not-text', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x80, 0x81, 0xff])],
    ['no-header', bytes('a,b,c\n1,2,3')],
    ['missing-columns', bytes('机构代码,名称\nA,甲')],
    ['column-twice', bytes('机构代码,代码,名称,类型\nA,A,甲,机关')],
    ['no-rows', bytes('机构代码,名称,类型\n\n')],
    ['too-many-rows', organLines(...Array.from({ length: IMPORT_MAX_ROWS + 1 }, (_, n) => `A${n},甲,机关`))],
    ['file-too-large', new Uint8Array(IMPORT_MAX_BYTES + 1)],
  ])('%s', (code, content) => {
    expect(refusal(content)).toBe(code)
  })

  it('names the columns that are missing', () => {
    const read = readImport('officials', bytes('工号,姓名\n1,甲'), TODAY)
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
  ])('%s', (line, problem) => {
    expect(problemsOf(organLines(line))).toEqual([problem])
  })

  it('says where a quotation mark was left open', () => {
    const content = organLines('A,甲局,机关', '', 'B,"乙局,机关', 'C,丙局,机关')
    expect(problemsOf(content)).toEqual([[4, null, 'quote-not-closed']])
  })

  it('repeats a long cell only in part', () => {
    const read = readImport('organs', organLines(`A,${'长'.repeat(1_000_000)},机关`), TODAY)
    if (!read.ok) throw new Error(read.refusal.code)
    expect(read.value.problems[0]?.params).toEqual({ value: `${'长'.repeat(40)}…`, limit: 100 })
  })
})

describe('columns', () => {
  it('may come in any order, in English, with others that are named as not read', () => {
    const content = bytes('Phone;Kind;NAME;Code\n1;机关;甲局;a-1')
    const read = readImport('organs', content, TODAY)
    if (!read.ok) throw new Error(read.refusal.code)
    expect(read.value.rows).toEqual([
      { line: 2, values: { code: 'A-1', name: '甲局', kind: 'PARTY_GOVERNMENT' } },
    ])
    expect(problemsOf(content)).toEqual([[1, 'Phone', 'column-ignored']])
  })

  it('of the template are all known', () => {
    for (const kind of IMPORT_KINDS) {
      const headers = templateHeaders(kind)
      const read = readImport(kind, bytes(`${headers.join(',')}\n${headers.map(() => 'x').join(',')}`), TODAY)
      if (!read.ok) throw new Error(read.refusal.code)
      expect(Object.values(read.value.headers)).toEqual(headers)
      expect(read.value.problems.some(({ code }) => code === 'column-ignored')).toBe(false)
    }
  })
})
