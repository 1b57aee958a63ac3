import { afterAll, beforeAll, expect, test } from 'vitest'
import { denialOf, fileReport, openWorld, type World } from '@/lib/filing/testing'
import { accept, fileRequest } from '@/lib/recusals/testing'
import { DEFAULT_LIMITS, previewPolicySchema, type Limits } from '@/lib/rulebook/schema'
import { done } from '@/prisma/seed/stage'
import { previewPolicy } from './commands'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const entered = (more: Partial<Limits>) =>
  previewPolicySchema.parse(
    Object.fromEntries(Object.entries({ ...DEFAULT_LIMITS, ...more }).map(([name, n]) => [name, String(n)])),
  )
const preview = async (more: Partial<Limits>, staffNo = 'SEC001') =>
  previewPolicy({ actor: await world.actor(staffNo), clock: world.clock, input: entered(more) })

test('another limit is shown in counts of the cases that run under it, and nothing changes', async () => {
  for (let n = 0; n < 2; n += 1) done(await accept(world, await fileRequest(world)))
  await fileReport(world)
  expect(done(await preview({}))).toEqual({ rows: [] })
  expect(done(await preview({ requestDecide: 5 }))).toEqual({
    rows: [{ limit: 'requestDecide', before: 3, after: 5, running: 2, sooner: 0, later: 2, overdue: 0 }],
  })
  // Two working days on, one day would be over for both.
  world.at('2026-11-25 10:00')
  expect(done(await preview({ requestDecide: 1, announcementDays: 60 }))).toEqual({
    rows: [{ limit: 'requestDecide', before: 3, after: 1, running: 2, sooner: 2, later: 0, overdue: 2 }],
  })
  for (const staffNo of ['SYS001', 'AUD001', 'ZJ0001'])
    expect(denialOf(await preview({ requestDecide: 5 }, staffNo))).toBe('rulebook.not-allowed')
})
