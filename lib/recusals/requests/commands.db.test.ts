import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  caseOf,
  denialOf,
  everyRow,
  fireTimers,
  loggedCommands,
  openWorld,
  stepsOf,
  type World,
} from '@/lib/filing/testing'
import type { Actor } from '@/lib/identity/types'
import { asSystem } from '@/lib/platform/db'
import { accept, fileRequest, grant, now, requestContent } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { objectToDenial, startRequest, submitRequest, withdrawRequest } from './commands'
import { denyRequest, refuseAcceptance, returnRequest, reviewRequest } from './deciding/commands'

let world: World
let official: Actor
let leader: Actor
let head: Actor
let clerk: Actor

beforeAll(async () => {
  world = await openWorld()
  official = await world.actor('ZJ0102')
  leader = await world.actor('ZJ0002')
  head = await world.actor('ZJ0001')
  clerk = await world.actor('ZJ0003')
})
afterAll(() => world.close())
beforeEach(() => {
  world.at('2026-11-23 10:00')
})

const deny = async (
  caseId: string,
  actor = leader,
  event: 'deny' | 'uphold' = 'deny',
  at?: { caseId: string; version: number },
) =>
  denyRequest({
    actor,
    clock: world.clock,
    input: { ...(at ?? (await now(world, caseId))), event, reason: '不属于应当回避的情形' },
  })
const review = async (caseId: string, event: 'hear' | 'extend' | 'confirmGround', actor = leader) =>
  reviewRequest({
    actor,
    clock: world.clock,
    input: { ...(await now(world, caseId)), event, reason: '需要核实' },
  })
const withdraw = async (caseId: string, actor = official) =>
  withdrawRequest({
    actor,
    clock: world.clock,
    input: { ...(await now(world, caseId)), reason: '已调离' },
  })
const sendBack = async (caseId: string) =>
  returnRequest({
    actor: clerk,
    clock: world.clock,
    input: { ...(await now(world, caseId)), defects: ['请写明姓名'] },
  })
const decisionsOf = (parentId: string) =>
  asSystem(world.clock.now(), (tx) => tx.case.findMany({ where: { parentId, kind: 'RECUSAL_DECISION' } }))

describe('a request', () => {
  it('is accepted in one working day, decided in three, and a grant creates its decision in the same write', async () => {
    const caseId = await fileRequest(world)
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'SUBMITTED',
      number: expect.stringMatching(/^2026-R\d{5}$/) as string,
      limitName: 'requestAccept',
      dueAt: new Date('2026-11-24T15:59:59.999Z'),
      groundArticle: 'civil-servants-76-2',
    })
    done(await accept(world, caseId))
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'UNDER_REVIEW',
      limitName: 'requestDecide',
      dueAt: new Date('2026-11-26T15:59:59.999Z'),
    })
    const { decisionId } = done(await grant(world, caseId))
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'GRANTED',
      decidedById: leader.officialId,
      limitName: null,
    })
    expect(await caseOf(world, decisionId)).toMatchObject({
      kind: 'RECUSAL_DECISION',
      parentId: caseId,
      subjectId: official.officialId,
      substituteId: need(world.seeded.people, 'ZJ0103'),
      deciderId: head.officialId,
    })
    const decision = await asSystem(world.clock.now(), (tx) =>
      tx.recusalDecision.findUniqueOrThrow({ where: { caseId: decisionId } }),
    )
    expect(decision).toMatchObject({ basis: 'ON_APPLICATION', drafterId: leader.officialId })
    expect(await loggedCommands(world, caseId)).toEqual([
      'recusal-requests.start',
      'recusal-requests.submit',
      'recusal-requests.accept',
      'recusal-requests.grant',
    ])
    // One write, one entry: the decision has none of its own yet.
    expect(await loggedCommands(world, decisionId)).toEqual([])
  })

  it('is returned once, the clock stopped, and keeps its number', async () => {
    const caseId = await fileRequest(world)
    const { number } = await caseOf(world, caseId)
    world.at('2026-11-23 16:00')
    done(await sendBack(caseId))
    expect(await caseOf(world, caseId)).toMatchObject({ status: 'RETURNED', pausedAt: world.clock.now() })
    world.at('2026-11-25 09:00')
    const input = { ...(await now(world, caseId)), content: requestContent(world) }
    done(await submitRequest({ actor: official, clock: world.clock, input }))
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'SUBMITTED',
      number,
      pausedAt: null,
      // Tuesday ended while it was away: the one day is Wednesday.
      dueAt: new Date('2026-11-25T15:59:59.999Z'),
    })
    expect(denialOf(await sendBack(caseId))).toBe('recusalRequests.already-returned-once')
  })

  it('is not accepted with reasons, finally', async () => {
    const caseId = await fileRequest(world)
    const input = { ...(await now(world, caseId)), reason: '事项已办结' }
    done(await refuseAcceptance({ actor: clerk, clock: world.clock, input }))
    expect((await caseOf(world, caseId)).status).toBe('NOT_ACCEPTED')
    expect(denialOf(await accept(world, caseId))).toBe('cases.not-possible-in-status')
  })

  it('of the person themselves needs no hearing, and none is held', async () => {
    const caseId = await fileRequest(world)
    done(await accept(world, caseId))
    expect(denialOf(await review(caseId, 'hear'))).toBe('recusalRequests.filed-by-the-official')
  })

  it('is extended once, by the next level, by three working days', async () => {
    const caseId = await fileRequest(world)
    done(await accept(world, caseId))
    expect(denialOf(await review(caseId, 'extend', leader))).toBe('cases.not-in-charge')
    done(await review(caseId, 'extend', head))
    expect((await caseOf(world, caseId)).dueAt).toEqual(new Date('2026-12-01T15:59:59.999Z'))
    expect(denialOf(await review(caseId, 'extend', head))).toBe('recusalRequests.already-extended')
  })

  it('that nobody decides in time is the next level’s alone, and nothing is granted', async () => {
    const caseId = await fileRequest(world)
    done(await accept(world, caseId))
    world.at('2026-11-27 00:30')
    await fireTimers(world)
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'UNDER_REVIEW',
      deciderId: head.officialId,
      escalatedAt: world.clock.now(),
    })
    expect(denialOf(await deny(caseId))).toBe('cases.not-in-charge')
    done(await grant(world, caseId, { actor: head }))
  })
})

