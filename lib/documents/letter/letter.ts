// Documents that are a letter: 催告书, 异议复查决定书, 移送函. One head, paragraphs, one signature.
import type { Check } from '../documents'
import {
  addressee,
  finishSheet,
  header,
  openSheet,
  paragraph,
  signature,
  title,
  verification,
} from '../official/official'

export interface LetterText {
  organ: string
  number: string
  signatory: string
  title: string
  to: string
  paragraphs: readonly string[]
  /** In Arabic digits: 2026年11月24日. */
  date: string
  issuedAt: Date
}

/** Renders a letter as a tagged, searchable PDF after GB/T 9704. */
export function renderLetter(text: LetterText, check: Check): Promise<Buffer> {
  const sheet = openSheet({ title: `${text.title} ${text.number}`, at: text.issuedAt, language: 'zh-CN' })
  header(sheet, { mark: text.organ, number: text.number, signatory: text.signatory })
  title(sheet, text.title)
  addressee(sheet, text.to)
  for (const one of text.paragraphs) paragraph(sheet, one)
  signature(sheet, { organ: text.organ, date: text.date })
  verification(sheet, {
    modules: check.modules,
    lines: ['扫码核验本文书', `核验码 ${check.code}`, check.address, '印章处为样章，未接入电子印章。'],
  })
  return finishSheet(sheet)
}
