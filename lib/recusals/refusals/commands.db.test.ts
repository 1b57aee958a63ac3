import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { caseOf, denialOf, everyRow, fireTimers, openWorld, stepsOf, type World } from '@/lib/filing/testing'
import { recordAct } from '@/lib/matters/commands'
import { asSystem } from '@/lib/platform/db'
import { listAffectedActs } from '@/lib/recusals/acts/queries'
import { settleAct } from '@/lib/recusals/acts/commands'
import { inForce, now } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import * as commands from './commands'
import { findOwnRefusal, findPacket } from './queries'
import * as referring from './referring/commands'
import * as weighing from './weighing/commands'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.at('2026-11-23 09:00')
})

/** The person, the leader, the unit head, HR, the discipline office, the head of the superior organ. */
const [SUBJECT, LEADER, HEAD, HR, DISCIPLINE, ABOVE] = [
  'ZJ0104',
  'ZJ0002',
  'ZJ0001',
  'ZJ0004',
  'JW0101',
  'YX0001',
]

async function call<I>(
  command: (given: {
    actor: Awaited<ReturnType<World['actor']>>
    clock: World['clock']
    input: I
  }) => Promise<unknown>,
  who: string,
  input: I,
): Promise<string | null> {
  const result = await command({ actor: await world.actor(who), clock: world.clock, input })
  return denialOf(result as Parameters<typeof denialOf>[0])
}

/** A refusal that the system found: served on Monday, nothing acknowledged by Wednesday. */
async function suspected(): Promise<{ decisionId: string; caseId: string }> {
  world.at('2026-11-23 10:00')
  const decisionId = await inForce(world)
  world.at('2026-11-25 09:00')
  await fireTimers(world)
  const row = await asSystem(world.clock.now(), (tx) =>
    tx.refusal.findUniqueOrThrow({
      where: { decisionCaseId_cause: { decisionCaseId: decisionId, cause: 'NO_ACKNOWLEDGEMENT' } },
    }),
  )
  return { decisionId, caseId: row.caseId }
}

async function demand(caseId: string, who = LEADER) {
  return call(commands.demandCompliance, who, { ...(await now(world, caseId)), demand: '请于三日内签收。' })
}

async function find(caseId: string, who: string, finding: 'JUSTIFIED' | 'CONFIRMED') {
  return call(weighing.proposeFinding, who, {
    ...(await now(world, caseId)),
    finding,
    reason: '没有正当理由',
  })
}

const step = async (caseId: string) => now(world, caseId)
const statusOf = async (caseId: string) => (await caseOf(world, caseId)).status

