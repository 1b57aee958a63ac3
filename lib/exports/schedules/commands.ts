import type { z } from 'zod'
import type { Prisma } from '@/prisma/generated/client/client'
import { write } from '@/lib/audit/writes'
import { getCalendar } from '@/lib/calendar/queries'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { toDate } from '@/lib/platform/clock'
import { dbDate } from '@/lib/platform/db-dates'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse } from '@/lib/platform/result'
import { hasRecordsDesk } from '@/lib/records/policy'
import { openRecords } from '@/lib/searches/searches'
import { findReach, listApprovers } from './queries'
import { nextRun } from './rules/next-run'
import type { createScheduleSchema, scheduleSchema } from './schema'
import { endWith, findNextRun, tell, withdrawWaiting } from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** Postponed so long when it could not be asked for. */
const RETRY_MS = 3_600_000

/**
 * Has a saved search ask for its export again and again. Refusals: `no-desk`, `search-not-found`, `search-invalid`,
 * `too-many-schedules`, `no-run-before-end`.
 */
export function createSchedule({ actor, clock, input, requestKey }: Command<typeof createScheduleSchema>) {
  return write<{ scheduleId: string }>(
    { who: actor, clock, command: 'exports.schedule', requestKey, input },
    async (w) => {
      if (!hasRecordsDesk(actor)) return refuse('exports', 'no-desk')
      const search = await w.tx.savedSearch.findFirst({
        where: { id: input.searchId, officialId: actor.officialId, desk: 'records' },
      })
      if (!search) return refuse('exports', 'search-not-found')
      const { filters, dropped } = openRecords(search.filters)
      if (dropped.length > 0) return refuse('exports', 'search-invalid')
      // Two at once could each see the other not there.
      await w.tx
        .$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`schedules:${actor.officialId}`}, 0))`
      const most = env().EXPORT_SCHEDULES_PER_PERSON
      const kept = await w.tx.exportSchedule.count({
        where: { ownerId: actor.officialId, status: { not: 'ENDED' } },
      })
      if (kept >= most) return refuse('exports', 'too-many-schedules', { params: { most } })
      const { rhythm, hour, until, purpose, format, locale, searchId } = input
      const weekday = input.rhythm === 'WEEKLY' ? input.weekday : null
      const monthday = input.rhythm === 'MONTHLY' ? input.monthday : null
      const when = { rhythm, weekday, monthday, hour }
      const dueAt = nextRun(when, w.at, until, await getCalendar(w.tx))
      if (!dueAt)
        return refuse('exports', 'no-run-before-end', {
          fields: { until: 'exports.refusal.no-run-before-end' },
        })
      const id = uuidv7(w.at)
      await w.tx.exportSchedule.createMany({
        data: [
          {
            ...when,
            id,
            searchId,
            ownerId: actor.officialId,
            name: search.name,
            filters: filters as Prisma.InputJsonValue,
            purpose,
            format,
            locale,
            untilOn: dbDate(until),
            dueAt,
            createdAt: w.at,
          },
        ],
      })
      w.touch('ExportSchedule', { id })
      return ok({ scheduleId: id })
    },
  )
}

/** Asks for nothing until it is resumed; what waits is withdrawn. Refusal: `schedule-not-found`. */
export function pauseSchedule({ actor, clock, input, requestKey }: Command<typeof scheduleSchema>) {
  return write({ who: actor, clock, command: 'exports.pause-schedule', requestKey, input }, async (w) => {
    const paused = await w.tx.exportSchedule.updateMany({
      where: { id: input.scheduleId, ownerId: actor.officialId, status: 'ACTIVE' },
      data: { status: 'PAUSED', dueAt: null },
    })
    if (paused.count === 0) return refuse('exports', 'schedule-not-found')
    w.touch('ExportSchedule', { id: input.scheduleId })
    await withdrawWaiting(w, input.scheduleId)
    return ok(undefined)
  })
}

/** Goes on with the next run; those of the pause are not made up for. Refusals: `schedule-not-found`, `no-run-before-end`. */
export function resumeSchedule({ actor, clock, input, requestKey }: Command<typeof scheduleSchema>) {
  return write({ who: actor, clock, command: 'exports.resume-schedule', requestKey, input }, async (w) => {
    if (!hasRecordsDesk(actor)) return refuse('exports', 'no-desk')
    const own = { id: input.scheduleId, ownerId: actor.officialId, status: 'PAUSED' as const }
    const row = await w.tx.exportSchedule.findFirst({ where: own })
    if (!row) return refuse('exports', 'schedule-not-found')
    const dueAt = await findNextRun(w, row, w.at)
    if (!dueAt) return refuse('exports', 'no-run-before-end')
    const resumed = await w.tx.exportSchedule.updateMany({ where: own, data: { status: 'ACTIVE', dueAt } })
    if (resumed.count === 0) return refuse('exports', 'schedule-not-found')
    w.touch('ExportSchedule', { id: row.id })
    return ok(undefined)
  })
}

/** Ends an own schedule for good. Refusal: `schedule-not-found`. */
export function endSchedule({ actor, clock, input, requestKey }: Command<typeof scheduleSchema>) {
  return write({ who: actor, clock, command: 'exports.end-schedule', requestKey, input }, async (w) => {
    const own = await w.tx.exportSchedule.count({
      where: { id: input.scheduleId, ownerId: actor.officialId, status: { not: 'ENDED' } },
    })
    if (own === 0) return refuse('exports', 'schedule-not-found')
    await endWith(w, input.scheduleId, 'by-owner')
    return ok(undefined)
  })
}

/**
 * A schedule that is due asks for its export and moves on, both or none: whoever comes second finds it moved. Runs that
 * were missed are one, and so are those that come due while the one before still waits. Refusal: `nothing-due`. By the
 * system.
 */
export function requestDue(clock: Clock, scheduleId: string) {
  return write({ who: null, clock, command: 'exports.request' }, async (w) => {
    const locked = await w.tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "ExportSchedule" WHERE id = ${scheduleId}::uuid AND status = 'ACTIVE' AND "dueAt" <= ${w.at}
      FOR UPDATE SKIP LOCKED`
    if (locked.length === 0) return refuse('exports', 'nothing-due')
    const schedule = await w.tx.exportSchedule.findUniqueOrThrow({ where: { id: scheduleId } })
    const dueFor = schedule.dueAt ?? w.at
    const reach = await findReach(w.tx, schedule.ownerId, w.at)
    if (!reach) {
      await endWith(w, scheduleId, 'no-desk')
      await tell(w, schedule.ownerId, 'schedule-ended', 'schedules', scheduleId)
      return ok(undefined)
    }
    // The calendar changed since: on a day of rest nothing is asked for.
    const planned = await findNextRun(w, schedule, toDate(dueFor.getTime() - 1))
    const isMoved = planned === null || planned.getTime() > w.at.getTime()
    const next = isMoved ? planned : await findNextRun(w, schedule, w.at)
    if (!isMoved) {
      const waits = await w.tx.exportRequest.count({ where: { scheduleId, status: 'WAITING' } })
      if (waits === 0) {
        const id = uuidv7(w.at)
        const { name, filters, purpose, format, locale, ownerId } = schedule
        await w.tx.exportRequest.createMany({
          data: [
            {
              id,
              scheduleId,
              requestedById: ownerId,
              name,
              filters: filters as Prisma.InputJsonValue,
              purpose,
              format,
              locale,
              scopePaths: reach,
              dueFor,
              createdAt: w.at,
            },
          ],
        })
        w.touch('ExportRequest', { id })
        const approvers = await listApprovers(w.tx, ownerId, reach, w.at)
        for (const approver of approvers) await tell(w, approver, 'export-awaits', 'requests', id)
        if (approvers.length === 0) await tell(w, ownerId, 'export-no-approver', 'schedules', id)
      }
    }
    await w.tx.exportSchedule.updateMany({
      where: { id: scheduleId },
      data: next ? { dueAt: next } : { dueAt: null, status: 'ENDED', endedWhy: 'until' },
    })
    w.touch('ExportSchedule', { id: scheduleId })
    return ok(undefined)
  })
}

