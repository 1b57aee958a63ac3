import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { caseOf, denialOf, everyRow, fireTimers, openWorld, stepsOf, type World } from '@/lib/filing/testing'
import { asSystem } from '@/lib/platform/db'
import { directContents, issue, now, openDirect, sign } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { editDecision, hearSubject, recordOpinion } from './commands'
import { declineProposal, proposeAbove, proposeDecision, takeUpProposal } from './proposing/commands'
import { openSchema } from './schema'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.at('2026-11-23 10:00')
})

const person = (staffNo: string) => need(world.seeded.people, staffNo)
const opened = async (
  ...given: Parameters<typeof openDirect> extends [World, ...infer Rest] ? Rest : never
) => done(await openDirect(world, ...given)).caseId

/** A decision with a hearing: nothing urgent, nothing skipped. */
const calm = { urgent: false, hearingSkippedBecause: '' }

async function step(command: typeof hearSubject | typeof takeUpProposal, caseId: string, staffNo: string) {
  return command({
    actor: await world.actor(staffNo),
    clock: world.clock,
    input: await now(world, caseId),
  })
}

async function opinion(caseId: string, staffNo: string, text = '没有意见') {
  const input = { ...(await now(world, caseId)), opinion: text }
  return recordOpinion({ actor: await world.actor(staffNo), clock: world.clock, input })
}

describe('a direct decision', () => {
  it('says why, since when and what was not filed; urgency says why nobody was heard', () => {
    const problems = (more: object) =>
      openSchema
        .safeParse({ ...directContents(world), ...more })
        .error?.issues.map((issue) => issue.path.join('.')) ?? []
    expect(problems({})).toEqual([])
    for (const field of ['whyDue', 'dueSince', 'notFiled', 'facts', 'evidence', 'substituteId'])
      expect(problems({ [field]: '' }), field).toEqual([field])
    expect(problems({ scope: [] })).toEqual(['scope'])
    expect(problems({ hearingSkippedBecause: '' })).toEqual(['hearingSkippedBecause'])
    expect(problems({ termFrom: '2026-12-01', termTo: '2026-11-30' })).toEqual(['termTo'])
  })

  it('is opened by the leader against somebody who filed nothing, and signed by another, never the drafter', async () => {
    const caseId = await opened()
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'DRAFT',
      subjectId: person('ZJ0104'),
      filedById: person('ZJ0002'),
      deciderId: person('ZJ0001'),
      limitName: 'decisionSign',
      dueAt: new Date('2026-11-26T15:59:59.999Z'),
      parentId: null,
    })
    expect(denialOf(await sign(world, caseId, 'ZJ0002'))).toMatch(/not-in-charge|signatory-is-the-drafter/)
    done(await sign(world, caseId))
    expect(await caseOf(world, caseId)).toMatchObject({ status: 'SIGNED', decidedById: person('ZJ0001') })
  })

  it.each([
    ['ZJ0104', 'own-case'],
    ['ZJ0103', 'not-in-charge'],
    ['ZJ0003', 'not-in-charge'],
    ['ZJ0004', 'not-in-charge'],
    ['SJ0001', 'not-in-charge'],
    ['JW0101', 'not-in-charge'],
    ['SYS001', 'not-in-charge'],
    ['SEC001', 'not-in-charge'],
    ['AUD001', 'not-in-charge'],
  ])('is not opened by %s (%s), and nothing is written', async (staffNo, code) => {
    const before = await everyRow(world)
    expect(denialOf(await openDirect(world, {}, staffNo))).toBe(`cases.${code}`)
    expect(await everyRow(world)).toEqual(before)
  })

  it.each([
    ['ZJ0104', 'substitute-is-the-subject'],
    ['nobody', 'substitute-unknown'],
  ])('has a fit substitute: not %s', async (staffNo, code) => {
    const substituteId = staffNo === 'nobody' ? need(world.seeded.matters, 'park') : person(staffNo)
    expect(denialOf(await openDirect(world, { substituteId }))).toBe(`recusalDecisions.${code}`)
  })

  it('waits for the hearing, one working day, before it is signed', async () => {
    const caseId = await opened(calm)
    expect(denialOf(await sign(world, caseId))).toBe('recusalDecisions.hearing-neither-held-nor-skipped')
    done(await step(hearSubject, caseId, 'ZJ0002'))
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'HEARING',
      limitName: 'decisionHear',
      dueAt: new Date('2026-11-24T15:59:59.999Z'),
    })
    expect(denialOf(await sign(world, caseId))).toBe('recusalDecisions.opinion-not-recorded')
    done(await opinion(caseId, 'ZJ0104', '配偶已离职'))
    expect(denialOf(await opinion(caseId, 'ZJ0104'))).toBe('recusalDecisions.opinion-already-recorded')
    done(await sign(world, caseId))
    const stored = await asSystem(world.clock.now(), (tx) =>
      tx.recusalDecision.findUniqueOrThrow({ where: { caseId } }),
    )
    expect(stored).toMatchObject({ hearingOpinion: '配偶已离职', heardAt: world.clock.now() })
  })

  it('is corrected by its drafter alone, at the version seen', async () => {
    const caseId = await opened()
    const edit = async (staffNo: string, version?: number) => {
      const { subjectId: _, matterId: __, ...contents } = directContents(world, { facts: '补充的事实' })
      const input = { ...(await now(world, caseId)), ...contents, ...(version ? { version } : {}) }
      return editDecision({ actor: await world.actor(staffNo), clock: world.clock, input })
    }
    expect(denialOf(await edit('ZJ0001'))).toBe('cases.not-in-charge')
    done(await edit('ZJ0002'))
    expect(denialOf(await edit('ZJ0002', 1))).toBe('cases.changed-meanwhile')
  })

  it('that nobody signs in time is signed by the next level alone', async () => {
    const caseId = await opened()
    world.at('2026-11-27 00:30')
    await fireTimers(world)
    expect((await caseOf(world, caseId)).deciderId).toBe(person('YX0001'))
    expect(denialOf(await sign(world, caseId))).toBe('cases.not-in-charge')
    done(await sign(world, caseId, 'YX0001'))
  })
})

