// Documents that are a form: 送达回证, 移交清单, 事先报告表, 回避申请书, 提交回执. A title, rows of term and text, a line of evidence.
import type { Check } from '../documents'
import {
  caption,
  finishSheet,
  formRow,
  openSheet,
  paragraph,
  title,
  verification,
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
  /** Documents are Chinese; a receipt is also in its reader's language. */
  language?: 'zh-CN' | 'en'
}

/** Renders a form as a tagged, searchable PDF on the page grid of GB/T 9704; without a check for versions older than codes. */
export function renderForm(text: FormText, check: Check | null): Promise<Buffer> {
  const language = text.language ?? 'zh-CN'
  const sheet = openSheet({ title: `${text.title} ${text.number}`, at: text.issuedAt, language })
  title(sheet, text.title)
  caption(sheet, [text.organ, text.number].join(WIDE_SPACE))
  for (const row of text.rows) formRow(sheet, row)
  paragraph(sheet, text.note)
  if (check)
    verification(sheet, {
      modules: check.modules,
      lines:
        language === 'en'
          ? ['Scan to check this document', `Check code ${check.code}`, check.address]
          : ['扫码核验本文书', `核验码 ${check.code}`, check.address],
    })
  return finishSheet(sheet)
}
