import type { z } from 'zod'
import { addMonthsRolled, type CalendarData } from '@/lib/calendar/calendar'
import { getCalendar } from '@/lib/calendar/queries'
import { write } from '@/lib/audit/writes'
import type { Write } from '@/lib/audit/writes'
import { indexCase, setParties } from '@/lib/cases/finding/writes'
import { cancelTimers, setTimer } from '@/lib/cases/limits/writes'
import { moveCase, nextNumber, openCase, tell } from '@/lib/cases/writes'
import { saveDraft, storeVersion } from '@/lib/filing/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf, type CivilDate } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { insertRows } from '@/lib/platform/insert'
import type { JsonValue } from '@/lib/platform/json'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { fieldProblems } from '@/lib/platform/field-problems'
import { getRulebook, getRulebookAt } from '@/lib/rulebook/queries'
import { groundFor, groundOf } from '@/lib/rulebook/rules/recusal-grounds'
import { filingKindOf } from './rules/filing-kind'
import {
  reportSchema,
  type Report,
  type noticeSchema,
  type resultSchema,
  type saveDraftSchema,
  type startSchema,
  type submitSchema,
  type withdrawSchema,
} from './schema'
import { closeReport, judgeReport, localInstant, takeReport, type TakenReport } from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** Opens an empty draft (start → DRAFT). A late report may cite the one that lapsed undecided. */
export function startReport({ actor, clock, input, requestKey }: Command<typeof startSchema>) {
  return write({ who: actor, clock, command: 'advance-reports.start', requestKey, input }, async (w) => {
    const { version } = await getRulebookAt(w.tx, w.at)
    const row = await openCase(w, {
      kind: 'ADVANCE_REPORT',
      status: 'DRAFT',
      event: 'start',
      subjectId: actor.officialId,
      filedById: actor.officialId,
      policyVersion: version,
    })
    const citesCaseId = input.citesCaseId ?? null
    await insertRows(w.tx, 'AdvanceReport', [{ caseId: row.id, filingKind: 'ADVANCE', citesCaseId }])
    await insertRows(w.tx, 'FilingDraft', [{ caseId: row.id, content: { citesCaseId }, updatedAt: w.at }])
    w.touch('AdvanceReport', { caseId: row.id })
    w.touch('FilingDraft', { caseId: row.id })
    return ok({ caseId: row.id })
  })
}

/** The thirty-second notice (notify → NOTICE_GIVEN): its time is evidence; completed within three working days. */
export function giveNotice({ actor, clock, input, requestKey }: Command<typeof noticeSchema>) {
  return write({ who: actor, clock, command: 'advance-reports.notify', requestKey, input }, async (w) => {
    const { version } = await getRulebookAt(w.tx, w.at)
    const number = await reportNumber(w)
    const opened = await openCase(w, {
      kind: 'ADVANCE_REPORT',
      status: 'NOTICE_GIVEN',
      event: 'notify',
      subjectId: actor.officialId,
      filedById: actor.officialId,
      policyVersion: version,
      title: input.situation.slice(0, 60),
      set: { number, submittedAt: w.at },
    })
    const id = opened.id
    await insertRows(w.tx, 'AdvanceReport', [
      { caseId: id, filingKind: 'EMERGENCY', place: input.place, noticeGivenAt: w.at, currentVersion: 1 },
    ])
    await storeVersion(w, actor, id, 1, input)
    const scenario = input.emergency === 'GIFT' ? 'GIFTS' : input.emergency === 'MEAL' ? 'MEALS' : null
    await insertRows(w.tx, 'FilingDraft', [{ caseId: id, content: { ...input, scenario }, updatedAt: w.at }])
    w.touch('AdvanceReport', { caseId: id })
    w.touch('FilingDraft', { caseId: id })
    await setParties(
      w,
      id,
      input.enterpriseIds.map((enterpriseId) => ({ enterpriseId })),
    )
    const moved = await moveCase(w, opened, {
      event: 'startClock',
      to: 'NOTICE_GIVEN',
      limit: 'completeEmergency',
    })
    if (!moved.ok) return moved
    await indexCase(w, id, [input.situation, input.place])
    await tell(w, [opened.deciderId], 'emergency-notice', { ...moved.value, number }, 'review')
    return ok({ caseId: id, number, dueAt: moved.value.dueAt?.toISOString() ?? null })
  })
}

