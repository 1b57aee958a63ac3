import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { caseOf, denialOf, fireTimers, openWorld, stepsOf, type World } from '@/lib/filing/testing'
import { recordAct } from '@/lib/matters/commands'
import { asSystem } from '@/lib/platform/db'
import { inForce, issue, now, refusalsOf, serve, sign } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { hearSubject, recordOpinion } from '../commands'
import { varyDecision } from './commands'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.at('2026-11-23 10:00')
})

const person = (staffNo: string) => need(world.seeded.people, staffNo)

async function vary(caseId: string, substitute: string, who = 'ZJ0001') {
  return varyDecision({
    actor: await world.actor(who),
    clock: world.clock,
    input: {
      ...(await now(world, caseId)),
      reason: '原接替人调离',
      scope: ['DECIDE'],
      termFrom: '',
      termTo: '',
      substituteId: person(substitute),
      handoverItems: '',
    },
  })
}

async function act(staffNo: string) {
  const input = {
    matterId: need(world.seeded.matters, 'yunxiu-road'),
    kind: 'REVIEW' as const,
    description: '验收',
  }
  return denialOf(await recordAct({ actor: await world.actor(staffNo), clock: world.clock, input }))
}

/** Hears the person about a drafted variation, signs, issues and serves it. */
async function serveVariation(caseId: string): Promise<void> {
  const drafter = await world.actor('ZJ0001')
  const clock = world.clock
  done(await hearSubject({ actor: drafter, clock, input: await now(world, caseId) }))
  const opinion = { ...(await now(world, caseId)), opinion: '没有意见' }
  done(await recordOpinion({ actor: drafter, clock, input: opinion }))
  done(await sign(world, caseId, 'YX0001'))
  done(await issue(world, caseId))
  done(await serve(world, caseId))
  await fireTimers(world)
}

describe('a variation', () => {
  it('leaves the old decision standing until the new one is served, and then takes its place', async () => {
    const old = await inForce(world)
    expect(await act('ZJ0103')).toBeNull()
    const { caseId } = done(await vary(old, 'ZJ0105'))
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'DRAFT',
      parentId: old,
      filedById: person('ZJ0001'),
      deciderId: person('YX0001'),
      limitName: 'decisionSign',
    })
    expect((await caseOf(world, old)).status).toBe('IN_FORCE')
    expect(denialOf(await vary(old, 'ZJ0105'))).toBe('recusalDecisions.variation-under-way')
    expect(denialOf(await sign(world, caseId, 'ZJ0001'))).toMatch(/not-in-charge|signatory-is-the-drafter/)

    await serveVariation(caseId)
    expect((await caseOf(world, caseId)).status).toBe('IN_FORCE')
    expect(await caseOf(world, old)).toMatchObject({ status: 'SUPERSEDED', closedAt: world.clock.now() })
    expect((await stepsOf(world, old)).at(-1)).toBe('vary')
    // The subject stays out; the old substitute hands on to the new one.
    expect(await act('ZJ0104')).toBe('matters.recused-from-matter')
    expect(await act('ZJ0103')).toBe('matters.not-a-handler')
    expect(await act('ZJ0105')).toBeNull()
    const kept = await asSystem(world.clock.now(), (tx) =>
      tx.recusalDecision.findUniqueOrThrow({ where: { caseId } }),
    )
    expect(kept).toMatchObject({ basis: 'DIRECT', scope: ['DECIDE'], notFiled: '未申请回避。' })

    // The old limits died with it: what is not acknowledged is the new one.
    world.at('2026-11-27 09:00')
    await fireTimers(world)
    expect(await refusalsOf(world, old)).toEqual([])
    expect(await refusalsOf(world, caseId)).toEqual(['NO_ACKNOWLEDGEMENT SUSPECTED'])
  })

  it('is drafted by whoever signed or the next level, with a fit substitute', async () => {
    const old = await inForce(world)
    for (const who of ['ZJ0002', 'ZJ0003', 'ZJ0103']) {
      expect(denialOf(await vary(old, 'ZJ0105', who)), who).toBe('cases.not-in-charge')
    }
    expect(denialOf(await vary(old, 'ZJ0105', 'ZJ0104'))).toBe('cases.own-case')
    expect(denialOf(await vary(old, 'ZJ0104'))).toBe('recusalDecisions.substitute-is-the-subject')
  })
})