/** A schedule that could not ask is left for an hour, so that it holds up no other. Refusal: `nothing-due`. By the system. */
export function postponeSchedule(clock: Clock, scheduleId: string) {
  return write({ who: null, clock, command: 'exports.postpone-schedule' }, async (w) => {
    const postponed = await w.tx.exportSchedule.updateMany({
      where: { id: scheduleId, status: 'ACTIVE', dueAt: { lte: w.at } },
      data: { dueAt: toDate(w.at.getTime() + RETRY_MS) },
    })
    if (postponed.count === 0) return refuse('exports', 'nothing-due')
    w.touch('ExportSchedule', { id: scheduleId })
    return ok(undefined)
  })
}

/** The calendar changed: the next run of a schedule is worked out anew. Refusal: `nothing-due`. By the system. */
export function recountSchedule(clock: Clock, scheduleId: string) {
  return write({ who: null, clock, command: 'exports.recount-schedule' }, async (w) => {
    const row = await w.tx.exportSchedule.findFirst({ where: { id: scheduleId, status: 'ACTIVE' } })
    const dueAt = row && (await findNextRun(w, row, w.at))
    // What is due already stays due.
    if (!row?.dueAt || !dueAt || row.dueAt <= w.at || row.dueAt.getTime() === dueAt.getTime())
      return refuse('exports', 'nothing-due')
    const moved = await w.tx.exportSchedule.updateMany({
      where: { id: scheduleId, status: 'ACTIVE', dueAt: row.dueAt },
      data: { dueAt },
    })
    if (moved.count === 0) return refuse('exports', 'nothing-due')
    w.touch('ExportSchedule', { id: scheduleId })
    return ok(undefined)
  })
}
