import QRCode from 'qrcode'
import { describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { GRID } from '../official/official'
import { readBack } from '../official/testing'
import { renderForm, type FormText } from './form'

const address = 'http://127.0.0.1:3000/verify/ABCD'
const check = { modules: QRCode.create(address).modules, address, code: 'ABCD' }
const TEXT: FormText = {
  organ: '云岫区住房和建设局',
  number: '云住建回避决〔2026〕3号',
  title: '送达回证',
  rows: [
    { term: '受送达人', text: '𠮷田文（云岫区住房和建设局科员）' },
    { term: '没有报告或者申请什么', text: '没有申请回避。' },
    { term: '空的', text: '' },
  ],
  note: '送达经过由送达人如实记录。',
  issuedAt: toDate('2026-11-24T02:00:00.000Z'),
}
const MM = 72 / 25.4

describe('a form as a PDF, read back', () => {
  it('says every term beside its text, within the type area, with the rare name whole', async () => {
    const pdf = await renderForm(TEXT, check)
    const items = (await readBack(pdf)).flat()
    const whole = items.map((item) => item.text).join('')
    for (const part of ['送达回证', '〔2026〕3号', '𠮷田文', '没有申请回避。', '—', 'verify/ABCD'])
      expect(whole).toContain(part)
    for (const { x, width } of items) {
      expect(x).toBeGreaterThan(GRID.left - MM)
      expect(x + width).toBeLessThan(GRID.left + GRID.width + MM)
    }
    expect(pdf.toString('latin1')).toContain('/StructTreeRoot')
    expect(pdf.length).toBeLessThan(200_000)
  })

  it('breaks no Latin word, and no line ends with an opening or begins with a closing sign', async () => {
    const text = '本次协调会的材料（ZJ-2026-001，A/B）已交“云岫区住房和建设局”，另见《会议纪要》（第12号）。'
    const rows = Array.from({ length: 12 }, (_, at) => ({ term: '说明', text: `${'文'.repeat(at)}${text}` }))
    const items = (await readBack(await renderForm({ ...TEXT, rows }, null))).flat()
    const answers = items.filter((item) => item.size === 16 && item.x > GRID.left + 7 * 16)
    const lines = answers.map((item) => item.text.trim())
    expect(lines.length).toBeGreaterThan(24)
    for (const line of lines) {
      expect(line).not.toMatch(/[（《“]$/u)
      expect(line).not.toMatch(/^[，。、）》”]/u)
      expect(line).not.toMatch(/(?:ZJ|2026|00)$/u)
    }
  })

  it('goes on over pages, each line once', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => ({
      term: `第${at + 1}项`,
      text: `资料${at + 1}册。`.repeat(6),
    }))
    const pages = await readBack(await renderForm({ ...TEXT, rows }, null))
    expect(pages.length).toBeGreaterThan(3)
    const whole = pages
      .flat()
      .map((item) => item.text)
      .join('')
    for (const { term } of rows) expect(whole.split(term).length).toBe(2)
    for (const item of pages.flat().filter(({ size }) => size === 16))
      expect(item.y).toBeLessThan(GRID.top + GRID.height + MM)
  })
})
