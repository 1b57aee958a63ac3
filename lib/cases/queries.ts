import type { Actor } from '@/lib/identity/types'
import { findDecisionChainFacts } from '@/lib/organs/queries'
import type { Tx } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import type { Party, Standing } from './cases'
import { barredFrom, isNamedOfficer, ladder, whoDecides } from './rules/who-decides'
import type { CaseRow } from './writes'

/**
 * The newest of several lists of cases, each row once. Every list reads an index of its own; one condition with OR would
 * walk all cases.
 */
export async function newestOf<Row extends { id: string; createdAt: Date }>(
  take: number,
  ...lists: (() => Promise<Row[]>)[]
): Promise<Row[]> {
  const rows = new Map<string, Row>()
  for (const list of lists) for (const row of await list()) rows.set(row.id, row)
  return [...rows.values()]
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, take)
}

/** For whom an official stands in today. */
export async function findDelegators(tx: Tx, officialId: string, now: Date): Promise<string[]> {
  const day = dbDate(civilDateOf(now))
  const rows = await tx.delegation.findMany({
    where: { toId: officialId, endedAt: null, validFrom: { lte: day }, validTo: { gte: day } },
    select: { fromId: true },
  })
  return rows.map((row) => row.fromId)
}

/** What the actor is to the case, today. */
export async function getStanding(
  tx: Tx,
  actor: Actor,
  row: Omit<CaseRow, 'conflicts'> & { conflicts: readonly { officialId: string }[] },
  now: Date,
): Promise<Standing> {
  const me = actor.officialId
  const filing = row.kind === 'ADVANCE_REPORT' || row.kind === 'RECUSAL_REQUEST'
  const facts = await findDecisionChainFacts(tx, row.subjectId, civilDateOf(now))
  const named = isNamedOfficer(facts, me)
  const excluded = barredFrom(row)
  const parties: Party[] = []
  // A clerk registers what an outsider applied for; that does not make it theirs.
  const applied = row.filedById === me && (row.kind !== 'RECUSAL_REQUEST' || row.subjectId === me)
  if (filing && applied) parties.push('declarant')
  if (!filing && row.filedById === me) parties.push('drafter')
  const standsIn = row.deciderId !== me && (await findDelegators(tx, me, now)).includes(row.deciderId ?? '')
  const decides = row.deciderId === me || standsIn
  if (decides) parties.push('decider', 'supervisor')
  // Until it is signed, whoever is to sign; from then on whoever did: later deciders only watch over it.
  if (row.kind === 'RECUSAL_DECISION' && (row.decidedById ? row.decidedById === me : decides))
    parties.push('signatory')
  if (row.subjectId === me) parties.push('subject')
  if (row.substituteId === me) parties.push('substitute')
  // The topmost head's case has no other clerk: all of them work under that head.
  if (named || actor.roles.some((grant) => grant.role === 'CLERK' && grant.organId === row.handlingOrganId))
    parties.push('clerk')
  if (whoDecides(facts, { level: row.level + 1, excluded })?.officialId === me) parties.push('nextLevel')
  const above = actor.roles.filter((grant) => row.organPath.startsWith(grant.organPath))
  if (above.some((grant) => grant.role === 'UNIT_HEAD' && grant.organPath !== row.organPath))
    parties.push('superiorOrgan')
  if (row.kind === 'REFUSAL' && above.some((grant) => grant.role === 'HR')) parties.push('hr')
  if (above.some((grant) => grant.role === 'DISCIPLINE')) parties.push('disciplineOffice')
  return {
    parties,
    isSubject: row.subjectId === me,
    isApplicant: (filing || row.kind === 'OBJECTION') && applied,
    isSubordinateOfSubject:
      row.subjectId !== me &&
      !named &&
      (facts.subordinateIds.includes(me) ||
        facts.subjectHeads.some((path) => actor.unitPath.startsWith(path))),
    declaredConflict: row.conflicts.some((conflict) => conflict.officialId === me),
    decidedContestedStep: row.status === 'OBJECTED' && row.decidedById === me,
  }
}

/**
 * What the actor could be to a case about somebody that does not exist yet: may they open or propose a decision?
 * The supervisor or head of the own unit, a head above (the superior organ), or the discipline office.
 */
export async function findAuthority(tx: Tx, actor: Actor, subjectId: string, now: Date): Promise<Standing> {
  const facts = await findDecisionChainFacts(tx, subjectId, civilDateOf(now))
  const rung = ladder(facts).find((candidate) => candidate.officialId === actor.officialId)
  const parties: Party[] = []
  if (rung?.why === 'supervising-leader' || rung?.why === 'unit-head') parties.push('supervisor')
  else if (rung) parties.push('superiorOrgan')
  const { unitPath, unitId } = facts.subject
  if (actor.roles.some((grant) => grant.role === 'HR' && unitPath.startsWith(grant.organPath)))
    parties.push('hr')
  const oversees = actor.roles.some(
    (grant) => grant.role === 'DISCIPLINE' && unitPath.startsWith(grant.organPath),
  )
  // Its own officers' cases are the superior office's.
  if (oversees && unitId !== actor.unitId) parties.push('disciplineOffice')
  return {
    parties,
    isSubject: subjectId === actor.officialId,
    isApplicant: false,
    isSubordinateOfSubject:
      facts.subordinateIds.includes(actor.officialId) && !isNamedOfficer(facts, actor.officialId),
    declaredConflict: false,
    decidedContestedStep: false,
  }
}

/** When the clock of a case stood still: from a return to the next submission. */
export async function findPauses(tx: Tx, caseId: string): Promise<{ from: Date; to: Date }[]> {
  return pausesOf(
    await tx.caseEvent.findMany({
      where: { caseId, event: { in: ['return', 'submit'] } },
      orderBy: { seq: 'asc' },
      select: { event: true, at: true },
    }),
  )
}

/** As `findPauses`, for whoever has the steps of the case in their order. */
export function pausesOf(steps: readonly { event: string; at: Date }[]): { from: Date; to: Date }[] {
  return steps.flatMap((one, index) => {
    if (one.event !== 'return') return []
    const next = steps.slice(index + 1).find((later) => later.event === 'submit')
    return next ? [{ from: one.at, to: next.at }] : []
  })
}
