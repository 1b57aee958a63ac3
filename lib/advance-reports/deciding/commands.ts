import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { cancelTimers, setTimer } from '@/lib/cases/limits/writes'
import { findDecider, moveCase, tell } from '@/lib/cases/writes'
import { startDraftFromVersion } from '@/lib/filing/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok, refuse } from '@/lib/platform/result'
import { openConvertedRequest } from '@/lib/recusals/requests/writes'
import { groundOf } from '@/lib/rulebook/rules/recusal-grounds'
import { reportSchema, type convertSchema, type decideSchema, type returnSchema } from '../schema'
import { closeReport, judgeReport, localInstant, takeReport, type TakenReport } from '../writes'
import type { Event, Status } from '../workflow'
import type { Write } from '@/lib/audit/writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** Sends a report back once, with all defects (return → RETURNED). The clock stops until it comes again. */
export function returnReport({ actor, clock, input, requestKey }: Command<typeof returnSchema>) {
  return write({ who: actor, clock, command: 'advance-reports.return', requestKey, input }, async (w) => {
    const taken = await takeReport(w, input.caseId, input.version)
    if (!taken.ok) return taken
    const allowed = await judgeReport(w, actor, taken.value, 'return')
    if (!allowed.ok) return allowed
    const { row, report } = taken.value
    await w.tx.advanceReport.updateMany({ where: { caseId: row.id }, data: { returns: report.returns + 1 } })
    await startDraftFromVersion(w, row.id, report.currentVersion)
    w.touch('AdvanceReport', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event: 'return',
      to: allowed.value,
      data: { defects: input.defects },
      clock: 'pause',
    })
    if (!moved.ok) return moved
    await cancelTimers(w, row.id, ['lapse'])
    await tell(w, [row.filedById], 'report-returned', moved.value, 'my')
    return ok({ caseId: row.id })
  })
}

const SAYS_WHY: readonly Event[] = ['disapprove', 'question', 'confirmGround', 'refer', 'settle']

/**
 * The decider's steps. Approval with conditions needs a measure; everything that is not a plain yes needs reasons;
 * a declared or confirmed statutory ground refuses approval (公务员法 76).
 */
export function decideReport({ actor, clock, input, requestKey }: Command<typeof decideSchema>) {
  return write(
    { who: actor, clock, command: `advance-reports.${input.event}`, requestKey, input },
    async (w) => {
      const taken = await takeReport(w, input.caseId, input.version)
      if (!taken.ok) return taken
      const allowed = await judgeReport(w, actor, taken.value, input.event)
      if (!allowed.ok) return allowed
      if (SAYS_WHY.includes(input.event) && !input.reason)
        return refuse('cases', 'reason-missing', { fields: { reason: 'platform.field.required' } })
      if (input.event === 'approveWithConditions' && input.measures.length === 0)
        return refuse('advanceReports', 'measure-missing', {
          fields: { measures: 'advanceReports.field.measureRequired' },
        })
      if (input.event === 'confirmGround') return confirmGround(w, actor, taken.value, input.reason)
      return settleDecision(w, actor, taken.value, allowed.value, input)
    },
  )
}

async function settleDecision(
  w: Write,
  actor: Actor,
  { row, report }: TakenReport,
  to: Status,
  input: z.output<typeof decideSchema>,
) {
  const conditions = input.event === 'approveWithConditions' ? [...input.measures] : []
  await w.tx.advanceReport.updateMany({
    where: { caseId: row.id },
    data: { conditions, standingVersion: null, standingStatus: null },
  })
  w.touch('AdvanceReport', { caseId: row.id })
  const closes = to === 'DISAPPROVED' || to === 'COMPLETED' || to === 'REFERRED'
  const move = {
    event: input.event,
    to,
    reason: input.reason,
    data: conditions.length > 0 ? { measures: conditions, note: input.measuresNote } : {},
    set: { decidedById: actor.officialId, decidedAt: w.at },
  }
  const limit = to === 'CONDUCT_QUESTIONED' ? 'settleQuestion' : null
  const moved = await (closes ? closeReport(w, row, move) : moveCase(w, row, { ...move, limit }))
  if (!moved.ok) return moved
  await cancelTimers(w, row.id, closes ? ['lapse', 'end'] : ['lapse'])
  const followsResult = to === 'APPROVED' || to === 'APPROVED_WITH_CONDITIONS' || to === 'NOTED'
  if (followsResult && report.endsAt) await setTimer(w, row.id, 'end', report.endsAt)
  await tell(w, [row.filedById], `report-${input.event}`, moved.value, 'my')
  return ok({ caseId: row.id, status: to as string })
}

/** The decider finds a ground of the law (公务员法 76): approval is refused from then on. */
async function confirmGround(w: Write, actor: Actor, { row }: TakenReport, reason: string) {
  const subject = await w.tx.official.findUniqueOrThrow({
    where: { id: row.subjectId },
    select: { personnelCategory: true },
  })
  const ground = groundOf(
    subject.personnelCategory,
    row.groundCode === 'OWN_INTEREST'
      ? 'OWN_INTEREST'
      : row.groundCode === 'OTHER_IMPARTIALITY'
        ? 'OTHER_IMPARTIALITY'
        : 'RELATIVE_INTEREST',
  )
  await w.tx.advanceReport.updateMany({
    where: { caseId: row.id },
    data: { statutoryGround: true, groundConfirmedById: actor.officialId },
  })
  w.touch('AdvanceReport', { caseId: row.id })
  const moved = await moveCase(w, row, {
    event: 'confirmGround',
    to: row.status,
    reason,
    article: ground.article,
    set: { groundCode: ground.code, groundArticle: ground.article },
  })
  if (!moved.ok) return moved
  await tell(w, [row.filedById], 'ground-confirmed', moved.value, 'my')
  return ok({ caseId: row.id, status: row.status })
}

