import type { Tx } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { getTranslator } from '@/lib/platform/i18n'
import { getRulebook } from '@/lib/rulebook/queries'
import type { LetterText } from './letter'

export const LETTER_KINDS = ['DEMAND', 'REVIEW', 'REFERRAL'] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

/** 2026年11月24日: in Arabic digits, without leading zeros. */
export function inWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

const CASE = {
  number: true,
  policyVersion: true,
  decidedAt: true,
  decidedById: true,
  subject: { select: { name: true, post: true, organ: { select: { name: true } } } },
  parent: { select: { documentNumber: true } },
  refusal: true,
  objection: true,
} as const

/** What a letter of a refusal or an objection says; null before its step was taken. */
export async function readLetterText(tx: Tx, caseId: string, kind: LetterKind): Promise<LetterText | null> {
  const row = await tx.case.findUnique({ where: { id: caseId }, select: CASE })
  if (!row) return null
  const words = getTranslator('zh') as (key: string) => string
  const { limits } = await getRulebook(tx, row.policyVersion)
  const decision = row.parent?.documentNumber ?? ''
  const { name, post, organ: unit } = row.subject
  const person = `${name}（${unit.name}${post}）`
  const { refusal, objection } = row
  const letter = async (
    by: string | null,
    at: Date | null,
    rest: Pick<LetterText, 'title' | 'to' | 'paragraphs'>,
  ) => {
    const author = by
      ? await tx.official.findUnique({
          where: { id: by },
          select: { name: true, organ: { select: { name: true } } },
        })
      : null
    if (!author || !at) return null
    return {
      organ: author.organ.name,
      number: row.number ?? '',
      signatory: author.name,
      date: inWords(civilDateOf(at)),
      issuedAt: at,
      ...rest,
    }
  }
  if (kind === 'DEMAND' && refusal)
    return letter(refusal.demandedById, refusal.demandedAt, {
      title: '催告书',
      to: `${name}同志`,
      paragraphs: [
        `对你作出的回避决定（${decision}）自送达之日起已经生效。`,
        refusal.demand ?? '',
        `请在收到本催告后${limits.refusalDemand}个工作日内履行；有正当理由的，在同一期限内书面说明，由单位负责人和组织人事部门审查。期满不履行又没有正当理由的，按照${words('rulebook.article.recusal-rules-17')}处理。`,
      ],
    })
  if (kind === 'REFERRAL' && refusal)
    return letter(refusal.referredById, refusal.referredAt, {
      title: '移送函',
      to: words(`refusals.target.${refusal.referTo ?? 'HR'}`).replace(/（.*$/, ''),
      paragraphs: [
        `${person}对回避决定（${decision}）拒不履行，经催告、审查，认定没有正当理由。`,
        refusal.referReason ?? '',
        `现将案件移送你处，依照${words('rulebook.article.recusal-rules-17')}处理，并请将结果在系统中记录。全部文书和日志记录已经封存，SHA-256 ${refusal.packetHash ?? ''}。`,
      ],
    })
  if (kind === 'REVIEW' && objection?.result)
    return letter(row.decidedById, row.decidedAt, {
      title: '异议复查决定书',
      to: '异议人',
      paragraphs: [
        `对回避决定（${decision}）提出的异议，已经复查。`,
        `异议理由：${objection.reasons}`,
        `复查认为：${objection.resultReason ?? ''}`,
        `复查结果：${words(`objections.status.DECISION_${objection.result}`)}。`,
        '本复查决定为本单位内部救济的最终结果；法律另有规定的救济不受影响。',
      ],
    })
  return null
}
