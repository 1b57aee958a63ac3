import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Actor } from '@/lib/identity/types'
import { fixedClock } from '@/lib/platform/clock'
import { asSystem, db } from '@/lib/platform/db'
import type { Result } from '@/lib/platform/result'
import { freshDatabase } from '@/lib/platform/testing'
import { actorOf } from '@/prisma/seed/actors'
import { seedDirectory, seedRules } from '@/prisma/seed/base'
import { publishYear, removeDay, setDay } from './commands'
import { findCalendarYear, getCalendar } from './queries'
import { dateSchema, daySchema, publishYearSchema } from './schema'

const clock = fixedClock('2026-11-23T02:00:00.000Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let admin: Actor

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

const set = (date: string, kind: z.input<typeof daySchema>['kind'], name = '', actor = admin) =>
  setDay({ actor, clock, input: daySchema.parse({ date, kind, name }) })
const remove = (date: string, actor = admin) => removeDay({ actor, clock, input: dateSchema.parse({ date }) })
const publish = (year: number, source: string, actor = admin) =>
  publishYear({ actor, clock, input: publishYearSchema.parse({ year, source }) })

const logged = async () => {
  const last = await db().logEntry.findFirstOrThrow({ orderBy: { index: 'desc' } })
  return JSON.parse(Buffer.from(last.canonical).toString('utf8')) as {
    command: string
    rows: { table: string; key: Record<string, string>; removed?: boolean }[]
  }
}

beforeAll(async () => {
  database = await freshDatabase()
  await asSystem(clock.now(), seedRules)
  await asSystem(clock.now(), (tx) => seedDirectory(tx, clock.now()))
  admin = await actorOf('SEC001')
}, 120_000)

afterAll(() => database.close())

describe('a day', () => {
  it('is set, named anew, and taken out again, each in the log', async () => {
    expect(await set('2027-10-01', 'HOLIDAY', '国庆节')).toMatchObject({ ok: true, value: { year: 2027 } })
    expect((await findCalendarYear(2027)).days).toEqual([
      { date: '2027-10-01', kind: 'HOLIDAY', name: '国庆节' },
    ])
    expect(await logged()).toMatchObject({
      command: 'calendar.set-day',
      rows: [{ table: 'CalendarDay', key: { date: '2027-10-01' } }],
    })
    expect(code(await set('2027-10-01', 'HOLIDAY', '国庆'))).toBe('ok')
    expect((await findCalendarYear(2027)).days).toMatchObject([{ name: '国庆' }])
    expect(code(await remove('2027-10-01'))).toBe('ok')
    expect((await findCalendarYear(2027)).days).toEqual([])
    expect(await logged()).toMatchObject({ command: 'calendar.remove-day', rows: [{ removed: true }] })
  })

  it('of make-up work falls on a Saturday or Sunday, and counts', async () => {
    expect(await set('2027-10-08', 'MAKE_UP_WORKDAY')).toMatchObject({
      refusal: { code: 'make-up-on-weekday', fields: { date: 'calendar.field.weekend' } },
    })
    expect(code(await set('2027-10-09', 'MAKE_UP_WORKDAY'))).toBe('ok')
    expect(code(await set('2027-10-10', 'MAKE_UP_WORKDAY'))).toBe('ok')
    const days = [...(await getCalendar(db())).days].filter(([day]) => day.startsWith('2027-10'))
    expect(days).toEqual([
      ['2027-10-09', 'MAKE_UP_WORKDAY'],
      ['2027-10-10', 'MAKE_UP_WORKDAY'],
    ])
  })

  it('is refused when nothing changes or there is none', async () => {
    expect(code(await set('2027-05-01', 'HOLIDAY', '劳动节'))).toBe('ok')
    expect(code(await set('2027-05-01', 'HOLIDAY', '劳动节'))).toBe('nothing-changed')
    expect(code(await remove('2027-05-02'))).toBe('day-unknown')
  })

  it('is a real one', () => {
    expect(daySchema.safeParse({ date: '2027-02-30', kind: 'HOLIDAY' }).success).toBe(false)
    expect(dateSchema.safeParse({ date: '' }).success).toBe(false)
  })
})

describe('a year', () => {
  it('is published with its source once it has days, and the source can be corrected', async () => {
    expect(code(await publish(2028, '国办发明电〔2027〕1号'))).toBe('year-empty')
    expect(code(await set('2028-01-01', 'HOLIDAY', '元旦'))).toBe('ok')
    expect((await getCalendar(db())).publishedYears.has(2028)).toBe(false)
    expect(code(await publish(2028, '国办发明电〔2027〕1号'))).toBe('ok')
    expect((await getCalendar(db())).publishedYears.has(2028)).toBe(true)
    expect(await logged()).toMatchObject({ rows: [{ table: 'CalendarYear', key: { year: '2028' } }] })
    expect(code(await publish(2028, '国办发明电〔2027〕1号'))).toBe('nothing-changed')
    expect(code(await publish(2028, '国办发明电〔2027〕2号'))).toBe('ok')
    expect(await findCalendarYear(2028)).toMatchObject({
      published: true,
      source: '国办发明电〔2027〕2号',
    })
  })
})

describe('who may', () => {
  it('nobody but the security administrator', async () => {
    for (const staffNo of ['SYS001', 'AUD001', 'ZJ0001', 'ZJ0102']) {
      const actor = await actorOf(staffNo)
      expect(code(await set('2027-12-31', 'HOLIDAY', '', actor))).toBe('not-allowed')
      expect(code(await remove('2026-10-01', actor))).toBe('not-allowed')
      expect(code(await publish(2026, '无', actor))).toBe('not-allowed')
    }
  })
})
