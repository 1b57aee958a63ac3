import { readFileSync } from 'node:fs'
import QRCode from 'qrcode'
import { beforeAll, describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { readBack, type Item } from '../official/testing'
import { renderDecision, type DecisionText } from './decision'

const MM = 72 / 25.4
const LONG = '经核查登记信息显示其本人持有该企业百分之五的股份且没有报告'

const TEXT: DecisionText = {
  organ: '云岫区住房和建设局',
  number: '云住建回避决〔2026〕10号',
  signatory: '秦岳',
  subject: { name: '𠮷田文', unit: '云岫区住房和建设局', post: '建设科一级科员' },
  postToLeave: '',
  matter: { number: 'T-1', title: '清禾环境项目验收' },
  ground: '涉及本人利害关系',
  article: '公务员法第七十六条第一项',
  whyDue: '本人持有该企业股份',
  dueSince: '2026年3月1日',
  facts: LONG.repeat(40),
  evidence: '股东名册',
  scope: ['调查', '讨论', '审核', '决定', '施加影响'],
  term: { from: null, to: null },
  substitute: { name: '许若彤', unit: '云岫区住房和建设局', post: '建设科' },
  handover: { items: '申请材料一套', workdays: 3 },
  objection: { workdays: 5, to: '云岫区人民政府' },
  date: '2026年11月24日',
  issuedAt: toDate('2026-11-24T02:00:00.000Z'),
  check: {
    modules: QRCode.create('http://127.0.0.1:3000/verify/ABCD').modules,
    address: 'http://127.0.0.1:3000/verify/ABCD',
    code: 'ABCD',
  },
}

let bytes: Buffer
let pages: Item[][]
let fonts: string

beforeAll(async () => {
  bytes = await renderDecision(TEXT)
  pages = await readBack(bytes)
  fonts = bytes.toString('latin1')
})

const textOf = (page: Item[]) => page.map((item) => item.text).join('')
/** Without the numbers of the pages. */
const whole = () => pages.map((page) => textOf(page.filter((item) => item.size !== 14))).join('')
/** The lines of the body, from the top, by where they stand. */
function lines(page: Item[]): { y: number; from: number; to: number; text: string }[] {
  const rows = new Map<number, Item[]>()
  for (const item of page.filter((one) => Math.abs(one.size - 16) < 0.1)) {
    const key = Math.round(item.y)
    rows.set(key, [...(rows.get(key) ?? []), item])
  }
  return [...rows.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, row]) => {
      const sorted = row.sort((a, b) => a.x - b.x)
      const last = sorted.at(-1)
      return {
        y: sorted[0]?.y ?? 0,
        from: sorted[0]?.x ?? 0,
        to: last ? last.x + last.width : 0,
        text: sorted.map((item) => item.text).join(''),
      }
    })
}

describe('the 回避决定书 as a PDF, measured back', () => {
  it('has 22 lines of 28 characters on a full page, within a millimetre of the standard’s margins', () => {
    const full = lines(pages[1] ?? [])
    expect(full).toHaveLength(22)
    const [first] = full
    const last = full.at(-1)
    if (!first || !last) throw new Error('no lines')
    const top = (first.y - 0.88 * 16) / MM
    const bottom = (last.y + 0.12 * 16) / MM
    expect(Math.abs(top - 37)).toBeLessThan(1)
    expect(Math.abs(bottom - (37 + 225))).toBeLessThan(1)
    for (const line of full) {
      expect(Math.abs(line.from / MM - 28)).toBeLessThan(1)
      expect([...line.text]).toHaveLength(28)
      expect(Math.abs(line.to / MM - (28 + 156))).toBeLessThan(1)
    }
    const gaps = full.slice(1).map((line, place) => line.y - (full[place]?.y ?? 0))
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(0.1)
  })

  it('numbers its pages between dashes, outside: right on odd pages, left on even ones, 7 mm below', () => {
    pages.forEach((page, place) => {
      const number = page.find((item) => item.text.includes(`— ${place + 1} —`))
      if (!number) throw new Error(`page ${place + 1} has no number`)
      expect(Math.abs((number.y - 0.88 * 14) / MM - (37 + 225 + 7))).toBeLessThan(1)
      expect(number.x / MM > 105).toBe(place % 2 === 0)
      expect(number.size).toBeCloseTo(14, 1)
    })
  })

  it('says everything, with the right brackets and a rare character that is still itself', () => {
    const text = whole()
    for (const part of [
      '云岫区住房和建设局',
      '云住建回避决\u30142026\u301510号',
      '签发人：秦岳',
      '关于𠮷田文同志回避的决定',
      '证据：股东名册。',
      '公务员法第七十六条第一项',
      '调查、讨论、审核、决定、施加影响',
      '许若彤同志接替',
      '3个工作日内完成移交',
      '5个工作日内向云岫区人民政府提出异议',
      '2026年11月24日',
      '样章',
      'http://127.0.0.1:3000/verify/ABCD',
    ])
      expect(text).toContain(part)
    expect(text.split(LONG)).toHaveLength(41)
  })

  it('writes what no font has as its code point, rather than lose it', async () => {
    const pdf = await renderDecision({ ...TEXT, facts: '其子\u{2A6D6}某任职', issuedAt: TEXT.issuedAt })
    expect((await readBack(pdf)).map(textOf).join('')).toContain('[U+2A6D6]')
  })

  it('is tagged, embeds its fonts, stays small and is the same for the same contents', async () => {
    expect(fonts).toContain('/StructTreeRoot')
    expect(fonts).toMatch(/\/Marked true/)
    const embedded = new Set([...fonts.matchAll(/\/FontName \/([A-Z]{6}\+[\w-]+)/g)].map((match) => match[1]))
    expect([...embedded].map((name) => name?.slice(7)).sort()).toEqual([
      'NotoSerifJP-Regular',
      'NotoSerifSC-Bold',
      'NotoSerifSC-Regular',
    ])
    expect([...fonts.matchAll(/\/FontFile2 /g)].length).toBe(embedded.size)
    expect(bytes.length).toBeLessThan(200_000)
    expect(Buffer.compare(bytes, await renderDecision(TEXT))).toBe(0)
  })

  it('reads its fonts from files that are there', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object }
    expect(Object.keys(manifest.dependencies)).toEqual(
      expect.arrayContaining(['@expo-google-fonts/noto-serif-sc', '@expo-google-fonts/noto-serif-jp']),
    )
  })
})
