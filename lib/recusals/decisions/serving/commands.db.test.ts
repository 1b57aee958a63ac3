import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { caseOf, denialOf, everyRow, fireTimers, openWorld, stepsOf, type World } from '@/lib/filing/testing'
import { recordAct } from '@/lib/matters/commands'
import type { CivilDate } from '@/lib/platform/dates'
import { asSystem } from '@/lib/platform/db'
import { inForce, issue, now, openDirect, refusalsOf, serve, sign } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { serveUnit } from './commands'
import {
  acknowledgeDecision,
  confirmCompliance,
  liftDecision,
  recheckDecision,
  revokeDecision,
} from '../complying/commands'
import { acceptHandover, declareClear, declareUnfit, handOverWork, returnHandover } from '../handing/commands'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.at('2026-11-23 10:00')
})

const person = (staffNo: string) => need(world.seeded.people, staffNo)
const matterId = (key = 'yunxiu-road') => need(world.seeded.matters, key)
const decisionOf = (caseId: string) =>
  asSystem(world.clock.now(), (tx) => tx.recusalDecision.findUniqueOrThrow({ where: { caseId } }))

/** A signed and issued decision against 程立, ready to be served. */
async function issued(more: Parameters<typeof openDirect>[1] = {}): Promise<string> {
  const { caseId } = done(await openDirect(world, more))
  done(await sign(world, caseId))
  done(await issue(world, caseId))
  return caseId
}

async function act(staffNo: string, description = '验收', matter?: string) {
  const input = { matterId: matterId(matter), kind: 'REVIEW' as const, description }
  return recordAct({ actor: await world.actor(staffNo), clock: world.clock, input })
}

type Step =
  | typeof acknowledgeDecision
  | typeof handOverWork
  | typeof acceptHandover
  | typeof returnHandover
  | typeof declareClear
async function step(command: Step, caseId: string, staffNo: string, items: string[] = [], note = '') {
  const input = { ...(await now(world, caseId)), note, items, declared: true as const }
  return command({ actor: await world.actor(staffNo), clock: world.clock, input })
}

/** What a decision lists to be handed over, in its order. */
async function itemsOf(caseId: string): Promise<string[]> {
  const rows = await asSystem(world.clock.now(), (tx) =>
    tx.handoverItem.findMany({ where: { caseId }, orderBy: { ordinal: 'asc' } }),
  )
  return rows.map((row) => row.id)
}

/** Every matter handler back to how the story begins: each test serves anew. */
beforeEach(async () => {
  await world.owner.query(
    `DELETE FROM "MatterHandler" WHERE "matterId" = $1 AND "startedByCaseId" IS NOT NULL`,
    [matterId()],
  )
  await world.owner.query(
    `UPDATE "MatterHandler" SET "endedAt" = NULL, "endedByCaseId" = NULL WHERE "matterId" = $1`,
    [matterId()],
  )
})

