import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock, toDate } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { freshDatabase, type TestDatabase } from '@/lib/platform/testing'
import { requestKeyRounds } from './subscribers'

const NOW = toDate('2026-11-24T02:00:00.000Z')
const DAY_MS = 86_400_000
let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const keep = (count: number, age: number) =>
  db().idempotencyKey.createMany({
    data: Array.from({ length: count }, () => ({
      actorId: randomUUID(),
      key: randomUUID(),
      command: 'cases.test',
      requestHash: '',
      response: {},
      createdAt: toDate(NOW.getTime() - age),
    })),
  })

test('forgets the request keys whose time is over, a part at a time, and keeps the others', async () => {
  const longest = env().REQUEST_KEY_DAYS * DAY_MS
  await keep(2300, longest + 1)
  await keep(3, longest - 1)
  const round = requestKeyRounds(fixedClock(NOW.toISOString()))
  expect([await round(), await round(), await round()]).toEqual([2000, 300, 0])
  expect(await db().idempotencyKey.count()).toBe(3)
})

test('shares the work with another worker', async () => {
  await keep(3000, env().REQUEST_KEY_DAYS * DAY_MS + 1)
  const [one, other] = [1, 2].map(() => requestKeyRounds(fixedClock(NOW.toISOString())))
  const forgotten = await Promise.all([one?.(), other?.()])
  const left = await db().idempotencyKey.count()
  expect(forgotten.reduce((sum: number, n) => sum + (n ?? 0), 0)).toBe(3003 - left)
  expect(left).toBeLessThanOrEqual(1003)
})
