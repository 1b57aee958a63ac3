import QRCode from 'qrcode'
import { describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { readBack } from '../official/testing'
import { renderLetter } from './letter'

const check = {
  modules: QRCode.create('http://127.0.0.1:3000/verify/ABCD').modules,
  address: 'http://127.0.0.1:3000/verify/ABCD',
  code: 'ABCD',
}

describe('a letter as a PDF, read back', () => {
  it.each(['催告书', '异议复查决定书', '移送函'])('%s says everything and is small', async (title) => {
    const pdf = await renderLetter(
      {
        organ: '云岫区住房和建设局',
        number: '2026-F00001',
        signatory: '林叙',
        title,
        to: '𠮷田文同志',
        paragraphs: ['请在收到后3个工作日内履行。', '逾期不履行的，依法处理。'.repeat(40)],
        date: '2026年11月24日',
        issuedAt: toDate('2026-11-24T02:00:00.000Z'),
      },
      check,
    )
    const text = (await readBack(pdf)).flat().map((item) => item.text)
    const whole = text.join('')
    for (const part of [title, '𠮷田文同志：', '3个工作日内履行', '2026年11月24日', '样章', 'verify/ABCD'])
      expect(whole).toContain(part)
    expect(pdf.toString('latin1')).toContain('/StructTreeRoot')
    expect(pdf.length).toBeLessThan(200_000)
  })
})