describe('service', () => {
  it('takes effect at once: the subject’s assignment ends, the substitute’s begins, acts follow', async () => {
    done(await act('ZJ0104'))
    expect(denialOf(await act('ZJ0103'))).toBe('matters.not-a-handler')
    world.at('2026-11-23 10:30')
    const caseId = await issued()
    done(await serve(world, caseId, { servedAt: '2026-11-23T10:30' }))
    expect(await caseOf(world, caseId)).toMatchObject({ status: 'IN_FORCE', deciderId: person('ZJ0002') })
    expect((await stepsOf(world, caseId)).slice(-2)).toEqual(['serve', 'takeEffect'])
    const handlers = await asSystem(world.clock.now(), (tx) =>
      tx.matterHandler.findMany({ where: { matterId: matterId(), endedAt: null } }),
    )
    expect(handlers.map((one) => one.officialId).sort()).toEqual([person('ZJ0102'), person('ZJ0103')].sort())
    expect(handlers.find((one) => one.officialId === person('ZJ0103'))?.startedByCaseId).toBe(caseId)

    const before = await everyRow(world)
    expect(denialOf(await act('ZJ0104'))).toBe('matters.recused-from-matter')
    expect(await everyRow(world)).toEqual(before)
    done(await act('ZJ0103'))
    expect(await refusalsOf(world, caseId)).toEqual([])
  })

  it('is electronic only with consent on record', async () => {
    const without = await issued()
    const electronic = { method: 'ELECTRONIC' as const, servedAt: '', receivedBy: '' }
    expect(denialOf(await serve(world, without, electronic))).toBe('recusalDecisions.no-electronic-consent')
    const consents = await issued({ subjectId: person('ZJ0102'), substituteId: person('ZJ0103') })
    done(await serve(world, consents, electronic))
    expect((await decisionOf(consents)).servedAt).toEqual(world.clock.now())
  })

  it('is not before the document nor after now; a failed attempt is recorded and serves nothing', async () => {
    const caseId = await issued()
    expect(denialOf(await serve(world, caseId, { servedAt: '2026-11-23T11:00' }))).toBe(
      'recusalDecisions.served-in-the-future',
    )
    expect(denialOf(await serve(world, caseId, { servedAt: '2026-11-20T11:00' }))).toBe(
      'recusalDecisions.served-before-issue',
    )
    done(await serve(world, caseId, { succeeded: false, receivedBy: '', note: '外出，未能见到' }))
    expect((await caseOf(world, caseId)).status).toBe('ISSUED')
    const attempts = await asSystem(world.clock.now(), (tx) => tx.serviceAttempt.count({ where: { caseId } }))
    expect(attempts).toBe(1)
  })

  it.each([
    [
      'left behind before witnesses',
      { method: 'LEAVE_BEHIND', witnesses: '社区工作者王某、李某' },
      'civil-procedure-89',
    ],
    ['sent by post', { method: 'POST', trackingNumber: 'EMS1234567890' }, 'civil-procedure-91'],
  ] as const)('counts when it is %s, with its article', async (_, more, article) => {
    const caseId = await issued()
    done(await serve(world, caseId, { ...more, receivedBy: '' }))
    const events = await asSystem(world.clock.now(), (tx) =>
      tx.caseEvent.findMany({ where: { caseId, event: 'serve' }, select: { article: true, data: true } }),
    )
    expect(events).toEqual([{ article, data: expect.objectContaining({ method: more.method }) as unknown }])
    expect((await caseOf(world, caseId)).status).toBe('IN_FORCE')
  })

  it('is announced only after another way failed, and takes effect by itself after thirty days, once', async () => {
    const caseId = await issued()
    const announcement = { method: 'ANNOUNCEMENT', receivedBy: '', note: '区政府网站' } as const
    expect(denialOf(await serve(world, caseId, announcement))).toBe('recusalDecisions.no-other-way-failed')
    done(await serve(world, caseId, { succeeded: false, receivedBy: '', note: '下落不明' }))
    done(await serve(world, caseId, announcement))
    expect(await caseOf(world, caseId)).toMatchObject({ status: 'ISSUED', dueAt: null })
    expect(denialOf(await serve(world, caseId, announcement))).toBe('recusalDecisions.announcement-runs')
    world.at('2026-12-23 23:59')
    await fireTimers(world)
    expect((await caseOf(world, caseId)).status).toBe('ISSUED')
    // The worker was down for three days.
    world.at('2026-12-27 09:00')
    await fireTimers(world)
    await fireTimers(world)
    expect((await caseOf(world, caseId)).status).toBe('IN_FORCE')
    expect((await decisionOf(caseId)).servedAt).toEqual(new Date('2026-12-23T15:59:59.999Z'))
    expect((await stepsOf(world, caseId)).filter((event) => event === 'takeEffect')).toHaveLength(1)
  })

  it('in person ends a running announcement', async () => {
    const caseId = await issued()
    done(await serve(world, caseId, { succeeded: false, receivedBy: '', note: '下落不明' }))
    done(await serve(world, caseId, { method: 'ANNOUNCEMENT', receivedBy: '', note: '区政府网站' }))
    world.at('2026-11-25 10:00')
    done(await serve(world, caseId, { servedAt: '2026-11-25T09:30' }))
    world.at('2027-01-04 09:00')
    await fireTimers(world)
    expect((await decisionOf(caseId)).servedAt).toEqual(new Date('2026-11-25T01:30:00.000Z'))
  })

  it('reaches the unit too, once, whatever came first', async () => {
    const caseId = await issued()
    const unit = async () =>
      serveUnit({
        actor: await world.actor('ZJ0003'),
        clock: world.clock,
        input: {
          ...(await now(world, caseId)),
          unitReceivedBy: '何静，人事科科长',
          unitServedAt: '2026-11-23T09:45',
        },
      })
    done(await unit())
    expect((await caseOf(world, caseId)).status).toBe('ISSUED')
    expect(denialOf(await unit())).toBe('recusalDecisions.unit-already-served')
    done(await serve(world, caseId))
    expect((await decisionOf(caseId)).unitReceivedBy).toBe('何静，人事科科长')
  })

  it('has a proof of its own case, or none', async () => {
    const caseId = await issued()
    const proofAttachmentId = matterId()
    expect(denialOf(await serve(world, caseId, { proofAttachmentId }))).toBe('recusalDecisions.proof-unknown')
  })

  it('by two clerks at once serves once; the other is told', async () => {
    const caseId = await issued()
    const version = await now(world, caseId)
    const results = await Promise.all([serve(world, caseId, version), serve(world, caseId, version)])
    expect(results.map(denialOf).sort()).toEqual(['cases.changed-meanwhile', null].sort())
    const attempts = await asSystem(world.clock.now(), (tx) => tx.serviceAttempt.count({ where: { caseId } }))
    expect(attempts).toBe(1)
  })

  it('is not acknowledged after it was revoked', async () => {
    const caseId = await inForce(world)
    const input = { ...(await now(world, caseId)), reason: '认定有误' }
    done(await revokeDecision({ actor: await world.actor('ZJ0001'), clock: world.clock, input }))
    expect(denialOf(await step(acknowledgeDecision, caseId, 'ZJ0104'))).toBe('cases.not-possible-in-status')
  })

  it.each([
    ['a Monday', '2026-11-23 10:00', '2026-11-24', '2026-11-26'],
    ['a Friday', '2026-11-27 10:00', '2026-11-30', '2026-12-02'],
    ['the Friday before a make-up Sunday', '2026-09-18 10:00', '2026-09-20', '2026-09-22'],
    ['the eve of the October holiday', '2026-09-30 10:00', '2026-10-08', '2026-10-10'],
  ])('on %s: acknowledged and handed over in working days', async (_, at, acknowledge, handOver) => {
    world.at(at)
    const caseId = await issued({ dueSince: '2026-08-03' as CivilDate })
    done(await serve(world, caseId, { servedAt: at.replace(' ', 'T') }))
    const { acknowledgeDueAt, handoverDueAt } = await decisionOf(caseId)
    expect(acknowledgeDueAt).toEqual(new Date(`${acknowledge}T15:59:59.999Z`))
    expect(handoverDueAt).toEqual(new Date(`${handOver}T15:59:59.999Z`))
  })
})