/** Keeps what was typed. Refusals: `draft-changed-elsewhere` with the other tab's content, `not-editable`. */
export function saveReportDraft({ actor, clock, input }: Command<typeof saveDraftSchema>) {
  return write({ who: actor, clock, command: 'advance-reports.save-draft' }, async (w) => {
    const taken = await takeReport(w, input.caseId, null)
    if (!taken.ok) return taken
    const editable = ['DRAFT', 'NOTICE_GIVEN', 'RETURNED', 'APPROVED', 'APPROVED_WITH_CONDITIONS']
    if (taken.value.row.filedById !== actor.officialId || !editable.includes(taken.value.status))
      return refuse('advanceReports', 'not-editable')
    const title = input.content.title?.trim()
    if (title !== undefined && taken.value.status === 'DRAFT') {
      await w.tx.case.updateMany({ where: { id: input.caseId, status: 'DRAFT' }, data: { title } })
      w.touch('Case', { id: input.caseId })
    }
    return saveDraft(w, input)
  })
}

/**
 * Submits (submit → SUBMITTED) or amends after approval (amend → SUBMITTED, version n+1). Incomplete content is
 * `incomplete` with the fields; late filing without a reason `late-reason-missing`; it is never blocked otherwise.
 */
export function submitReport({ actor, clock, input, requestKey }: Command<typeof submitSchema>) {
  const { content, ...rest } = input
  const request = {
    who: actor,
    clock,
    command: 'advance-reports.submit',
    requestKey,
    input: { ...rest, content } as JsonValue,
  }
  return write(request, async (w) => {
    const taken = await takeReport(w, input.caseId, input.version)
    if (!taken.ok) return taken
    const parsed = reportSchema.safeParse(content)
    if (!parsed.success)
      return refuse('advanceReports', 'incomplete', { fields: fieldProblems(parsed.error) })
    return acceptReport(w, actor, taken.value, parsed.data)
  })
}

async function acceptReport(
  w: Write,
  actor: Actor,
  taken: TakenReport,
  content: Report,
): Promise<Result<{ caseId: string; number: string }>> {
  const { row, report, status } = taken
  const standing = status === 'APPROVED' || status === 'APPROVED_WITH_CONDITIONS'
  const event = standing ? 'amend' : 'submit'
  const allowed = await judgeReport(w, actor, taken, event, { pledged: content.pledge })
  if (!allowed.ok) return allowed
  const known = await w.tx.enterprise.count({ where: { id: { in: content.enterpriseIds } } })
  if (known !== new Set(content.enterpriseIds).size) return refuse('advanceReports', 'enterprise-unknown')
  const { limits } = await getRulebook(w.tx, row.policyVersion)
  const calendar = await getCalendar(w.tx)
  const times = { startsAt: localInstant(content.startsAt), endsAt: localInstant(content.endsAt) }
  const filed = {
    now: row.submittedAt && status === 'RETURNED' ? row.submittedAt : w.at,
    startsAt: times.startsAt,
  }
  const kind = filingKindOf(
    { ...filed, notified: report.noticeGivenAt !== null },
    limits.reportBeforeDealing,
    calendar,
  )
  if (kind === 'LATE' && !content.lateReason)
    return refuse('advanceReports', 'late-reason-missing', {
      fields: { lateReason: 'advanceReports.field.lateReasonRequired' },
    })
  const subject = await w.tx.official.findUniqueOrThrow({
    where: { id: row.subjectId },
    select: { personnelCategory: true },
  })
  const ground =
    content.relation === 'NONE' || content.relation === 'UNSURE'
      ? null
      : groundOf(subject.personnelCategory, groundFor(content.relation))
  const confirmed = report.groundConfirmedById !== null
  const version = report.currentVersion + 1
  const number = row.number ?? (await reportNumber(w))
  await storeVersion(w, actor, row.id, version, content)
  await w.tx.filingDraft.deleteMany({ where: { caseId: row.id } })
  w.touch('FilingDraft', { caseId: row.id })
  await setParties(
    w,
    row.id,
    content.enterpriseIds.map((enterpriseId, index) => ({
      enterpriseId,
      personId: index === 0 ? content.headPersonId : null,
    })),
  )
  await w.tx.advanceReport.updateMany({
    where: { caseId: row.id },
    data: {
      ...times,
      filingKind: kind,
      scenario: content.scenario,
      place: content.place,
      currentVersion: version,
      // What a decider confirmed stays confirmed, whatever the next version says (公务员法 76).
      statutoryGround: confirmed || (ground?.statutory ?? false),
      citesCaseId: content.citesCaseId ?? null,
      ...(standing ? { standingVersion: report.currentVersion, standingStatus: status } : {}),
    },
  })
  w.touch('AdvanceReport', { caseId: row.id })
  await cancelTimers(w, row.id, ['lapse', 'end'])
  const begun = w.at.getTime() >= times.startsAt.getTime()
  const moved = await moveCase(w, row, {
    event,
    to: allowed.value,
    data: { version, filingKind: kind },
    limit: 'reportDecide',
    clock: status === 'RETURNED' ? 'resume' : undefined,
    notAfter: begun ? null : times.startsAt,
    set: {
      number,
      title: content.title,
      submittedAt: status === 'RETURNED' ? row.submittedAt : w.at,
      matterId: content.matterId ?? null,
      ...(confirmed ? {} : { groundCode: ground?.code ?? null, groundArticle: ground?.article ?? null }),
    },
  })
  if (!moved.ok) return moved
  if (!begun) await setTimer(w, row.id, 'lapse', times.startsAt)
  await indexCase(w, row.id, [
    content.situation,
    content.place,
    content.personConcerned ?? '',
    content.theirParticipants,
  ])
  await tell(w, [moved.value.deciderId], 'report-submitted', moved.value, 'review')
  return ok({ caseId: row.id, number })
}

