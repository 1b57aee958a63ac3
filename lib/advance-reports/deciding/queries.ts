import type { Standing } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import { reportEvents } from '../policy'
import type { Status } from '../workflow'
import { factsOf } from '../writes'

export interface ReportSteps {
  events: { event: string; allowed: boolean; denial: string | null }[]
  statutory: boolean
  began: boolean
  /** Open matters of the official, for a conversion. */
  matters: { id: string; label: string }[]
}

/** The decider's and clerk's steps from the same table that refuses the request; the declarant's are left out. */
export function findReportSteps(
  actor: Actor,
  caseId: string,
  standing: Standing,
  now: Date,
): Promise<ReportSteps | null> {
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findUnique({ where: { id: caseId }, include: { conflicts: true } })
    const report = await tx.advanceReport.findUnique({ where: { caseId } })
    if (!row || !report) return null
    const matters = await tx.matter.findMany({
      where: { closedAt: null, handlers: { some: { officialId: row.subjectId, endedAt: null } } },
      select: { id: true, number: true, title: true },
      take: 50,
    })
    const judged = reportEvents(row.status as Status, standing, factsOf({ row, report }, now))
    return {
      events: judged
        .filter(({ event }) => DESK.includes(event))
        .map(({ event, verdict }) => ({
          event,
          allowed: verdict.allowed && !(standing.isApplicant || standing.isSubject),
          denial: verdict.allowed ? null : verdict.denial,
        })),
      statutory: report.statutoryGround && row.status === 'SUBMITTED',
      began: report.startsAt !== null && now.getTime() >= report.startsAt.getTime(),
      matters: matters.map((matter) => ({ id: matter.id, label: `${matter.number} ${matter.title}` })),
    }
  })
}

const DESK: readonly string[] = [
  'approve',
  'approveWithConditions',
  'disapprove',
  'return',
  'convert',
  'confirmGround',
  'note',
  'question',
  'refer',
  'settle',
]
