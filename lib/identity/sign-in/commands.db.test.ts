import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fixedClock, toDate } from '@/lib/platform/clock'
import { asSystem, db } from '@/lib/platform/db'
import { freshDatabase } from '@/lib/platform/testing'
import { DEMO_PASSWORD } from '@/prisma/personas'
import { seedDirectory, seedRules } from '@/prisma/seed/base'
import { signIn } from './commands'

const START = '2026-11-23T02:00:00.000Z'
const clock = fixedClock(START)
const later = (minutes: number) => fixedClock(toDate(Date.parse(START) + minutes * 60_000).toISOString())
const REFUSED = { ok: false, refusal: { module: 'identity', code: 'sign-in-failed' } }
let database: Awaited<ReturnType<typeof freshDatabase>>

const enter = (identifier: string, password = DEMO_PASSWORD, at = clock) =>
  signIn({ identifier, password, clock: at, userAgent: '', address: '' })

beforeAll(async () => {
  database = await freshDatabase()
  await asSystem(clock.now(), async (tx) => {
    await seedRules(tx)
    await seedDirectory(tx, clock.now())
    await tx.official.updateMany({ where: { staffNo: 'ZJ0102' }, data: { email: 'zhou@example.org' } })
  })
})
afterAll(() => database.close())
beforeEach(async () => {
  await db().signInThrottle.deleteMany()
})

describe('signing in', () => {
  it.each(['ZJ0102', 'zj0102', ' ＺＪ０１０２ ', 'zhou@example.org', 'Zhou@Example.org'])(
    'knows %j',
    async (typed) => {
      expect((await enter(typed)).ok).toBe(true)
    },
  )

  it.each(['ZJ010_', 'ZJ%', '%', '_', 'zhou%', 'ZJ0102\\', ''])('takes %j for no pattern', async (typed) => {
    expect(await enter(typed)).toMatchObject(REFUSED)
  })

  it('answers the same for an unknown person and a wrong password', async () => {
    expect(await enter('NOBODY')).toEqual(await enter('ZJ0102', 'wrong'))
  })

  it('slows down, locks, and opens again after the lock', async () => {
    let minutes = 0
    for (let attempt = 0; attempt < 10; attempt += 1, minutes += 2)
      await enter('ZJ0102', 'wrong', later(minutes))
    expect(await enter('ZJ0102', DEMO_PASSWORD, later(minutes))).toMatchObject(REFUSED)
    expect((await enter('ZJ0102', DEMO_PASSWORD, later(minutes + 31))).ok).toBe(true)
  })

  it('counts number and address of one person together', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1)
      await enter(attempt % 2 ? 'zj0102' : 'ZHOU@example.org', 'wrong')
    expect(await enter('ZJ0102')).toMatchObject(REFUSED)
  })

  it('counts attempts made at once', async () => {
    const attempts = await Promise.all(Array.from({ length: 12 }, () => enter('ZJ0103', 'wrong')))
    expect(attempts.every((attempt) => !attempt.ok)).toBe(true)
    expect(await db().signInThrottle.findFirstOrThrow()).toMatchObject({ failures: 5 })
  })
})
