import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  caseOf,
  denialOf,
  fileReport,
  fireTimers,
  loggedCommands,
  openWorld,
  type World,
} from '@/lib/filing/testing'
import { asActor } from '@/lib/platform/db'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { declareConflict } from './commands'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.at('2026-11-23 10:00')
})

async function declare(caseId: string, staffNo: string) {
  const { version } = await caseOf(world, caseId)
  const input = { caseId, version, reason: '与企业负责人是同学' }
  return declareConflict({ actor: await world.actor(staffNo), clock: world.clock, input })
}

async function reads(caseId: string, staffNo: string): Promise<boolean> {
  const actor = await world.actor(staffNo)
  return asActor(actor, world.clock.now(), async (tx) => (await tx.case.count({ where: { id: caseId } })) > 0)
}

const person = (staffNo: string) => need(world.seeded.people, staffNo)

describe('a decider who declares a conflict of their own', () => {
  it('hands the case on, rung by rung, and never gets it back', async () => {
    const caseId = await fileReport(world)
    for (const [who, next] of [
      ['ZJ0002', 'ZJ0001'],
      ['ZJ0001', 'YX0001'],
      ['YX0001', 'QL0001'],
    ] as const) {
      expect(done(await declare(caseId, who)).nextName).toBe((await world.actor(next)).name)
      expect((await caseOf(world, caseId)).deciderId).toBe(person(next))
      expect(denialOf(await declare(caseId, who))).toBe('cases.not-in-charge')
    }
    // The limit passes too: the case climbs on, not back.
    world.at('2026-11-27 09:00')
    await fireTimers(world)
    const { deciderId } = await caseOf(world, caseId)
    for (const who of ['ZJ0002', 'ZJ0001', 'YX0001']) expect(deciderId).not.toBe(person(who))
  })

  it('may lose sight of it with the step, which is whole in the log', async () => {
    const caseId = await fileReport(world, {}, 'QL0001')
    expect(await reads(caseId, 'QL0002')).toBe(true)
    expect(done(await declare(caseId, 'QL0002')).nextName).toBeNull()
    expect(await caseOf(world, caseId)).toMatchObject({ deciderId: null, status: 'SUBMITTED' })
    expect(await reads(caseId, 'QL0002')).toBe(false)
    expect((await loggedCommands(world, caseId)).at(-1)).toBe('cases.declare-conflict')
  })

  it('is somebody whose case it is', async () => {
    const caseId = await fileReport(world)
    for (const who of ['ZJ0001', 'ZJ0003', 'ZJ0102', 'JW0101'])
      expect(denialOf(await declare(caseId, who)), who).toBe('cases.not-in-charge')
    expect(denialOf(await declare(caseId, 'SJ0002'))).toBe('cases.not-found')
  })
})