describe('a proposal of the discipline office', () => {
  async function propose(staffNo = 'JW0101') {
    const { subjectId, matterId, groundCode, whyDue, facts, evidence } = directContents(world)
    const input = { subjectId, matterId, groundCode, whyDue, facts, evidence }
    return proposeDecision({ actor: await world.actor(staffNo), clock: world.clock, input })
  }

  it('is taken up by the leader, who completes it and does not sign it', async () => {
    const { caseId } = done(await propose())
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'PROPOSED',
      deciderId: person('ZJ0002'),
      limitName: 'proposalTakeUp',
    })
    done(await step(takeUpProposal, caseId, 'ZJ0002'))
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'DRAFT',
      filedById: person('ZJ0002'),
      deciderId: person('ZJ0001'),
    })
    expect(denialOf(await sign(world, caseId))).toMatch(/hearing-neither|contents-missing/)
  })

  it('is declined with reasons', async () => {
    const { caseId } = done(await propose())
    const decline = async (reason: string, staffNo = 'ZJ0002') =>
      declineProposal({
        actor: await world.actor(staffNo),
        clock: world.clock,
        input: { ...(await now(world, caseId)), reason },
      })
    expect(denialOf(await decline('已回避', 'JW0101'))).toBe('cases.not-in-charge')
    done(await decline('已经回避'))
    expect((await caseOf(world, caseId)).status).toBe('DECLINED')
  })

  it('goes to the superior organ once when it was declined, past whoever declined it', async () => {
    const { caseId } = done(await propose())
    const reasoned = async (command: typeof declineProposal | typeof proposeAbove, staffNo: string) =>
      command({
        actor: await world.actor(staffNo),
        clock: world.clock,
        input: { ...(await now(world, caseId)), reason: '理由不充分' },
      })
    done(await reasoned(declineProposal, 'ZJ0002'))
    for (const staffNo of ['ZJ0002', 'ZJ0104', 'ZJ0001'])
      expect(denialOf(await reasoned(proposeAbove, staffNo)), staffNo).toMatch(/^cases\./)
    done(await reasoned(proposeAbove, 'JW0101'))
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'PROPOSED',
      deciderId: person('YX0001'),
      closedAt: null,
      limitName: 'proposalTakeUp',
    })
    expect(denialOf(await reasoned(declineProposal, 'ZJ0002'))).toBe('cases.not-in-charge')
    done(await reasoned(declineProposal, 'YX0001'))
    expect(denialOf(await reasoned(proposeAbove, 'JW0101'))).toBe('recusalDecisions.already-proposed-above')
  })

  it('comes from the discipline office alone', async () => {
    for (const staffNo of ['ZJ0002', 'ZJ0003', 'ZJ0102', 'SYS001'])
      expect(denialOf(await propose(staffNo)), staffNo).toBe('cases.not-in-charge')
  })
})

describe('document numbers', () => {
  it('run without gaps in an organ and a year when ten are issued at once and some are refused', async () => {
    const ids: string[] = []
    for (let n = 0; n < 10; n += 1) ids.push(await opened())
    for (const [n, caseId] of ids.entries()) if (n % 5 !== 4) done(await sign(world, caseId))
    const results = await Promise.all(ids.map((caseId) => issue(world, caseId)))
    const numbers = results.flatMap((result) => (result.ok ? [result.value.documentNumber] : []))
    const serials = numbers.map((number) => Number(/〔2026〕(\d+)号$/.exec(number)?.[1]))
    expect(serials.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(numbers[0]).toMatch(/^云住建回避决/)
    expect(results.filter((result) => !result.ok)).toHaveLength(2)
  })

  it('are given by a clerk once: two clerks at one moment, one number', async () => {
    const caseId = await opened()
    done(await sign(world, caseId))
    const results = await Promise.all([issue(world, caseId), issue(world, caseId)])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect((await stepsOf(world, caseId)).filter((event) => event === 'issue')).toHaveLength(1)
  })
})
