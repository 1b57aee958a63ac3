import type { Actor } from '@/lib/identity/types'
import { asActor, asSystem, type Tx } from '@/lib/platform/db'
import { isUuid, readVerificationCode } from '@/lib/platform/ids'
import { findDecisionChainFacts } from '@/lib/organs/queries'
import { civilDateOf } from '@/lib/platform/dates'
import { getTranslator } from '@/lib/platform/i18n'
import { getRulebook } from '@/lib/rulebook/queries'
import type { DecisionText } from './decision/decision'
import { inWords } from './letter/queries'
import type { CheckedDocument, DocumentKind, DocumentLine, FiledKind, Receipt } from './types'

/** The receipt of the actor's own filing; null when there is none, or nothing was filed yet. */
export function findReceipt(actor: Actor, caseId: string, now: Date): Promise<Receipt | null> {
  if (!isUuid(caseId)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findFirst({
      where: { id: caseId, filedById: actor.officialId, kind: { in: ['ADVANCE_REPORT', 'RECUSAL_REQUEST'] } },
      select: {
        kind: true,
        number: true,
        title: true,
        policyVersion: true,
        subject: { select: { name: true, staffNo: true, post: true, organ: { select: { name: true } } } },
        versions: {
          orderBy: { number: 'desc' },
          select: { number: true, submittedAt: true, contentHash: true, code: true },
        },
      },
    })
    if (!row?.number || row.versions.length === 0) return null
    return {
      kind: row.kind === 'ADVANCE_REPORT' ? 'ADVANCE_REPORT' : 'RECUSAL_REQUEST',
      number: row.number,
      title: row.title,
      who: `${row.subject.name}（${row.subject.staffNo}，${row.subject.organ.name} ${row.subject.post}）`,
      policyVersion: row.policyVersion,
      versions: row.versions.map((version) => ({
        ...version,
        submittedAt: version.submittedAt.toISOString(),
      })),
    }
  })
}

/** The documents of a case that the actor may read, newest first. */
export function listDocuments(actor: Actor, caseId: string, now: Date): Promise<DocumentLine[]> {
  return asActor(actor, now, async (tx) => {
    const rows = await tx.issuedDocument.findMany({
      where: { caseId },
      orderBy: [{ issuedAt: 'desc' }, { version: 'desc' }],
      select: { id: true, kind: true, number: true, version: true, sha256: true, issuedAt: true, code: true },
    })
    return rows.map((row) => ({
      ...row,
      kind: row.kind as DocumentKind,
      issuedAt: row.issuedAt.toISOString(),
    }))
  })
}

/** The bytes of a document as it was issued; null when there is none that the actor may read. */
export function findDocument(
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ number: string; content: Uint8Array } | null> {
  if (!isUuid(id)) return Promise.resolve(null)
  return asActor(actor, now, (tx) =>
    tx.issuedDocument.findUnique({ where: { id }, select: { number: true, content: true } }),
  )
}

const STANDS: readonly string[] = ['IN_FORCE', 'COMPLIED']
const BEFORE: readonly string[] = ['ISSUED', 'SERVED']

/** What anybody with its code may know of a document: that it is genuine and whether it stands. No people, no contents. */
export function checkDocument(code: string, now: Date): Promise<CheckedDocument | null> {
  const wanted = readVerificationCode(code)
  if (!wanted) return Promise.resolve(null)
  return asSystem(now, async (tx) => {
    const row = await tx.issuedDocument.findUnique({
      where: { code: wanted },
      select: {
        kind: true,
        number: true,
        organName: true,
        issuedAt: true,
        sha256: true,
        case: { select: { status: true } },
      },
    })
    if (!row) return checkFiling(tx, wanted)
    return {
      kind: row.kind as DocumentKind,
      number: row.number,
      organ: row.organName,
      issuedAt: row.issuedAt.toISOString(),
      state: row.kind === 'DECISION' ? stateOf(row.case.status) : 'ISSUED',
      sha256: row.sha256,
    }
  })
}

