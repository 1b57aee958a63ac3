import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { mayAdminister } from '@/lib/identity/policy'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { weekday, yearOf, type CivilDate } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse } from '@/lib/platform/result'
import { readYear } from './rules/read-year'
import type { dateSchema, daySchema, importYearSchema, publishYearSchema } from './schema'

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

/** Has the worker count running limits anew that reach this day: announced late, a holiday still counts as one. */
async function recountFrom(w: Write, day: CivilDate): Promise<void> {
  await w.enqueue('calendar-changed', { day }, { dedupeKey: `calendar:${uuidv7(w.at)}` })
}

/**
 * Makes a day a holiday or a make-up working day (调休), or renames it. Limits that run are counted anew. By the
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
    await recountFrom(w, input.date)
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
    await recountFrom(w, input.date)
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
    await recountFrom(w, `${year}-01-01` as CivilDate)
    return ok({ year })
  })
}

/**
 * Takes a year over as it was published, instead of what stood there: one line a day. By the security administrator.
 * Refusals: `not-allowed`, `import-lines` with the numbers of the lines that cannot be read, `year-empty`.
 */
export function importYear({ actor, clock, input, requestKey }: Command<typeof importYearSchema>) {
  return write({ who: actor, clock, command: 'calendar.import-year', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'calendar')) return refuse('calendar', 'not-allowed')
    const { year, source, rows } = input
    const { days, wrong } = readYear(year, rows)
    if (wrong.length > 0)
      return refuse('calendar', 'import-lines', {
        params: { lines: wrong.join(', ') },
      })
    if (days.length === 0)
      return refuse('calendar', 'year-empty', { fields: { rows: 'platform.field.required' } })
    await lockCalendar(w)
    const within = { gte: dbDate(`${year}-01-01` as CivilDate), lte: dbDate(`${year}-12-31` as CivilDate) }
    const before = await w.tx.calendarDay.findMany({ where: { date: within } })
    await w.tx.calendarDay.deleteMany({ where: { date: within } })
    await w.tx.calendarDay.createMany({
      data: days.map(({ date, kind, name }) => ({ date: dbDate(date), kind, name })),
    })
    for (const { date } of before) w.touch('CalendarDay', { date: date.toISOString().slice(0, 10) })
    for (const { date } of days) w.touch('CalendarDay', { date })
    const known = await w.tx.calendarYear.count({ where: { year } })
    const published = { published: true, source }
    if (known > 0) await w.tx.calendarYear.updateMany({ where: { year }, data: published })
    else await w.tx.calendarYear.createMany({ data: [{ year, ...published }] })
    w.touch('CalendarYear', { year })
    await recountFrom(w, `${year}-01-01` as CivilDate)
    return ok({ year, days: days.length })
  })
}