describe('after it', () => {
  it('goes by acknowledgement, handover and its acceptance to compliance, with no sign of refusal', async () => {
    const caseId = await inForce(world)
    expect(denialOf(await step(acknowledgeDecision, caseId, 'ZJ0103'))).toBe('cases.not-in-charge')
    done(await step(acknowledgeDecision, caseId, 'ZJ0104'))
    expect(denialOf(await step(acceptHandover, caseId, 'ZJ0103'))).toBe('recusalDecisions.not-handed-over')
    const [item = ''] = await itemsOf(caseId)
    expect(denialOf(await step(handOverWork, caseId, 'ZJ0104'))).toBe('recusalDecisions.choose-items')
    done(await step(handOverWork, caseId, 'ZJ0104', [item]))
    done(await step(acceptHandover, caseId, 'ZJ0103', [item]))
    world.at('2026-11-27 09:00')
    await fireTimers(world)
    expect(await refusalsOf(world, caseId)).toEqual([])
    const input = { ...(await now(world, caseId)), evidence: '办件记录' }
    expect(
      denialOf(await confirmCompliance({ actor: await world.actor('ZJ0104'), clock: world.clock, input })),
    ).toBe('cases.own-case')
    const unclear = await confirmCompliance({ actor: await world.actor('ZJ0002'), clock: world.clock, input })
    expect(denialOf(unclear)).toBe('recusalDecisions.substitute-not-clear')
    done(await step(declareClear, caseId, 'ZJ0103'))
    input.version += 1
    done(await confirmCompliance({ actor: await world.actor('ZJ0002'), clock: world.clock, input }))
    expect((await caseOf(world, caseId)).status).toBe('COMPLIED')
  })

  it('is handed over and accepted item by item; what comes back is handed over again', async () => {
    const caseId = await inForce(world, { handoverItems: '验收资料两册\n\n 整改通知书底稿 ' })
    done(await step(acknowledgeDecision, caseId, 'ZJ0104'))
    const [first = '', second = ''] = await itemsOf(caseId)
    done(await step(handOverWork, caseId, 'ZJ0104', [first]))
    expect((await decisionOf(caseId)).handedOverAt).toBeNull()
    const twice = await step(handOverWork, caseId, 'ZJ0104', [first, second])
    expect(denialOf(twice)).toBe('recusalDecisions.items-changed')
    const early = await step(acceptHandover, caseId, 'ZJ0103', [second])
    expect(denialOf(early)).toBe('recusalDecisions.items-changed')
    done(await step(handOverWork, caseId, 'ZJ0104', [second]))
    expect((await decisionOf(caseId)).handedOverAt).not.toBeNull()
    done(await step(acceptHandover, caseId, 'ZJ0103', [second]))
    const wordless = await step(returnHandover, caseId, 'ZJ0103', [first])
    expect(denialOf(wordless)).toBe('recusalDecisions.return-needs-reason')
    done(await step(returnHandover, caseId, 'ZJ0103', [first], '缺第二册'))
    expect(await decisionOf(caseId)).toMatchObject({ handedOverAt: null, substituteAcceptedAt: null })
    done(await step(handOverWork, caseId, 'ZJ0104', [first]))
    done(await step(acceptHandover, caseId, 'ZJ0103', [first]))
    expect((await decisionOf(caseId)).substituteAcceptedAt).not.toBeNull()
  })

  it('is varied when the substitute declares a conflict, and not confirmed meanwhile', async () => {
    const caseId = await inForce(world, { handoverItems: '' })
    const input = { ...(await now(world, caseId)), reason: '曾任该企业顾问' }
    done(await declareUnfit({ actor: await world.actor('ZJ0103'), clock: world.clock, input }))
    expect(denialOf(await step(declareClear, caseId, 'ZJ0103'))).toBe(
      'recusalDecisions.substitute-declared-unfit',
    )
    const evidence = { ...(await now(world, caseId)), evidence: '办件记录' }
    const leader = await world.actor('ZJ0002')
    expect(denialOf(await confirmCompliance({ actor: leader, clock: world.clock, input: evidence }))).toBe(
      'recusalDecisions.substitute-not-clear',
    )
  })

  it('is checked again after six months, and reminded of a week before its term ends', async () => {
    const caseId = await inForce(world, { handoverItems: '', termTo: '2027-08-31' as CivilDate })
    done(await step(declareClear, caseId, 'ZJ0103'))
    const leader = await world.actor('ZJ0002')
    const check = async () => ({ ...(await now(world, caseId)), evidence: '办件记录' })
    done(await confirmCompliance({ actor: leader, clock: world.clock, input: await check() }))
    const early = await recheckDecision({ actor: leader, clock: world.clock, input: await check() })
    expect(denialOf(early)).toBe('recusalDecisions.no-recheck-due')
    world.at('2027-05-24 00:10')
    await fireTimers(world)
    expect(await caseOf(world, caseId)).toMatchObject({ limitName: 'decisionRecheck', closedAt: null })
    done(await recheckDecision({ actor: leader, clock: world.clock, input: await check() }))
    expect(await caseOf(world, caseId)).toMatchObject({ limitName: null, status: 'COMPLIED' })
    world.at('2027-08-25 00:10')
    await fireTimers(world)
    const { rows } = await world.owner.query<{ n: number }>(
      `SELECT count(*)::int n FROM "OutboxMessage" WHERE payload->>'caseId' = $1 AND payload->>'kind' = 'decision-term-ends'`,
      [caseId],
    )
    expect(rows[0]?.n).toBe(3)
    world.at('2027-09-01 00:10')
    await fireTimers(world)
    expect((await caseOf(world, caseId)).status).toBe('EXPIRED')
  })

  it('is lifted by whoever signed, with reasons', async () => {
    const caseId = await inForce(world)
    const lift = async (staffNo: string) =>
      liftDecision({
        actor: await world.actor(staffNo),
        clock: world.clock,
        input: { ...(await now(world, caseId)), reason: '事由消失' },
      })
    expect(denialOf(await lift('ZJ0104'))).toBe('cases.own-case')
    // The leader who drafted it and watches over it did not sign it.
    for (const who of ['ZJ0002', 'ZJ0003']) expect(denialOf(await lift(who))).toBe('cases.not-in-charge')
    done(await lift('ZJ0001'))
    expect((await caseOf(world, caseId)).status).toBe('LIFTED')
    world.at('2026-11-27 09:00')
    await fireTimers(world)
    expect(await refusalsOf(world, caseId)).toEqual([])
  })

  it('is revoked by whoever signed, with reasons, and its timers with it', async () => {
    const caseId = await inForce(world)
    const revoke = async (staffNo: string) =>
      revokeDecision({
        actor: await world.actor(staffNo),
        clock: world.clock,
        input: { ...(await now(world, caseId)), reason: '认定有误' },
      })
    for (const who of ['ZJ0002', 'ZJ0003']) expect(denialOf(await revoke(who))).toBe('cases.not-in-charge')
    expect(denialOf(await revoke('ZJ0104'))).toBe('cases.own-case')
    done(await revoke('ZJ0001'))
    expect((await caseOf(world, caseId)).status).toBe('REVOKED')
    world.at('2026-11-27 09:00')
    await fireTimers(world)
    expect(await refusalsOf(world, caseId)).toEqual([])
  })

  it('expires after the last day of its term, not on it', async () => {
    const term = { termFrom: '2026-11-23' as CivilDate, termTo: '2026-11-25' as CivilDate }
    const caseId = await inForce(world, { ...term, handoverItems: '' })
    done(await step(acknowledgeDecision, caseId, 'ZJ0104'))
    world.at('2026-11-25 23:00')
    await fireTimers(world)
    expect((await caseOf(world, caseId)).status).toBe('IN_FORCE')
    world.at('2026-11-26 00:01')
    await fireTimers(world)
    expect((await caseOf(world, caseId)).status).toBe('EXPIRED')
  })
})

