// 回避决定书: what a recusal decision says, in the order that 政务处分法 45 gives a decision about a person.
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

export interface DecisionText {
  organ: string
  /** Document number, e.g. 云住建回避决〔2026〕3号. */
  number: string
  signatory: string
  subject: { name: string; unit: string; post: string }
  matter: { number: string; title: string } | null
  /** The post that the person leaves (任职回避); empty for a recusal from a matter. */
  postToLeave: string
  ground: string
  article: string
  whyDue: string
  dueSince: string | null
  facts: string
  evidence: string
  scope: readonly string[]
  term: { from: string | null; to: string | null }
  substitute: { name: string; unit: string; post: string } | null
  handover: { items: string; workdays: number }
  objection: { workdays: number; to: string }
  /** In Arabic digits: 2026年11月24日. */
  date: string
  issuedAt: Date
  check: Check
}

const full = (text: string): string => (/[。！？]$/.test(text.trim()) ? text.trim() : `${text.trim()}。`)

/** From what the person is excluded, and how long. */
function excluded(sheet: ReturnType<typeof openSheet>, text: DecisionText): void {
  const matter = text.matter ? `在“${text.matter.title}”（${text.matter.number}）中` : ''
  paragraph(
    sheet,
    `上述情形属于${text.ground}。根据${text.article}，决定${text.subject.name}同志${matter}回避，不得参与该事项的${text.scope.join('、')}。`,
  )
  const { from, to } = text.term
  paragraph(sheet, `回避期限：${from ? `自${from}` : '自本决定送达之日'}起，至${to ?? '该事项办结之日'}止。`)
}

/** Renders the decision as a tagged, searchable PDF after GB/T 9704. */
export function renderDecision(text: DecisionText): Promise<Buffer> {
  const name = `关于${text.subject.name}同志${text.postToLeave ? '任职' : ''}回避的决定`
  const sheet = openSheet({ title: `${name} ${text.number}`, at: text.issuedAt, language: 'zh-CN' })
  header(sheet, { mark: text.organ, number: text.number, signatory: text.signatory })
  title(sheet, name)
  addressee(sheet, `${text.subject.name}同志`)
  const since = text.dueSince ? `自${text.dueSince}起应当回避。` : ''
  paragraph(sheet, `当事人：${text.subject.name}，${text.subject.unit}${text.subject.post}。`)
  paragraph(sheet, `经查，${full(text.facts)}${full(text.whyDue)}${since}`)
  if (text.evidence) paragraph(sheet, `证据：${full(text.evidence)}`)
  if (text.postToLeave)
    paragraph(
      sheet,
      `上述情形属于${text.ground}。根据${text.article}，决定${text.subject.name}同志任职回避，不再担任${text.postToLeave}，按照干部管理权限办理职务调整。`,
    )
  else excluded(sheet, text)
  if (text.substitute) {
    const { name: who, unit, post } = text.substitute
    paragraph(sheet, `相关工作由${unit}${post}${who}同志接替。`)
  }
  if (text.handover.items)
    paragraph(
      sheet,
      `请在本决定送达后${text.handover.workdays}个工作日内完成移交，移交内容：${full(text.handover.items.replaceAll('\n', '；'))}`,
    )
  paragraph(
    sheet,
    `本决定自送达之日起生效。对本决定不服的，可以在送达后${text.objection.workdays}个工作日内向${text.objection.to}提出异议，异议期间不停止执行。`,
  )
  signature(sheet, { organ: text.organ, date: text.date })
  verification(sheet, {
    modules: text.check.modules,
    lines: [
      '扫码核验本文书',
      `核验码 ${text.check.code}`,
      text.check.address,
      '印章处为样章，未接入电子印章。',
    ],
  })
  return finishSheet(sheet)
}
