import type { ReportDraft } from '@/lib/advance-reports/schema'
import { reportLines } from '@/lib/advance-reports/labels'
import type { Actor } from '@/lib/identity/types'
import { asActor, type Tx } from '@/lib/platform/db'
import { formatDateTime } from '@/lib/platform/format'
import { getTranslator } from '@/lib/platform/i18n'
import { isUuid } from '@/lib/platform/ids'
import { requestLines } from '@/lib/recusals/requests/labels'
import type { RequestDraft } from '@/lib/recusals/requests/schema'
import type { FormText } from './form'

export const FORM_KINDS = ['SERVICE_PROOF', 'HANDOVER'] as const
export type FormKind = (typeof FORM_KINDS)[number]

type Words = (key: string, params?: Record<string, string | number>) => string

const time = (at: Date | null | undefined) => (at ? formatDateTime(at.toISOString(), 'zh') : '')

/** What a form about a decision says: how it was served, or what was handed over; null before that. */
export async function readFormText(tx: Tx, caseId: string, kind: FormKind): Promise<FormText | null> {
  const row = await tx.case.findUnique({
    where: { id: caseId },
    select: {
      documentNumber: true,
      substituteId: true,
      subject: { select: { name: true, post: true, organ: { select: { name: true } } } },
      matter: { select: { number: true, title: true } },
      decision: true,
      services: { orderBy: { recordedAt: 'asc' } },
      handover: { orderBy: { ordinal: 'asc' } },
    },
  })
  const decision = row?.decision
  if (!row?.documentNumber || !decision?.servedAt) return null
  const organ = await tx.organ.findUniqueOrThrow({
    where: { id: decision.issuingOrganId },
    select: { name: true },
  })
  const about = {
    organ: organ.name,
    number: row.documentNumber,
    subject: `${row.subject.name}（${row.subject.organ.name}${row.subject.post}）`,
  }
  return kind === 'SERVICE_PROOF' ? proofOf(tx, row, decision, about) : handoverOf(tx, row, decision, about)
}

type About = { organ: string; number: string; subject: string }
type Decision = {
  servedAt: Date | null
  unitServedAt: Date | null
  unitReceivedBy: string | null
  substituteAcceptedAt: Date | null
}
type Service = {
  method: string
  succeeded: boolean
  servedAt: Date
  receivedBy: string
  witnesses: string
  trackingNumber: string
  note: string
  serverId: string
}

async function nameOf(tx: Tx, id: string | null | undefined): Promise<string> {
  if (!id) return ''
  const row = await tx.official.findUnique({ where: { id }, select: { name: true } })
  return row?.name ?? ''
}

/** 送达回证 (民诉法 87): every attempt, who received it or saw it left behind, and the day that counts. */
async function proofOf(
  tx: Tx,
  row: { services: Service[] },
  decision: Decision,
  { organ, number, subject }: About,
): Promise<FormText> {
  const t = getTranslator('zh') as Words
  const attempts: { term: string; text: string }[] = []
  for (const [at, one] of row.services.entries()) {
    const said = [
      t(`recusalDecisions.method.${one.method}`),
      t(one.succeeded ? 'recusalDecisions.desk.succeeded' : 'recusalDecisions.desk.failed'),
      time(one.servedAt),
      one.receivedBy && `${t('recusalDecisions.label.receivedBy')} ${one.receivedBy}`,
      one.witnesses && `${t('recusalDecisions.label.witnesses')} ${one.witnesses}`,
      one.trackingNumber && `${t('recusalDecisions.label.trackingNumber')} ${one.trackingNumber}`,
      one.note,
      `送达人 ${await nameOf(tx, one.serverId)}`,
    ]
    attempts.push({ term: `第${at + 1}次送达`, text: said.filter(Boolean).join('，') })
  }
  const unit = decision.unitReceivedBy
    ? [{ term: '所在单位', text: `${decision.unitReceivedBy}，${time(decision.unitServedAt)}` }]
    : []
  return {
    organ,
    number,
    title: '送达回证',
    rows: [
      { term: '送达文书', text: `回避决定书 ${number}` },
      { term: '受送达人', text: subject },
      ...attempts,
      ...unit,
      { term: '视为送达', text: time(decision.servedAt) },
    ],
    note: '送达经过由送达人如实记录，记录后不能更改。',
    issuedAt: decision.servedAt as Date,
  }
}