/** Takes a report back (withdraw → WITHDRAWN): before the start, with a reason once approved. */
export function withdrawReport({ actor, clock, input, requestKey }: Command<typeof withdrawSchema>) {
  return write({ who: actor, clock, command: 'advance-reports.withdraw', requestKey, input }, async (w) => {
    const taken = await takeReport(w, input.caseId, input.version)
    if (!taken.ok) return taken
    const allowed = await judgeReport(w, actor, taken.value, 'withdraw')
    if (!allowed.ok) return allowed
    const { row, status } = taken.value
    if (status.startsWith('APPROVED') && !input.reason) return refuse('cases', 'reason-missing')
    const moved = await closeReport(w, row, { event: 'withdraw', to: allowed.value, reason: input.reason })
    if (!moved.ok) return moved
    await cancelTimers(w, row.id, ['lapse', 'end'])
    if (status !== 'DRAFT') await tell(w, [row.deciderId], 'report-withdrawn', moved.value, 'review')
    return ok({ caseId: row.id })
  })
}

/** What happened (reportResult → COMPLETED, or notHeld → NOT_HELD), with gifts to be handed in within one month. */
export function reportResult({ actor, clock, input, requestKey }: Command<typeof resultSchema>) {
  return write(
    { who: actor, clock, command: 'advance-reports.report-result', requestKey, input },
    async (w) => {
      const taken = await takeReport(w, input.caseId, input.version)
      if (!taken.ok) return taken
      const event = input.held ? 'reportResult' : 'notHeld'
      const allowed = await judgeReport(w, actor, taken.value, event)
      if (!allowed.ok) return allowed
      if (input.held && !input.summary) return refuse('advanceReports', 'result-missing')
      const { row } = taken.value
      const { limits } = await getRulebook(w.tx, row.policyVersion)
      const calendar = await getCalendar(w.tx)
      const party = await w.tx.caseParty.findFirst({ where: { caseId: row.id }, orderBy: { ordinal: 'asc' } })
      const registered = giftRows(
        w,
        actor,
        row.id,
        party?.enterpriseId ?? null,
        input.gifts,
        limits.giftHandInMonths,
        calendar,
      )
      if (!registered.ok) return registered
      await w.tx.giftRegistration.createMany({ data: registered.value })
      for (const gift of registered.value) w.touch('GiftRegistration', { id: gift.id })
      const { summary, costPaid, promises } = input
      await w.tx.advanceReport.updateMany({
        where: { caseId: row.id },
        data: { result: { summary, costPaid, promises } },
      })
      w.touch('AdvanceReport', { caseId: row.id })
      const moved = await closeReport(w, row, { event, to: allowed.value, reason: summary })
      if (!moved.ok) return moved
      await tell(w, [row.decidedById], 'result-reported', moved.value, 'review')
      return ok({ caseId: row.id })
    },
  )
}

function giftRows(
  w: Write,
  actor: Actor,
  caseId: string,
  enterpriseId: string | null,
  gifts: z.output<typeof resultSchema>['gifts'],
  months: number,
  calendar: CalendarData,
) {
  const today = civilDateOf(w.at)
  const absurd = gifts.find(
    (gift) => gift.receivedOn > today || (gift.handedInOn && gift.handedInOn < gift.receivedOn),
  )
  if (absurd) return refuse('advanceReports', 'gift-dates-wrong')
  return ok(
    gifts.map((gift) => ({
      id: uuidv7(w.at),
      caseId,
      officialId: actor.officialId,
      enterpriseId,
      description: gift.description,
      valueFen: gift.value ? BigInt(Math.round(Number(gift.value) * 100)) : null,
      receivedOn: dbDate(gift.receivedOn as CivilDate),
      handInDueOn: dbDate(addMonthsRolled(gift.receivedOn as CivilDate, months, calendar)),
      handedInOn: gift.handedInOn ? dbDate(gift.handedInOn as CivilDate) : null,
      createdAt: w.at,
    })),
  )
}

/** Numbers run through the year: 2026-000123. */
async function reportNumber(w: Write): Promise<string> {
  const year = civilDateOf(w.at).slice(0, 4)
  return `${year}-${String(await nextNumber(w, `AR:${year}`)).padStart(6, '0')}`
}
