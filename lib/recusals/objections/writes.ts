import type { Objection } from '@/prisma/generated/client/client'
import type { Write } from '@/lib/audit/writes'
import type { Verdict } from '@/lib/cases/cases'
import { getStanding } from '@/lib/cases/queries'
import { takeCase, type CaseRow } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { mayObjection, type ObjectionFacts } from './policy'
import type { Event, Guard, Status } from './workflow'

export interface TakenObjection {
  row: CaseRow
  objection: Objection
}

/** The guards stand at the start only: once filed, an objection is answered whatever becomes of the decision. */
export const FILED_FACTS: Omit<ObjectionFacts, 'now'> = {
  decisionStatus: '',
  dueAt: null,
  objectedBefore: false,
  resultOfObjection: false,
}

/** Reads an objection for a command. Refusals: `not-found`, `changed-meanwhile`. */
export async function takeObjection(
  w: Write,
  caseId: string,
  version: number | null,
): Promise<Result<TakenObjection>> {
  const taken = await takeCase(w, caseId, version)
  if (!taken.ok) return taken
  const objection = await w.tx.objection.findUnique({ where: { caseId } })
  return objection ? ok({ row: taken.value, objection }) : refuse('cases', 'not-found')
}

/** Takes the objection and asks table and policy whether the actor may take this event now. */
export async function beginObjection(
  w: Write,
  actor: Actor,
  input: { caseId: string; version: number },
  event: Event,
): Promise<Result<TakenObjection & { to: Status }>> {
  const taken = await takeObjection(w, input.caseId, input.version)
  if (!taken.ok) return taken
  const { row } = taken.value
  const standing = await getStanding(w.tx, actor, row, w.at)
  const allowed = toResult(mayObjection(row.status as Status, event, standing, { ...FILED_FACTS, now: w.at }))
  return allowed.ok ? ok({ ...taken.value, to: allowed.value }) : allowed
}

export function toResult(verdict: Verdict<Status, Guard>): Result<Status> {
  if (verdict.allowed) return ok(verdict.step.to)
  return refuse(verdict.from === 'cases' ? 'cases' : 'objections', verdict.denial)
}
