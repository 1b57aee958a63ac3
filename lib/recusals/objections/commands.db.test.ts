import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { caseOf, denialOf, everyRow, fireTimers, openWorld, type World } from '@/lib/filing/testing'
import { asSystem } from '@/lib/platform/db'
import { findDecisionFacts } from '@/lib/recusals/decisions/queries'
import { findReviewCase } from '@/lib/review/cases/queries'
import { inForce, issue, now, serve } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import * as commands from './commands'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.at('2026-11-23 10:00')
})

/** The person, the substitute, who drafted, who signed, and the head one level above. */
const [SUBJECT, SUBSTITUTE, DRAFTER, SIGNATORY, ABOVE] = ['ZJ0104', 'ZJ0103', 'ZJ0002', 'ZJ0001', 'YX0001']

async function file(decisionId: string, who = SUBJECT, reasons = '配偶已于九月离职') {
  return commands.fileObjection({
    actor: await world.actor(who),
    clock: world.clock,
    input: { ...(await now(world, decisionId)), reasons },
  })
}

async function filed(decisionId: string): Promise<string> {
  const { caseId } = done(await file(decisionId)) as { caseId: string }
  return caseId
}

async function takeUp(caseId: string, who = ABOVE) {
  return commands.takeUpObjection({
    actor: await world.actor(who),
    clock: world.clock,
    input: await now(world, caseId),
  })
}

async function settle(caseId: string, event: 'maintainDecision' | 'revokeOnObjection', who = ABOVE) {
  return commands[event]({
    actor: await world.actor(who),
    clock: world.clock,
    input: { ...(await now(world, caseId)), reason: '经复查' },
  })
}

async function vary(
  caseId: string,
  more: Partial<Parameters<typeof commands.varyOnObjection>[0]['input']> = {},
) {
  return commands.varyOnObjection({
    actor: await world.actor(ABOVE),
    clock: world.clock,
    input: {
      ...(await now(world, caseId)),
      reason: '只需回避决定',
      scope: ['DECIDE'],
      termFrom: '',
      termTo: '',
      substituteId: need(world.seeded.people, SUBSTITUTE),
      ...more,
    },
  })
}

const statusOf = async (caseId: string) => (await caseOf(world, caseId)).status

describe('an objection to a decision in force', () => {
  it('goes one level above whoever signed, and may be filed once each by subject and substitute', async () => {
    const decisionId = await inForce(world)
    const caseId = await filed(decisionId)
    const row = await caseOf(world, caseId)
    expect(row.deciderId).toBe(need(world.seeded.people, ABOVE))
    expect([row.number?.slice(0, 6), row.limitName]).toEqual(['2026-O', 'objectionDecide'])
    expect(row.dueAt?.toISOString()).toBe('2026-11-30T15:59:59.999Z')
    expect(denialOf(await file(decisionId))).toBe('objections.objected-before')
    expect(denialOf(await file(decisionId, SUBSTITUTE))).toBeNull()
    for (const who of [DRAFTER, SIGNATORY, 'ZJ0102', 'ZJ0003'])
      expect(denialOf(await file(decisionId, who)), who).toMatch(/^cases\./)
    // Execution goes on.
    expect(await statusOf(decisionId)).toBe('IN_FORCE')
  })

  it('is taken on the last minute of the fifth working day and refused a minute later', async () => {
    const [intime, late] = [await inForce(world), await inForce(world)]
    world.at('2026-11-30 23:59')
    expect(denialOf(await file(intime))).toBeNull()
    world.at('2026-12-01 00:00')
    const before = await everyRow(world)
    expect(denialOf(await file(late))).toBe('objections.objection-too-late')
    expect(await everyRow(world)).toEqual(before)
  })

  it('lets its reviewer read the decision, and nobody involved decide it', async () => {
    const decisionId = await inForce(world)
    const caseId = await filed(decisionId)
    const reviewer = await world.actor(ABOVE)
    const contested = await findReviewCase(reviewer, decisionId, world.clock.now())
    const standing = contested?.standing
    expect(
      standing && (await findDecisionFacts(reviewer, decisionId, standing, world.clock.now()))?.facts,
    ).toContain('社保')
    for (const who of [DRAFTER, SIGNATORY, SUBJECT])
      expect(denialOf(await takeUp(caseId, who)), who).toMatch(/^cases\./)
    expect(denialOf(await settle(caseId, 'maintainDecision'))).toBe('cases.not-possible-in-status')
    expect(denialOf(await takeUp(caseId))).toBeNull()
    expect(denialOf(await settle(caseId, 'maintainDecision', SIGNATORY))).toMatch(/^cases\./)
  })
})

describe('the result of a review', () => {
  it('maintains: the decision stays as it is', async () => {
    const decisionId = await inForce(world)
    const caseId = await filed(decisionId)
    done(await takeUp(caseId))
    expect(denialOf(await settle(caseId, 'maintainDecision'))).toBeNull()
    await fireTimers(world)
    expect([await statusOf(caseId), await statusOf(decisionId)]).toEqual(['DECISION_MAINTAINED', 'IN_FORCE'])
  })

  it('revokes: the decision ends, once', async () => {
    const decisionId = await inForce(world)
    const caseId = await filed(decisionId)
    done(await takeUp(caseId))
    expect(denialOf(await settle(caseId, 'revokeOnObjection'))).toBeNull()
    await fireTimers(world)
    await fireTimers(world)
    expect([await statusOf(caseId), await statusOf(decisionId)]).toEqual(['DECISION_REVOKED', 'REVOKED'])
  })

  it('varies: a new decision, signed by the reviewer, takes its place at service and takes no objection', async () => {
    const decisionId = await inForce(world)
    const caseId = await filed(decisionId)
    done(await takeUp(caseId))
    expect(denialOf(await vary(caseId, { scope: ['DECIDE', 'DISCUSS'] }))).toBe('objections.wider-scope')
    expect(denialOf(await vary(caseId, { scope: ['REVIEW', 'DECIDE'] }))).toBe('objections.nothing-changed')
    expect(denialOf(await vary(caseId))).toBeNull()
    await fireTimers(world)
    const varied = await asSystem(world.clock.now(), (tx) =>
      tx.case.findFirstOrThrow({
        where: { parentId: decisionId, kind: 'RECUSAL_DECISION' },
        include: { decision: true },
      }),
    )
    expect([varied.status, varied.decidedById, varied.decision?.scope]).toEqual([
      'SIGNED',
      need(world.seeded.people, ABOVE),
      ['DECIDE'],
    ])
    expect(await statusOf(decisionId)).toBe('IN_FORCE')
    done(await issue(world, varied.id))
    done(await serve(world, varied.id))
    await fireTimers(world)
    expect([await statusOf(varied.id), await statusOf(decisionId)]).toEqual(['IN_FORCE', 'SUPERSEDED'])
    expect(denialOf(await file(varied.id))).toBe('objections.result-of-an-objection')
  })

  it('is told apart when two reviewers answer at once: one wins, the other hears of it', async () => {
    const decisionId = await inForce(world)
    const caseId = await filed(decisionId)
    done(await takeUp(caseId))
    const input = { ...(await now(world, caseId)), reason: '经复查' }
    const actor = await world.actor(ABOVE)
    const results = await Promise.all([
      commands.maintainDecision({ actor, clock: world.clock, input }),
      commands.revokeOnObjection({ actor, clock: world.clock, input }),
    ])
    expect(results.map(denialOf).filter((denial) => denial === null)).toHaveLength(1)
    expect(results.map(denialOf).find((denial) => denial !== null)).toBe('cases.changed-meanwhile')
  })
})
