import { Prisma } from '@/prisma/generated/client/client'
import type { Standing } from '@/lib/cases/cases'
import { findAuthority } from '@/lib/cases/queries'
import type { Actor } from '@/lib/identity/types'
import { asActor, readAs, type Tx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { getRulebook } from '@/lib/rulebook/queries'
import { POST_ARTICLE } from '@/lib/rulebook/rules/recusal-grounds'
import { decisionEvents } from './policy'
import type { DecisionFacts, MyDecisionRow, PersonChoice } from './types'
import type { Status } from './workflow'
import { factsOf, readHistory } from './writes'

/** The newest decisions that the own list shows. */
const MOST_DECISIONS = 100

async function person(tx: Tx, id: string | null): Promise<PersonChoice | null> {
  if (!id) return null
  const row = await tx.official.findUnique({
    where: { id },
    select: { id: true, name: true, staffNo: true, post: true, organ: { select: { name: true } } },
  })
  return row && { ...row, organ: row.organ.name }
}

/** A decision with its contents, service and the events its table offers; null when the actor may not read it. */
export function findDecisionFacts(
  actor: Actor,
  caseId: string,
  standing: Standing,
  now: Date,
): Promise<DecisionFacts | null> {
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findUnique({
      where: { id: caseId },
      select: {
        status: true,
        documentNumber: true,
        policyVersion: true,
        substituteId: true,
        limitName: true,
        conflicts: true,
        handover: { orderBy: { ordinal: 'asc' } },
        decision: true,
        services: { orderBy: { recordedAt: 'asc' } },
        subject: { select: { electronicServiceConsentAt: true } },
      },
    })
    const decision = row?.decision
    if (!row || !decision) return null
    const { limits } = await getRulebook(tx, row.policyVersion)
    const organ = await tx.organ.findUniqueOrThrow({
      where: { id: decision.issuingOrganId },
      select: { name: true },
    })
    const people = await tx.official.findMany({
      where: {
        id: {
          in: [
            decision.drafterId,
            decision.signatoryId ?? '',
            ...row.services.map((one) => one.serverId),
          ].filter(Boolean),
        },
      },
      select: { id: true, name: true },
    })
    const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? null
    return {
      basis: decision.basis,
      documentNumber: row.documentNumber,
      organ: organ.name,
      drafter: nameOf(decision.drafterId) ?? '',
      signatory: nameOf(decision.signatoryId),
      whyDue: decision.whyDue,
      dueSince: decision.dueSince?.toISOString().slice(0, 10) ?? null,
      notFiled: decision.notFiled,
      facts: decision.facts,
      evidence: decision.evidence,
      actsDone: decision.actsDone,
      scope: decision.scope,
      termFrom: decision.termFrom?.toISOString().slice(0, 10) ?? null,
      termTo: decision.termTo?.toISOString().slice(0, 10) ?? null,
      handoverItems: decision.handoverItems,
      urgent: decision.urgent,
      hearingSkippedBecause: decision.hearingSkippedBecause ?? '',
      hearingOpinion: decision.hearingOpinion,
      contentHash: decision.contentHash,
      servedAt: decision.servedAt?.toISOString() ?? null,
      announcementDays: limits.announcementDays,
      announcedUntil: decision.announcedUntil?.toISOString() ?? null,
      unitServedAt: decision.unitServedAt?.toISOString() ?? null,
      unitReceivedBy: decision.unitReceivedBy,
      acknowledgeDueAt: decision.acknowledgeDueAt?.toISOString() ?? null,
      acknowledgedAt: decision.acknowledgedAt?.toISOString() ?? null,
      handoverDueAt: decision.handoverDueAt?.toISOString() ?? null,
      handedOverAt: decision.handedOverAt?.toISOString() ?? null,
      substituteAcceptedAt: decision.substituteAcceptedAt?.toISOString() ?? null,
      substituteClearedAt: decision.substituteClearedAt?.toISOString() ?? null,
      postToLeave: decision.postToLeave,
      isPost: decision.recusalType === 'POST',
      items: row.handover.map((one) => ({
        id: one.id,
        text: one.text,
        note: one.note,
        handedOverAt: one.handedOverAt?.toISOString() ?? null,
        acceptedAt: one.acceptedAt?.toISOString() ?? null,
      })),
      complianceEvidence: decision.complianceEvidence,
      endedBecause: decision.endedBecause,
      substitute: await person(tx, row.substituteId),
      electronicConsent: row.subject.electronicServiceConsentAt !== null,
      services: row.services.map((one) => ({
        id: one.id,
        method: one.method,
        succeeded: one.succeeded,
        servedAt: one.servedAt.toISOString(),
        receivedBy: one.receivedBy,
        note: one.note,
        witnesses: one.witnesses,
        trackingNumber: one.trackingNumber,
        proofAttachmentId: one.proofAttachmentId,
        server: nameOf(one.serverId) ?? '',
      })),
      events: decisionEvents(
        row.status as Status,
        standing,
        factsOf(decision, row, actor, now, await readHistory(tx, caseId)),
      ).map(({ event, verdict }) => ({
        event,
        allowed: verdict.allowed,
        denial: verdict.allowed ? null : verdict.denial,
      })),
    }
  })
}