describe('a refusal without good reason', () => {
  it('is demanded, weighed by two, referred by two, answered and closed once every act is settled', async () => {
    await call(recordAct, SUBJECT, {
      matterId: need(world.seeded.matters, 'yunxiu-road'),
      kind: 'REVIEW',
      description: '参加评审',
    })
    const { decisionId, caseId } = await suspected()
    const subject = await world.actor(SUBJECT)
    expect(await findOwnRefusal(subject, caseId, world.clock.now())).toBeNull()
    expect(await demand(caseId, HEAD)).toBe('cases.not-in-charge')
    expect(await demand(caseId)).toBeNull()
    expect(await findOwnRefusal(subject, caseId, world.clock.now())).toMatchObject({
      status: 'DEMANDED',
      demand: '请于三日内签收。',
      mayGiveReasons: true,
    })
    expect((await caseOf(world, caseId)).dueAt?.toISOString()).toBe('2026-11-30T15:59:59.999Z')

    world.at('2026-11-30 23:59')
    await fireTimers(world)
    expect(await find(caseId, HR, 'CONFIRMED')).toBe('refusals.review-not-started')
    world.at('2026-12-01 09:00')
    await fireTimers(world)
    // Whoever made the demand does not weigh the answer to it.
    expect((await caseOf(world, caseId)).deciderId).toBe(need(world.seeded.people, HEAD))
    expect(await find(caseId, LEADER, 'CONFIRMED')).toBe('cases.not-in-charge')
    expect(await find(caseId, HEAD, 'CONFIRMED')).toBeNull()
    expect(await call(weighing.agreeConfirmed, HEAD, await step(caseId))).toBe(
      'refusals.other-office-decides',
    )
    expect(await call(weighing.agreeJustified, HR, await step(caseId))).toBe('refusals.finding-is-another')
    expect(await call(weighing.agreeConfirmed, HR, await step(caseId))).toBeNull()
    expect(await statusOf(caseId)).toBe('CONFIRMED')

    const refer = async (who: string) =>
      call(referring.proposeReferral, who, {
        ...(await step(caseId)),
        referTo: 'DISCIPLINE',
        reason: '拒不履行',
      })
    expect(await refer(LEADER)).toBe('cases.not-in-charge')
    expect(await refer(HR)).toBeNull()
    expect(await call(referring.referRefusal, HR, await step(caseId))).toBe(
      'refusals.second-person-is-the-first',
    )
    expect(await call(referring.referRefusal, HEAD, await step(caseId))).toBeNull()
    expect(await statusOf(caseId)).toBe('REFERRED')

    const outcome = async (who: string) =>
      call(referring.recordOutcome, who, {
        ...(await step(caseId)),
        outcome: 'DISCIPLINARY_ACTION',
        outcomeText: '给予警告处分',
        outcomeNumber: '云纪〔2026〕1号',
        outcomeKnownOn: '2026-12-10',
      } as never)
    expect(await outcome(HR)).toBe('refusals.referred-to-another-office')
    expect(await outcome(DISCIPLINE)).toBeNull()
    const own = await findOwnRefusal(subject, caseId, world.clock.now())
    expect(own?.outcome?.remedies).toEqual({
      reviewBy: '2027-01-09',
      appealBy: '2027-01-09',
      appealDaysAfterReview: 15,
    })

    const close = async () =>
      call(commands.closeRefusal, HEAD, { ...(await step(caseId)), reason: '已处理完毕' })
    expect(await close()).toBe('refusals.acts-not-settled')
    const leader = await world.actor(LEADER)
    const [act] = await listAffectedActs(leader, decisionId, world.clock.now())
    if (!act) throw new Error('the act before service is not listed')
    const settle = async (who: string) =>
      call(settleAct, who, {
        ...(await now(world, decisionId)),
        matterActId: act.id,
        disposition: 'REDONE',
        reason: '另行组织评审',
      })
    expect(await settle(SUBJECT)).toBe('cases.own-case')
    expect(await settle(HEAD)).toBeNull()
    expect(await settle(HEAD)).toBe('affectedActs.act-not-open')
    expect(await close()).toBeNull()
    expect(await statusOf(caseId)).toBe('CLOSED')
    expect((await stepsOf(world, caseId)).filter((event) => event !== 'startClock')).toEqual([
      'suspect',
      'demand',
      'startReview',
      'proposeFinding',
      'confirm',
      'proposeReferral',
      'refer',
      'recordOutcome',
      'close',
    ])
  })

  it('is referred with a packet that is whole, sealed and not for the person', async () => {
    const { decisionId, caseId } = await suspected()
    await demand(caseId)
    world.at('2026-12-01 09:00')
    await fireTimers(world)
    await find(caseId, HR, 'CONFIRMED')
    await call(weighing.agreeConfirmed, HEAD, await step(caseId))
    const input = { ...(await step(caseId)), referTo: 'HR' as const, reason: '建议免职' }
    await call(referring.proposeReferral, HEAD, input)
    await call(referring.referRefusal, HR, await step(caseId))
    const packet = await findPacket(await world.actor(HR), caseId, world.clock.now())
    if (!packet) throw new Error('HR has no packet')
    const { packetHash } = await asSystem(world.clock.now(), (tx) =>
      tx.refusal.findUniqueOrThrow({ where: { caseId } }),
    )
    expect(createHash('sha256').update(packet.content).digest('hex')).toBe(packetHash)
    const content = JSON.parse(Buffer.from(packet.content).toString('utf8')) as {
      cases: { id: string; events: unknown[] }[]
      log: { caseId: string; hash: string }[]
    }
    expect(content.cases.map(({ id }) => id)).toEqual(expect.arrayContaining([decisionId, caseId]))
    expect(content.log.filter((entry) => entry.caseId === caseId).length).toBeGreaterThanOrEqual(6)
    expect(await findPacket(await world.actor(SUBJECT), caseId, world.clock.now())).toBeNull()
    expect(await findPacket(await world.actor('ZJ0102'), caseId, world.clock.now())).toBeNull()
  })
})

