import type { Refusal } from '@/prisma/generated/client/client'
import type { Standing } from '@/lib/cases/cases'
import { getStanding } from '@/lib/cases/queries'
import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import { civilOfDbDate } from '@/lib/platform/db-dates'
import { isUuid } from '@/lib/platform/ids'
import { mayRefusal, refusalEvents } from './policy'
import { remediesOf } from './rules/remedies'
import type { OwnRefusal, RefusalFacts } from './types'
import type { Status } from './workflow'
import { getRefusalFacts } from './writes'

/** A refusal with what was said and found, and the events its table offers; null when the actor may not read it. */
export function findRefusalFacts(
  actor: Actor,
  caseId: string,
  standing: Standing,
  now: Date,
): Promise<RefusalFacts | null> {
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findUnique({
      where: { id: caseId },
      include: { refusal: true, conflicts: true },
    })
    const refusal = row?.refusal
    if (!row || !refusal) return null
    const ids = [refusal.findingById, refusal.findingAgreedBy, refusal.referById, refusal.referredById]
    const people = await tx.official.findMany({
      where: { id: { in: ids.filter((id): id is string => id !== null) } },
      select: { id: true, name: true },
    })
    const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? null
    const facts = await getRefusalFacts(tx, refusal, { row, actor, standing, now })
    return {
      cause: refusal.cause,
      reported: refusal.facts,
      demand: refusal.demand,
      demandOverAt: refusal.demandOverAt?.toISOString() ?? null,
      reasons: refusal.reasons,
      reviewStarted: refusal.reviewStartedAt !== null,
      finding:
        refusal.finding && refusal.findingOffice
          ? {
              result: refusal.finding,
              office: refusal.findingOffice,
              reason: refusal.findingReason ?? '',
              by: nameOf(refusal.findingById) ?? '',
              agreedBy: nameOf(refusal.findingAgreedBy),
            }
          : null,
      referral: refusal.referTo && {
        to: refusal.referTo,
        reason: refusal.referReason ?? '',
        first: nameOf(refusal.referById) ?? '',
        second: nameOf(refusal.referredById),
      },
      packetHash: refusal.packetHash,
      outcome: outcomeOf(refusal),
      actsOpen: facts.actsOpen,
      events: refusalEvents(row.status as Status, standing, facts).map(({ event, verdict }) => ({
        event,
        allowed: verdict.allowed,
        denial: verdict.allowed ? null : verdict.denial,
      })),
    }
  })
}

function outcomeOf(refusal: Refusal): RefusalFacts['outcome'] {
  if (!refusal.outcome || !refusal.outcomeKnownOn) return null
  const knownOn = civilOfDbDate(refusal.outcomeKnownOn)
  return {
    kind: refusal.outcome,
    text: refusal.outcomeText ?? '',
    number: refusal.outcomeNumber ?? '',
    knownOn,
    remedies: remediesOf(refusal.outcome, knownOn),
  }
}

/** The refusal that the actor is asked to answer; null when there is none, or none that they may know of. */
export function findOwnRefusal(actor: Actor, caseId: string, now: Date): Promise<OwnRefusal | null> {
  if (!isUuid(caseId)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findUnique({
      where: { id: caseId, subjectId: actor.officialId, kind: 'REFUSAL' },
      include: { refusal: true, conflicts: true },
    })
    const refusal = row?.refusal
    // Closed without a demand, it was never shown to the person.
    if (!row || !refusal?.demandedAt) return null
    const standing = await getStanding(tx, actor, row, now)
    const facts = await getRefusalFacts(tx, refusal, { row, actor, standing, now })
    return {
      caseId: row.id,
      version: row.version,
      number: row.number,
      title: row.title,
      status: row.status,
      decisionId: refusal.decisionCaseId,
      cause: refusal.cause,
      demand: refusal.demand ?? '',
      demandOverAt: refusal.demandOverAt?.toISOString() ?? null,
      reasons: refusal.reasons,
      reasonsAt: refusal.reasonsAt?.toISOString() ?? null,
      mayGiveReasons: mayRefusal(row.status as Status, 'giveReasons', standing, facts).allowed,
      outcome: outcomeOf(refusal),
    }
  })
}

/** The sealed packet of a referred case for those who handle it; null for everybody else. */
export function findPacket(
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<{ number: string; content: Uint8Array } | null> {
  if (!isUuid(caseId)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findUnique({
      where: { id: caseId, kind: 'REFUSAL' },
      include: { conflicts: true },
    })
    if (!row) return null
    const { parties, isSubject } = await getStanding(tx, actor, row, now)
    const handles = (['decider', 'hr', 'disciplineOffice'] as const).some((party) => parties.includes(party))
    if (isSubject || !handles) return null
    const packet = await tx.referralPacket.findUnique({ where: { caseId } })
    return packet && { number: row.number ?? row.id, content: packet.content }
  })
}