/** Turns a report into a linked recusal request (convert → CONVERTED_TO_RECUSAL; 公务员法 77), by decider or declarant. */
export function convertReport({ actor, clock, input, requestKey }: Command<typeof convertSchema>) {
  return write({ who: actor, clock, command: 'advance-reports.convert', requestKey, input }, async (w) => {
    const taken = await takeReport(w, input.caseId, input.version)
    if (!taken.ok) return taken
    const allowed = await judgeReport(w, actor, taken.value, 'convert')
    if (!allowed.ok) return allowed
    const { row, report } = taken.value
    const matterId = input.matterId ?? row.matterId
    if (!matterId)
      return refuse('advanceReports', 'matter-missing', { fields: { matterId: 'platform.field.required' } })
    const moved = await closeReport(w, row, {
      event: 'convert',
      to: allowed.value,
      reason: input.reason,
      article: 'civil-servants-77',
      set: { decidedById: actor.officialId, decidedAt: w.at },
    })
    if (!moved.ok) return moved
    await cancelTimers(w, row.id, ['lapse', 'end'])
    const content = await w.tx.filingVersion.findUnique({
      where: { caseId_number: { caseId: row.id, number: report.currentVersion } },
    })
    const requestId = await openConvertedRequest(w, {
      report: row,
      content: content?.content ?? {},
      matterId,
      reason: input.reason,
    })
    await tell(w, [row.filedById], 'report-converted', moved.value, 'my')
    return ok({ caseId: row.id, requestId })
  })
}

/** The retention is over (archive → ARCHIVED). By the system. */
export function archiveReport(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'advance-reports.archive' }, async (w) => {
    const taken = await takeReport(w, caseId, null)
    if (!taken.ok) return taken
    const allowed = await judgeReport(w, null, taken.value, 'archive')
    if (!allowed.ok) return allowed
    const moved = await moveCase(w, taken.value.row, { event: 'archive', to: allowed.value, limit: null })
    return moved.ok ? ok({ status: allowed.value as string }) : moved
  })
}

/** The dealing begins undecided (lapse → LAPSED_UNDECIDED): the organ's fault, no consent. By the system. */
export function lapseReport(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'advance-reports.lapse' }, async (w) => {
    const taken = await takeReport(w, caseId, null)
    if (!taken.ok) return taken
    const { row, report } = taken.value
    const event = report.standingStatus === null ? 'lapse' : 'keepStanding'
    const allowed = await judgeReport(w, null, taken.value, event)
    if (!allowed.ok) return allowed
    if (event === 'lapse') {
      const moved = await closeReport(w, row, { event, to: allowed.value })
      if (!moved.ok) return moved
      await cancelTimers(w, row.id, ['end'])
      await tell(w, [row.filedById], 'report-lapsed', moved.value, 'my')
      await tell(
        w,
        [row.deciderId, (await findDecider(w, row, row.level + 1))?.officialId],
        'report-lapsed',
        moved.value,
        'review',
      )
      return ok({ status: 'LAPSED_UNDECIDED' })
    }
    const standing = await w.tx.filingVersion.findUnique({
      where: { caseId_number: { caseId, number: report.standingVersion ?? 1 } },
    })
    const stands = reportSchema.safeParse(standing?.content)
    const times = stands.success
      ? { startsAt: localInstant(stands.data.startsAt), endsAt: localInstant(stands.data.endsAt) }
      : {}
    const moved = await moveCase(w, row, {
      event,
      to: report.standingStatus ?? allowed.value,
      limit: null,
      data: { version: report.standingVersion },
    })
    if (!moved.ok) return moved
    await w.tx.advanceReport.updateMany({
      where: { caseId },
      data: { ...times, standingVersion: null, standingStatus: null },
    })
    w.touch('AdvanceReport', { caseId })
    const endsAt = times.endsAt ?? report.endsAt
    if (endsAt) await setTimer(w, caseId, 'end', endsAt)
    await tell(w, [row.filedById], 'amendment-lapsed', moved.value, 'my')
    return ok({ status: report.standingStatus ?? 'APPROVED' })
  })
}

/** The dealing is over (end → RESULT_DUE): the result is due in three working days. By the system. */
export function endDealing(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'advance-reports.end' }, async (w) => {
    const taken = await takeReport(w, caseId, null)
    if (!taken.ok) return taken
    const allowed = await judgeReport(w, null, taken.value, 'end')
    if (!allowed.ok) return allowed
    const { row, report } = taken.value
    const moved = await moveCase(w, row, {
      event: 'end',
      to: allowed.value,
      limit: 'reportResult',
      limitFrom: laterOf(report.endsAt, row.decidedAt) ?? w.at,
    })
    if (!moved.ok) return moved
    await tell(w, [row.filedById], 'result-due', moved.value, 'my')
    return ok({ status: 'RESULT_DUE' })
  })
}

function laterOf(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b
  return a.getTime() > b.getTime() ? a : b
}
