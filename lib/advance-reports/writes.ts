import type { AdvanceReport } from '@/prisma/generated/client/client'
import type { Write } from '@/lib/audit/writes'
import type { Verdict } from '@/lib/cases/cases'
import { getStanding } from '@/lib/cases/queries'
import { setTimer } from '@/lib/cases/limits/writes'
import { moveCase, takeCase, type CaseRow, type Move } from '@/lib/cases/writes'
import { SYSTEM_STANDING } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { addMonths, civilDateOf, instantOf, startOfCivilDay, type CivilDate } from '@/lib/platform/dates'
import { env } from '@/lib/platform/env'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { mayReport, type ReportFacts } from './policy'
import type { Event, Guard, Status } from './workflow'

export interface TakenReport {
  row: CaseRow
  report: AdvanceReport
  status: Status
}

/** Reads a report for a command. Refusals: `not-found`, `changed-meanwhile`. */
export async function takeReport(
  w: Write,
  caseId: string,
  version: number | null,
): Promise<Result<TakenReport>> {
  const taken = await takeCase(w, caseId, version)
  if (!taken.ok) return taken
  const report = await w.tx.advanceReport.findUnique({ where: { caseId } })
  if (!report) return refuse('cases', 'not-found')
  return ok({ row: taken.value, report, status: taken.value.status as Status })
}

/** Asks table and policy whether the actor (or the system) may take this event now. */
export async function judgeReport(
  w: Write,
  actor: Actor | null,
  taken: TakenReport,
  event: Event,
  facts: Partial<ReportFacts> = {},
): Promise<Result<Status>> {
  const standing = actor ? await getStanding(w.tx, actor, taken.row, w.at) : SYSTEM_STANDING
  const verdict = mayReport(taken.status, event, standing, { ...factsOf(taken, w.at), ...facts })
  return toResult(verdict)
}

/** A step after which nobody has to act; from its day on the retention runs, then the report is archived. */
export async function closeReport(
  w: Write,
  row: CaseRow,
  move: Omit<Move, 'limit'>,
): Promise<Result<CaseRow>> {
  const moved = await moveCase(w, row, { ...move, limit: null, set: { ...move.set, closedAt: w.at } })
  if (!moved.ok) return moved
  const over = addMonths(civilDateOf(w.at), 12 * env().RETENTION_YEARS)
  await setTimer(w, row.id, 'archive', startOfCivilDay(over))
  return moved
}

export function factsOf(
  taken: { row: Pick<CaseRow, 'submittedAt'>; report: AdvanceReport },
  now: Date,
): ReportFacts {
  return {
    now,
    startsAt: taken.report.startsAt,
    endsAt: taken.report.endsAt,
    submittedAt: taken.row.submittedAt,
    statutoryGround: taken.report.statutoryGround,
    returns: taken.report.returns,
    hasStandingApproval: taken.report.standingStatus !== null,
    pledged: true,
  }
}

function toResult(verdict: Verdict<Status, Guard>): Result<Status> {
  if (verdict.allowed) return ok(verdict.step.to)
  return refuse(verdict.from === 'cases' ? 'cases' : 'advanceReports', verdict.denial)
}

/** The instant of a local Chinese date and time as a form gives it. */
export function localInstant(local: string): Date {
  return instantOf(local.slice(0, 10) as CivilDate, local.slice(11, 16))
}