describe('reasons that hold', () => {
  it('are given once, weighed by HR and head, and end in JUSTIFIED', async () => {
    const { caseId } = await suspected()
    await demand(caseId)
    const give = async () =>
      call(commands.giveReasons, SUBJECT, { ...(await step(caseId)), reasons: '住院期间无法签收' })
    expect(await give()).toBeNull()
    expect(await give()).toBe('refusals.reasons-already-given')
    expect((await caseOf(world, caseId)).limitName).toBe('refusalReview')
    expect(await find(caseId, HR, 'JUSTIFIED')).toBeNull()
    expect(await call(weighing.agreeJustified, HEAD, await step(caseId))).toBeNull()
    expect(await statusOf(caseId)).toBe('JUSTIFIED')
  })

  it('go to the next level when the two offices disagree', async () => {
    const { caseId } = await suspected()
    await demand(caseId)
    await call(commands.giveReasons, SUBJECT, { ...(await step(caseId)), reasons: '不认可' })
    await find(caseId, HEAD, 'CONFIRMED')
    const input = { ...(await step(caseId)), reason: '证据不足' }
    expect(await call(weighing.disagreeWithFinding, HEAD, input)).toBe('refusals.other-office-decides')
    expect(await call(weighing.disagreeWithFinding, HR, input)).toBeNull()
    expect((await caseOf(world, caseId)).deciderId).toBe(need(world.seeded.people, ABOVE))
    expect(await find(caseId, HEAD, 'CONFIRMED')).toBe('cases.not-in-charge')
    expect(await find(caseId, ABOVE, 'JUSTIFIED')).toBeNull()
    expect(await call(weighing.agreeJustified, HR, await step(caseId))).toBeNull()
    expect(await statusOf(caseId)).toBe('JUSTIFIED')
  })
})

describe('a suspicion', () => {
  it('that compliance ends before a demand is never shown to the person', async () => {
    const { caseId } = await suspected()
    const input = { ...(await step(caseId)), evidence: '已当面签收' }
    expect(await call(commands.recordCompliance, LEADER, input)).toBeNull()
    expect(await statusOf(caseId)).toBe('COMPLIED')
    expect(await findOwnRefusal(await world.actor(SUBJECT), caseId, world.clock.now())).toBeNull()
  })

  it('is reported once, by those above the person only, and a refused report leaves nothing', async () => {
    world.at('2026-11-23 10:00')
    const decisionId = await inForce(world)
    const report = async (who: string) =>
      call(commands.reportRefusal, who, {
        ...(await now(world, decisionId)),
        facts: '仍参加评审会',
      })
    const before = await everyRow(world)
    for (const who of [SUBJECT, 'ZJ0103', HR]) expect(await report(who)).toMatch(/^cases\./)
    expect(await everyRow(world)).toEqual(before)
    expect(await report(LEADER)).toBeNull()
    expect(await report(LEADER)).toBe('refusals.already-reported')
  })

  it('climbs when nobody takes it up, and a holiday of the worker changes nothing of that', async () => {
    const { caseId } = await suspected()
    world.at('2026-12-05 09:00')
    await fireTimers(world)
    await fireTimers(world)
    const row = await caseOf(world, caseId)
    expect(row.deciderId).toBe(need(world.seeded.people, HEAD))
    expect((await stepsOf(world, caseId)).filter((event) => event === 'escalate')).toHaveLength(1)
  })
})
