import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { mayAdminister } from '@/lib/identity/policy'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { weekday, yearOf } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { ok, refuse } from '@/lib/platform/result'
import type { dateSchema, daySchema, publishYearSchema } from './schema'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** Changes of the calendar go one after the other, so that what one checked still holds when it writes. */
async function lockCalendar(w: Write): Promise<void> {
  await w.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('calendar', 0))`
}

/**
 * Makes a day a holiday or a make-up working day (调休), or renames it. Limits that run already keep their days. By the
 * security administrator. Refusals: `not-allowed`, `make-up-on-weekday`, `nothing-changed`.
 */
export function setDay({ actor, clock, input, requestKey }: Command<typeof daySchema>) {
  return write({ who: actor, clock, command: 'calendar.set-day', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'calendar')) return refuse('calendar', 'not-allowed')
    const { kind, name } = input
    const of = weekday(input.date)
    if (kind === 'MAKE_UP_WORKDAY' && of !== 0 && of !== 6)
      return refuse('calendar', 'make-up-on-weekday', { fields: { date: 'calendar.field.weekend' } })
    await lockCalendar(w)
    const date = dbDate(input.date)
    const before = await w.tx.calendarDay.findUnique({ where: { date } })
    if (before?.kind === kind && before.name === name)
      return refuse('calendar', 'nothing-changed', { fields: { date: 'calendar.field.sameDay' } })
    if (before) await w.tx.calendarDay.updateMany({ where: { date }, data: { kind, name } })
    else await w.tx.calendarDay.createMany({ data: [{ date, kind, name }] })
    w.touch('CalendarDay', { date: input.date })
    return ok({ date: input.date, year: yearOf(input.date) })
  })
}

/** Takes a day out: it follows the plain week again. By the security administrator. Refusals: `not-allowed`, `day-unknown`. */
export function removeDay({ actor, clock, input, requestKey }: Command<typeof dateSchema>) {
  return write({ who: actor, clock, command: 'calendar.remove-day', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'calendar')) return refuse('calendar', 'not-allowed')
    await lockCalendar(w)
    const removed = await w.tx.calendarDay.deleteMany({ where: { date: dbDate(input.date) } })
    if (removed.count !== 1) return refuse('calendar', 'day-unknown')
    w.touch('CalendarDay', { date: input.date })
    return ok({ date: input.date })
  })
}

/**
 * Says that a year is as the State Council published it, or names the text anew; limits that touch other years are
 * provisional. By the security administrator. Refusals: `not-allowed`, `year-empty` without a single day,
 * `nothing-changed`.
 */
export function publishYear({ actor, clock, input, requestKey }: Command<typeof publishYearSchema>) {
  return write({ who: actor, clock, command: 'calendar.publish-year', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'calendar')) return refuse('calendar', 'not-allowed')
    const { year, source } = input
    await lockCalendar(w)
    const days = await w.tx.calendarDay.findMany({ select: { date: true } })
    if (!days.some((day) => day.date.getUTCFullYear() === year)) return refuse('calendar', 'year-empty')
    const before = await w.tx.calendarYear.findUnique({ where: { year } })
    if (before?.published && before.source === source)
      return refuse('calendar', 'nothing-changed', { fields: { source: 'calendar.field.sameSource' } })
    const published = { published: true, source }
    if (before) await w.tx.calendarYear.updateMany({ where: { year }, data: published })
    else await w.tx.calendarYear.createMany({ data: [{ year, ...published }] })
    w.touch('CalendarYear', { year })
    return ok({ year })
  })
}