/** Decisions about the actor, or in which the actor is the substitute, newest first. */
export async function listMyDecisions(actor: Actor, now: Date): Promise<MyDecisionRow[]> {
  const me = actor.officialId
  // Each list reads an index of its own; one condition with OR would walk all cases.
  const newest = (mine: Prisma.Sql) => Prisma.sql`
    (SELECT c.id, c."createdAt", c."documentNumber", c.title, c.status, c."subjectId", c."dueAt"
     FROM "Case" c WHERE ${mine} = ${me}::uuid AND c.kind = 'RECUSAL_DECISION'
     ORDER BY c."createdAt" DESC, c.id DESC LIMIT ${MOST_DECISIONS})`
  const rows = await readAs<MyLine>(
    actor,
    now,
    Prisma.sql`
    SELECT c.*, d."caseId" IS NOT NULL AS decided, d."heardAt", d."acknowledgedAt", d."acknowledgeDueAt",
      d."handedOverAt", d."handoverDueAt", d."handoverItems", d."substituteAcceptedAt"
    FROM (${newest(Prisma.sql`c."subjectId"`)} UNION ${newest(Prisma.sql`c."substituteId"`)}) AS c
    LEFT JOIN "RecusalDecision" d ON d."caseId" = c.id
    ORDER BY c."createdAt" DESC, c.id DESC LIMIT ${MOST_DECISIONS}`,
  )
  return rows.map(({ id, documentNumber, title, status, dueAt, subjectId, decided, ...decision }) => {
    const role = subjectId === me ? 'subject' : 'substitute'
    const progress = { status, dueAt, decision: decided ? decision : null }
    return { id, documentNumber, title, status, role, ...todo(progress, role) }
  })
}

interface Decision {
  heardAt: Date | null
  acknowledgedAt: Date | null
  acknowledgeDueAt: Date | null
  handedOverAt: Date | null
  handoverDueAt: Date | null
  handoverItems: string
  substituteAcceptedAt: Date | null
}

interface Progress {
  status: string
  dueAt: Date | null
  decision: Decision | null
}

interface MyLine extends Decision {
  id: string
  documentNumber: string | null
  title: string
  status: string
  subjectId: string
  dueAt: Date | null
  /** Whether the columns of the decision are its own: a case that is being drafted may have none. */
  decided: boolean
}

function todo(row: Progress, role: 'subject' | 'substitute'): Pick<MyDecisionRow, 'due' | 'dueAt'> {
  const { decision } = row
  const none = { due: 'none', dueAt: null } as const
  if (!decision) return none
  if (role === 'substitute')
    return row.status === 'IN_FORCE' && decision.handedOverAt && !decision.substituteAcceptedAt
      ? { due: 'accept', dueAt: null }
      : none
  if (row.status === 'HEARING' && !decision.heardAt)
    return { due: 'opinion', dueAt: row.dueAt?.toISOString() ?? null }
  if (row.status !== 'IN_FORCE') return none
  if (!decision.acknowledgedAt)
    return { due: 'acknowledge', dueAt: decision.acknowledgeDueAt?.toISOString() ?? null }
  if (!decision.handedOverAt && decision.handoverItems)
    return { due: 'handOver', dueAt: decision.handoverDueAt?.toISOString() ?? null }
  return none
}

export interface SubjectForDecision {
  person: PersonChoice & { personnelCategory: string }
  matters: { id: string; label: string }[]
  mayOpen: boolean
  mayPropose: boolean
  mayOpenPost: boolean
}

/** The person a direct decision would be about, their matters, and what the actor may start; null when unknown. */
export function findSubject(actor: Actor, id: string, now: Date): Promise<SubjectForDecision | null> {
  if (!isUuid(id)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const found = await person(tx, id)
    if (!found) return null
    const { personnelCategory } = await tx.official.findUniqueOrThrow({
      where: { id },
      select: { personnelCategory: true },
    })
    const matters = await tx.matter.findMany({
      where: { closedAt: null, handlers: { some: { officialId: id, endedAt: null } } },
      select: { id: true, number: true, title: true },
      orderBy: { number: 'asc' },
    })
    const standing = await findAuthority(tx, actor, id, now)
    const clean = !standing.isSubject && !standing.isSubordinateOfSubject
    return {
      person: { ...found, personnelCategory },
      matters: matters.map((matter) => ({ id: matter.id, label: `${matter.number} ${matter.title}` })),
      mayOpen: clean && standing.parties.some((party) => party === 'supervisor' || party === 'superiorOrgan'),
      mayPropose: clean && standing.parties.includes('disciplineOffice'),
      mayOpenPost:
        clean &&
        POST_ARTICLE[personnelCategory] !== null &&
        standing.parties.some((party) => ['hr', 'supervisor', 'superiorOrgan'].includes(party)),
    }
  })
}
