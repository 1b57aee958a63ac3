import type { Actor } from '@/lib/identity/types'
import { asActor, type Tx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { formatDate, formatDateTime } from '@/lib/platform/format'
import { getTranslator } from '@/lib/platform/i18n'
import { checkOf } from '../documents'
import { renderForm } from '../form/form'
import { findFilingForm } from '../form/queries'
import type { VolumePart, VolumeText } from './volume'

/** The most cases that one volume follows: a report, its request, decisions, objections, refusals. */
const MOST_CASES = 40

const LINE = {
  id: true,
  kind: true,
  number: true,
  documentNumber: true,
  title: true,
  status: true,
  parentId: true,
  createdAt: true,
  subject: { select: { name: true, post: true, organ: { select: { name: true } } } },
  organ: { select: { name: true } },
  matter: { select: { number: true, title: true } },
} as const

async function lineage(tx: Tx, id: string) {
  let root = await tx.case.findUnique({ where: { id }, select: LINE })
  while (root?.parentId) {
    const parent = await tx.case.findUnique({ where: { id: root.parentId }, select: LINE })
    if (!parent) break
    root = parent
  }
  if (!root) return []
  const cases = [root]
  for (const one of cases) {
    if (cases.length >= MOST_CASES) break
    cases.push(
      ...(await tx.case.findMany({
        where: { parentId: one.id },
        orderBy: { createdAt: 'asc' },
        select: LINE,
      })),
    )
  }
  return cases.slice(0, MOST_CASES)
}

/** Documents case by case; a decision before its proof of service, which may be dated earlier on the same day. */
function inOrder<Row extends { caseId: string; kind: string }>(
  documents: readonly Row[],
  cases: readonly { id: string }[],
): Row[] {
  const place = (row: Row) => cases.findIndex((one) => one.id === row.caseId)
  const later = (row: Row) => (row.kind === 'DECISION' ? 0 : 1)
  return [...documents].sort((a, b) => place(a) - place(b) || later(a) - later(b))
}

type Words = (key: string, params?: Record<string, string | number>) => string

/**
 * What a volume binds: of the case and everything before and after it that the actor may read, filings as forms, documents
 * as they were issued, and the names of attached files. Null when there is no such case for the actor.
 */
export async function findVolume(
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ text: VolumeText; parts: VolumePart[] } | null> {
  if (!isUuid(id)) return null
  const found = await asActor(actor, now, async (tx) => {
    const cases = await lineage(tx, id)
    const ids = cases.map((one) => one.id)
    const documents = await tx.issuedDocument.findMany({
      where: { caseId: { in: ids } },
      orderBy: [{ issuedAt: 'asc' }, { kind: 'asc' }, { version: 'asc' }],
    })
    const files = await tx.attachment.findMany({
      where: { caseId: { in: ids }, removedAt: null },
      orderBy: { createdAt: 'asc' },
      select: { fileName: true, sha256: true, createdAt: true },
    })
    return { cases, documents, files }
  })
  const asked = found.cases.find((one) => one.id === id)
  const [first] = found.cases
  if (!asked || !first) return null
  const t = getTranslator('zh') as Words
  const parts: VolumePart[] = []
  for (const one of found.cases) {
    const form = await findFilingForm(actor, one.id, now)
    if (form)
      parts.push({
        name: form.text.title,
        number: form.text.number,
        date: formatDate(form.text.issuedAt.toISOString().slice(0, 10), 'zh'),
        content: new Uint8Array(await renderForm(form.text, form.code ? checkOf(form.code) : null)),
      })
  }
  for (const one of inOrder(found.documents, found.cases))
    parts.push({
      name: t(`documents.kind.${one.kind}`),
      number: one.number,
      date: formatDateTime(one.issuedAt.toISOString(), 'zh'),
      content: one.content,
    })
  for (const one of found.files)
    parts.push({
      name: `附件：${one.fileName}`,
      number: `SHA-256 ${one.sha256.slice(0, 16)}`,
      date: formatDateTime(one.createdAt.toISOString(), 'zh'),
      content: null,
    })
  const { subject, matter, organ } = asked
  const number = asked.documentNumber ?? asked.number ?? ''
  const rows = [
    { term: '案件', text: `${t(`review.kind.${asked.kind}`)} ${number}` },
    { term: '当事人', text: `${subject.name}（${subject.organ.name}${subject.post}）` },
    ...(matter ? [{ term: '事项', text: `${matter.title}（${matter.number}）` }] : []),
    { term: '立案', text: formatDateTime(first.createdAt.toISOString(), 'zh') },
    { term: '装订', text: formatDateTime(now.toISOString(), 'zh') },
  ]
  return { text: { organ: organ.name, number, rows, at: now }, parts }
}