describe('a denial', () => {
  it('is contested once within three working days, and another person one level up decides', async () => {
    const caseId = await fileRequest(world)
    done(await accept(world, caseId))
    done(await deny(caseId))
    expect((await caseOf(world, caseId)).dueAt).toEqual(new Date('2026-11-26T15:59:59.999Z'))
    const object = async () =>
      objectToDenial({
        actor: official,
        clock: world.clock,
        input: { ...(await now(world, caseId)), reason: '亲属关系属实' },
      })
    done(await object())
    expect(await caseOf(world, caseId)).toMatchObject({ status: 'OBJECTED', deciderId: head.officialId })
    expect(denialOf(await deny(caseId, leader, 'uphold'))).toMatch(/^cases\.(decided-contested|not-in)/)
    done(await deny(caseId, head, 'uphold'))
    expect((await caseOf(world, caseId)).status).toBe('DENIAL_UPHELD')
    expect(denialOf(await object())).toBe('cases.not-possible-in-status')
  })

  it('is not contested after the third working day; the system closes it', async () => {
    const caseId = await fileRequest(world)
    done(await accept(world, caseId))
    done(await deny(caseId))
    world.at('2026-11-27 00:01')
    const input = { ...(await now(world, caseId)), reason: '迟了' }
    expect(denialOf(await objectToDenial({ actor: official, clock: world.clock, input }))).toBe(
      'recusalRequests.objection-too-late',
    )
    await fireTimers(world)
    expect((await caseOf(world, caseId)).status).toBe('CLOSED')
  })
})

describe('a withdrawal', () => {
  it('ends a request', async () => {
    const caseId = await fileRequest(world)
    done(await withdraw(caseId))
    expect((await caseOf(world, caseId)).status).toBe('WITHDRAWN')
    expect(await topics(caseId)).toEqual([])
  })

  it('of a confirmed statutory ground puts a direct decision on its way', async () => {
    const caseId = await fileRequest(world)
    done(await accept(world, caseId))
    done(await review(caseId, 'confirmGround'))
    done(await withdraw(caseId))
    expect(await topics(caseId)).toEqual(['direct-decision'])
  })

  it('is nobody else’s', async () => {
    const caseId = await fileRequest(world)
    for (const actor of [leader, head, clerk])
      expect(denialOf(await withdraw(caseId, actor))).toBe('cases.not-in-charge')
  })

  const topics = async (requestId: string) => {
    const rows = await asSystem(world.clock.now(), (tx) =>
      tx.outboxMessage.findMany({
        where: { dedupeKey: `direct-decision:${requestId}` },
        select: { topic: true },
      }),
    )
    return rows.map(({ topic }) => topic)
  }
})

