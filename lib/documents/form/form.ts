// Documents that are a form: 送达回证, 移交清单, 事先报告表, 回避申请书. A title, rows of term and text, a line of evidence.
import {
  caption,
  finishSheet,
  formRow,
  openSheet,
  paragraph,
  title,
  verification,
  type QrModules,
} from '../official/official'

/** A space as wide as a character. */
const WIDE_SPACE = '\u3000'

export interface FormText {
  organ: string
  number: string
  title: string
  rows: readonly { term: string; text: string }[]
  /** What the form proves, or its hash. */
  note: string
  issuedAt: Date
}

/** Renders a form as a tagged, searchable PDF on the page grid of GB/T 9704; `check` is for documents that are kept. */
export function renderForm(
  text: FormText,
  check: { modules: QrModules; address: string; code: string } | null,
): Promise<Buffer> {
  const sheet = openSheet({ title: `${text.title} ${text.number}`, at: text.issuedAt, language: 'zh-CN' })
  title(sheet, text.title)
  caption(sheet, [text.organ, text.number].join(WIDE_SPACE))
  for (const row of text.rows) formRow(sheet, row)
  paragraph(sheet, text.note)
  if (check)
    verification(sheet, {
      modules: check.modules,
      lines: ['扫码核验本文书', `核验码 ${check.code}`, check.address],
    })
  return finishSheet(sheet)
}
