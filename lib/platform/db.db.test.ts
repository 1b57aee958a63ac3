import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Prisma } from '@/prisma/generated/client/client'
import { toDate } from './clock'
import { asSystem, db, oncePer, readAs } from './db'
import { freshDatabase, type TestDatabase } from './testing'

let database: TestDatabase
const NOW = toDate('2026-11-24T02:00:00.000Z')
const actor = () => ({ officialId: randomUUID() })

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

describe('readAs', () => {
  it('sets who reads, and the day, before the statement that is sent with it', async () => {
    const one = actor()
    const rows = await readAs(one, NOW, Prisma.sql`SELECT app_actor() AS actor, app_today()::text AS today`)
    expect(rows).toEqual([{ actor: one.officialId, today: '2026-11-24' }])
  })

  it('keeps readers apart that share connections, however many read at once', async () => {
    const people = Array.from({ length: 60 }, actor)
    const seen = await Promise.all(
      people.map(
        async (one) =>
          (
            await readAs<{ actor: string }>(
              one,
              NOW,
              Prisma.sql`SELECT app_actor() AS actor FROM pg_sleep(0.01)`,
            )
          )[0]?.actor,
      ),
    )
    expect(seen).toEqual(people.map((one) => one.officialId))
  })

  it('leaves no reader behind on the connection', async () => {
    const pids = new Set<number>()
    for (let time = 0; time < 5; time += 1) {
      const [row] = await readAs<{ pid: number; before: string | null }>(
        actor(),
        NOW,
        Prisma.sql`SELECT pg_backend_pid() AS pid, current_setting('app.case', true) AS before`,
      )
      expect(row?.before ?? '').toBe('')
      if (row) pids.add(row.pid)
    }
    expect(pids.size).toBe(1)
  })

  it('takes parameters as values, not as SQL', async () => {
    const text = `'; DROP TABLE "Case"; --`
    expect(await readAs(actor(), NOW, Prisma.sql`SELECT ${text}::text AS said`)).toEqual([{ said: text }])
  })

  it('answers what one official asks at once from one transaction, and apart for each official', async () => {
    const [one, other] = [actor(), actor()]
    const xid = Prisma.sql`SELECT app_actor() AS actor, pg_backend_pid() AS pid, now()::text AS began`
    const asked = [one, one, other, one].map((who) => readAs<Record<string, unknown>>(who, NOW, xid))
    const [a, b, c, d] = (await Promise.all(asked)).map(([row]) => row)
    expect(b).toEqual(a)
    expect(d).toEqual(a)
    expect(a?.actor).toBe(one.officialId)
    expect(c?.actor).toBe(other.officialId)
  })

  it('fails together with what was asked together, for the first reason, and goes on afterwards', async () => {
    const one = actor()
    const answers = await Promise.allSettled([
      readAs(one, NOW, Prisma.sql`SELECT 1 AS n`),
      readAs(one, NOW, Prisma.sql`SELECT 1 / 0`),
      readAs(one, NOW, Prisma.sql`SELECT 2 AS n`),
    ])
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 'rejected', reason: { message: 'division by zero' } })
    expect(await readAs(one, NOW, Prisma.sql`SELECT 3 AS n`)).toEqual([{ n: 3 }])
  })

  it('does not write', async () => {
    const write = Prisma.sql`UPDATE "Organ" SET name = 'x'`
    await expect(readAs(actor(), NOW, write)).rejects.toThrow(/read-only/)
  })

  it('tells what failed and goes on, also after a connection was lost', async () => {
    await expect(readAs(actor(), NOW, Prisma.sql`SELECT 1 / 0`)).rejects.toThrow(/division by zero/)
    await expect(readAs(actor(), NOW, Prisma.sql`SELECT nothing`)).rejects.toThrow(/does not exist/)
    const ended = Prisma.sql`SELECT pg_terminate_backend(pg_backend_pid())`
    await expect(readAs(actor(), NOW, ended)).rejects.toThrow()
    expect(await readAs(actor(), NOW, Prisma.sql`SELECT 2 AS two`)).toEqual([{ two: 2 }])
  })
})

describe('oncePer', () => {
  it('reads a fact once in a transaction, and anew in the next and outside of any', async () => {
    let reads = 0
    const read = () => Promise.resolve((reads += 1))
    const twice = await asSystem(NOW, async (tx) => [
      await oncePer(tx, 'fact', read),
      await oncePer(tx, 'fact', read),
      await oncePer(tx, 'another', read),
    ])
    expect(twice).toEqual([1, 1, 2])
    expect(await asSystem(NOW, (tx) => oncePer(tx, 'fact', read))).toBe(3)
    expect([await oncePer(db(), 'fact', read), await oncePer(db(), 'fact', read)]).toEqual([4, 5])
  })
})