/** The version of a filing that a code belongs to, and whether a later one replaced it. */
async function checkFiling(tx: Tx, code: string): Promise<CheckedDocument | null> {
  const row = await tx.filingVersion.findUnique({
    where: { code },
    select: {
      number: true,
      submittedAt: true,
      contentHash: true,
      case: {
        select: {
          kind: true,
          number: true,
          organ: { select: { name: true } },
          versions: { orderBy: { number: 'desc' }, take: 1, select: { number: true } },
        },
      },
    },
  })
  if (!row?.case.number) return null
  return {
    kind: row.case.kind as FiledKind,
    number: row.case.number,
    organ: row.case.organ.name,
    issuedAt: row.submittedAt.toISOString(),
    state: row.case.versions[0]?.number === row.number ? 'FILED' : 'REPLACED',
    sha256: row.contentHash,
  }
}

function stateOf(status: string): CheckedDocument['state'] {
  if (BEFORE.includes(status)) return 'NOT_YET'
  return STANDS.includes(status) ? 'IN_FORCE' : 'ENDED'
}

/** What a numbered decision says; null before its number. */
export async function readDecisionText(tx: Tx, caseId: string): Promise<Omit<DecisionText, 'check'> | null> {
  const row = await tx.case.findUnique({
    where: { id: caseId },
    select: {
      documentNumber: true,
      policyVersion: true,
      subjectId: true,
      substituteId: true,
      groundCode: true,
      groundArticle: true,
      decision: true,
      subject: { select: { name: true, post: true, organ: { select: { name: true } } } },
      matter: { select: { number: true, title: true } },
    },
  })
  const decision = row?.decision
  if (!row?.documentNumber || !decision?.issuedAt) return null
  const organ = await tx.organ.findUniqueOrThrow({
    where: { id: decision.issuingOrganId },
    select: { name: true },
  })
  const person = (id: string | null) =>
    tx.official.findUnique({
      where: { id: id ?? decision.drafterId },
      select: { name: true, post: true, organ: { select: { name: true } } },
    })
  const signatory = await person(decision.signatoryId)
  const substitute = row.substituteId ? await person(row.substituteId) : null
  const chain = await findDecisionChainFacts(tx, row.subjectId, civilDateOf(decision.issuedAt))
  const place = chain.units.findIndex((unit) => unit.organId === decision.issuingOrganId)
  const { limits } = await getRulebook(tx, row.policyVersion)
  const words = getTranslator('zh') as (key: string) => string
  const day = (date: Date | null) => date && inWords(date.toISOString().slice(0, 10))
  return {
    organ: organ.name,
    number: row.documentNumber,
    signatory: signatory?.name ?? '',
    subject: { name: row.subject.name, unit: row.subject.organ.name, post: row.subject.post },
    matter: row.matter,
    postToLeave: decision.postToLeave,
    ground: row.groundCode ? words(`rulebook.ground.${row.groundCode}`) : '',
    article: words(`rulebook.article.${row.groundArticle ?? 'default'}`),
    whyDue: decision.whyDue,
    dueSince: day(decision.dueSince),
    facts: decision.facts,
    evidence: decision.evidence,
    scope: decision.scope.map((act) => words(`rulebook.act.${act}`)),
    term: { from: day(decision.termFrom), to: day(decision.termTo) },
    substitute: substitute && { name: substitute.name, unit: substitute.organ.name, post: substitute.post },
    handover: { items: decision.handoverItems, workdays: limits.decisionHandOver },
    objection: {
      workdays: limits.objectionFile,
      to: (place >= 0 ? chain.units[place + 1]?.name : undefined) ?? organ.name,
    },
    date: inWords(civilDateOf(decision.issuedAt)),
    issuedAt: decision.issuedAt,
  }
}