describe('signs of refusal', () => {
  it('no acknowledgement in one working day, no handover in three: one case each, however often one looks', async () => {
    const caseId = await inForce(world)
    world.at('2026-11-24 23:00')
    await fireTimers(world)
    expect(await refusalsOf(world, caseId)).toEqual([])
    world.at('2026-11-25 00:01')
    await fireTimers(world)
    await fireTimers(world)
    expect(await refusalsOf(world, caseId)).toEqual(['NO_ACKNOWLEDGEMENT SUSPECTED'])
    world.at('2026-11-27 00:01')
    await Promise.all([fireTimers(world), fireTimers(world)])
    expect(await refusalsOf(world, caseId)).toEqual([
      'NO_ACKNOWLEDGEMENT SUSPECTED',
      'LATE_HANDOVER SUSPECTED',
    ])
    // The decision itself stays in force: silence undoes nothing.
    expect((await caseOf(world, caseId)).status).toBe('IN_FORCE')
  })

  it('a late acknowledgement does not take the sign away', async () => {
    const caseId = await inForce(world, { handoverItems: '' })
    world.at('2026-11-25 09:00')
    await fireTimers(world)
    done(await step(acknowledgeDecision, caseId, 'ZJ0104'))
    expect(await refusalsOf(world, caseId)).toEqual(['NO_ACKNOWLEDGEMENT SUSPECTED'])
  })

  it('an act between the hour of service and its record', async () => {
    const caseId = await issued({ matterId: matterId('bid'), substituteId: person('ZJ0105') })
    world.at('2026-11-23 14:00')
    done(await act('ZJ0104', '送达后仍参加了评标', 'bid'))
    world.at('2026-11-23 15:00')
    done(await serve(world, caseId, { servedAt: '2026-11-23T11:30' }))
    await fireTimers(world)
    expect(await refusalsOf(world, caseId)).toEqual(['ACT_AFTER_EFFECT SUSPECTED'])
    expect(denialOf(await act('ZJ0104', '再次', 'bid'))).toBe('matters.recused-from-matter')
  })
})