describe('leaders file too', () => {
  it.each([
    ['a supervisor', 'ZJ0002', 'ZJ0001', 'ZJ0003'],
    ['a unit head', 'ZJ0001', 'YX0001', 'YX0003'],
  ])('%s: the next level decides', async (_, who, decider, itsClerk) => {
    const matterId = need(world.seeded.matters, 'park')
    const handler = need(world.seeded.people, who)
    await world.owner.query(
      `INSERT INTO "MatterHandler" (id, "matterId", "officialId", duty, "startedAt")
       VALUES (gen_random_uuid(), $1, $2, '分管', now())`,
      [matterId, handler],
    )
    const caseId = await fileRequest(world, { matterId }, who)
    expect((await caseOf(world, caseId)).deciderId).toBe(need(world.seeded.people, decider))
    done(await accept(world, caseId, itsClerk))
    expect(denialOf(await deny(caseId, await world.actor(who)))).toBe('cases.own-case')
    done(await deny(caseId, await world.actor(decider)))
  })
})

describe('two at the same moment', () => {
  it.each([1, 2, 3])('grant and deny: one wins, the other is told (%i)', async () => {
    const caseId = await fileRequest(world)
    done(await accept(world, caseId))
    // Both saw the same page.
    const at = await now(world, caseId)
    const results = await Promise.all([grant(world, caseId, { at }), deny(caseId, leader, 'deny', at)])
    expect(results.filter((one) => one.ok)).toHaveLength(1)
    const last = (await stepsOf(world, caseId)).at(-1)
    expect(results.find((one) => !one.ok)).toMatchObject({
      refusal: { module: 'cases', code: 'changed-meanwhile', params: { event: last, who: leader.name } },
    })
    expect(await decisionsOf(caseId)).toHaveLength(last === 'grant' ? 1 : 0)
  })

  it('the same grant sent twice: one decision, the first answer', async () => {
    const caseId = await fileRequest(world)
    done(await accept(world, caseId))
    const at = await now(world, caseId)
    const [one, other] = await Promise.all([
      grant(world, caseId, { requestKey: 'granted-twice', at }),
      grant(world, caseId, { requestKey: 'granted-twice', at }),
    ])
    expect(done(one)).toEqual(done(other))
    expect(await decisionsOf(caseId)).toHaveLength(1)
  })
})

describe('a refused step', () => {
  it('leaves neither row nor log entry', async () => {
    const { caseId } = done(await startRequest({ actor: official, clock: world.clock, input: {} }))
    const before = await everyRow(world)
    const send = (more: Parameters<typeof requestContent>[1]) =>
      submitRequest({
        actor: official,
        clock: world.clock,
        input: { caseId, version: 1, content: requestContent(world, more) },
      })
    expect(denialOf(await send({ pledge: false }))).toBe('recusalRequests.incomplete')
    const elsewhere = { matterId: need(world.seeded.matters, 'device') }
    expect(denialOf(await send(elsewhere))).toBe('recusalRequests.not-your-matter')
    expect(denialOf(await send({ enterpriseIds: [caseId] }))).toBe('recusalRequests.enterprise-unknown')
    expect(await everyRow(world)).toEqual(before)
  })

  it('also when the substitute of a grant is not fit: no decision, the request as it was', async () => {
    const caseId = await fileRequest(world)
    done(await accept(world, caseId))
    const before = await everyRow(world)
    const { grantRequest } = await import('./deciding/commands')
    const answer = await grantRequest({
      actor: leader,
      clock: world.clock,
      input: {
        ...(await now(world, caseId)),
        event: 'grant',
        reason: '应当回避',
        substituteId: official.officialId,
        scope: [],
        handover: '',
      },
    })
    expect(denialOf(answer)).toBe('recusalDecisions.substitute-is-the-subject')
    expect(await everyRow(world)).toEqual(before)
  })

  it.each([
    'ZJ0103',
    'ZJ0004',
    'JW0101',
    'YX0001',
    'SJ0002',
    'SYS001',
    'SEC001',
    'AUD001',
    'ZJ0003',
    'ZJ0102',
  ])('nobody but the decider decides: %s', async (staffNo) => {
    const caseId = await fileRequest(world)
    done(await accept(world, caseId))
    const actor = await world.actor(staffNo)
    const refused = /^cases\.(not-found|not-in-charge|own-case)$/
    expect(denialOf(await deny(caseId, actor))).toMatch(refused)
    expect(denialOf(await grant(world, caseId, { actor }))).toMatch(refused)
  })
})