/** 移交清单: item by item, when it was handed over and accepted; null until the last one is. */
async function handoverOf(
  tx: Tx,
  row: {
    substituteId: string | null
    handover: { text: string; handedOverAt: Date | null; acceptedAt: Date | null }[]
    matter: { number: string; title: string } | null
  },
  decision: Decision,
  { organ, number, subject }: About,
): Promise<FormText | null> {
  if (!decision.substituteAcceptedAt || row.handover.length === 0) return null
  return {
    organ,
    number,
    title: '工作移交清单',
    rows: [
      { term: '移交人', text: subject },
      { term: '接收人', text: await nameOf(tx, row.substituteId) },
      ...(row.matter ? [{ term: '事项', text: `${row.matter.title}（${row.matter.number}）` }] : []),
      ...row.handover.map((one, at) => ({
        term: `第${at + 1}项`,
        text: `${one.text}\n移交 ${time(one.handedOverAt)}，接收 ${time(one.acceptedAt)}`,
      })),
    ],
    note: '移交、接收均由本人在系统中逐项确认。',
    issuedAt: decision.substituteAcceptedAt,
  }
}

/** A filing as a form, with the code of its version; versions from before there were codes have none. */
export interface FilingForm {
  text: FormText
  code: string | null
}

/**
 * What somebody filed, as a form: the version asked for, otherwise the newest, with its hash. Null when the actor may not
 * read it or there is no such version.
 */
export function findFilingForm(
  actor: Actor,
  caseId: string,
  now: Date,
  version?: number,
): Promise<FilingForm | null> {
  if (!isUuid(caseId)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findFirst({
      where: { id: caseId, kind: { in: ['ADVANCE_REPORT', 'RECUSAL_REQUEST'] } },
      select: {
        kind: true,
        number: true,
        subject: { select: { name: true, staffNo: true, post: true, organ: { select: { name: true } } } },
        organ: { select: { name: true } },
        matter: { select: { number: true, title: true } },
        parties: {
          orderBy: { ordinal: 'asc' },
          select: { enterprise: { select: { name: true } }, personId: true },
        },
        versions: {
          where: version === undefined ? {} : { number: version },
          orderBy: { number: 'desc' },
          take: 1,
        },
      },
    })
    const filed = row?.versions[0]
    if (!row?.number || !filed) return null
    const t = getTranslator('zh') as Words
    const enterprises = row.parties.map((party) => party.enterprise.name)
    const matter = row.matter ? `${row.matter.number} ${row.matter.title}` : null
    const headId = row.parties[0]?.personId
    const head = headId
      ? await tx.enterprisePerson.findUnique({ where: { id: headId }, select: { name: true } })
      : null
    const content = filed.content as RequestDraft & ReportDraft
    const lines =
      row.kind === 'ADVANCE_REPORT'
        ? reportLines(content, { enterprises, matter, head: head?.name ?? null }, (key, params) =>
            t(`advanceReports.${key}`, params),
          )
        : requestLines(
            content,
            { enterprises, matter, substitute: (await nameOf(tx, content.substituteId)) || null },
            t,
          )
    const { name, staffNo, post, organ } = row.subject
    const text: FormText = {
      organ: row.organ.name,
      number: row.number,
      title: row.kind === 'ADVANCE_REPORT' ? '事先报告表' : '回避申请书',
      rows: [
        {
          term: row.kind === 'ADVANCE_REPORT' ? '报告人' : '应回避人',
          text: `${name}（${staffNo}，${organ.name}${post}）`,
        },
        ...lines.map(({ term, text }) => ({ term, text })),
        { term: '提交时间', text: time(filed.submittedAt) },
      ],
      note: `第${filed.number}版，内容 SHA-256 ${filed.contentHash}`,
      issuedAt: filed.submittedAt,
    }
    return { text, code: filed.code }
  })
}
