// Several cases at once: each is taken, logged and refused by itself; nobody takes what is not theirs, nothing is decided.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { write } from '@/lib/audit/writes'
import { moveCase, openCase } from '@/lib/cases/writes'
import {
  caseOf,
  denialOf,
  fileReport,
  loggedCommands,
  openWorld,
  stepsOf,
  type World,
} from '@/lib/filing/testing'
import { ok } from '@/lib/platform/result'
import { declareConflict } from '@/lib/cases/commands'
import { markSeveralRead } from '@/lib/notifications/commands'
import { asActor, asSystem } from '@/lib/platform/db'
import { done } from '@/prisma/seed/stage'
import { takeInBulk } from './commands'
import { findBulkSteps } from './queries'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 120_000)
afterAll(() => world.close())

/** A late report: the dealing was on Friday, it is Monday. */
const late = (who: string, title: string) =>
  fileReport(
    world,
    {
      title,
      startsAt: '2026-11-20T09:30',
      endsAt: '2026-11-20T11:00',
      lateReason: '周末出差，未能及时报告。',
    } as never,
    who,
  )

async function request(staffNo: string, initiator: 'SELF' | 'INTERESTED_PARTY' = 'SELF'): Promise<string> {
  const actor = await world.actor(staffNo)
  const opened = await write({ who: actor, clock: world.clock, command: 'test.request' }, async (w) => {
    const row = await openCase(w, {
      kind: 'RECUSAL_REQUEST',
      status: 'DRAFT',
      event: 'start',
      subjectId: actor.officialId,
      filedById: actor.officialId,
      title: '申请回避',
      policyVersion: 1,
    })
    await w.tx.recusalRequest.create({ data: { caseId: row.id, initiator, currentVersion: 1 } })
    const moved = await moveCase(w, row, { event: 'submit', to: 'SUBMITTED', limit: 'requestAccept' })
    return moved.ok ? ok({ id: row.id }) : moved
  })
  return done(opened).id
}

async function take(staffNo: string, event: 'accept' | 'note', ids: string[], requestKey?: string) {
  const cases = await Promise.all(
    ids.map(async (caseId) => ({ caseId, version: (await caseOf(world, caseId)).version })),
  )
  const actor = await world.actor(staffNo)
  const { outcomes } = done(
    await takeInBulk({ actor, clock: world.clock, input: { event, cases }, requestKey }),
  )
  return outcomes.map((one) => one.refusal && `${one.refusal.module}.${one.refusal.code}`)
}

const statusOf = async (id: string) => (await caseOf(world, id)).status

describe('a supervising leader', () => {
  it('notes several late reports, each with its own step and entry in the log', async () => {
    const ids = [await late('ZJ0102', '一'), await late('ZJ0103', '二')]
    expect(await take('ZJ0002', 'note', ids)).toEqual([null, null])
    for (const id of ids) {
      expect(await statusOf(id)).toBe('NOTED')
      expect((await stepsOf(world, id)).at(-1)).toBe('note')
      expect((await loggedCommands(world, id)).filter((one) => one === 'advance-reports.note')).toHaveLength(
        1,
      )
    }
  })

  it('is told of each case why it stays, and the others are done', async () => {
    const good = await late('ZJ0102', '三')
    const advance = await fileReport(world, { title: '事先' }, 'ZJ0103')
    const foreign = await late('SJ0101', '别的单位')
    const conflicted = await late('ZJ0104', '有关联')
    const leader = await world.actor('ZJ0002')
    done(
      await declareConflict({
        actor: leader,
        clock: world.clock,
        input: {
          caseId: conflicted,
          version: (await caseOf(world, conflicted)).version,
          reason: '与当事企业有关联。',
        },
      }),
    )
    expect(await take('ZJ0002', 'note', [advance, good, foreign, conflicted])).toEqual([
      'review.not-in-bulk',
      null,
      'cases.not-found',
      expect.stringMatching(/^cases\./),
    ])
    expect(await Promise.all([advance, good, foreign, conflicted].map(statusOf))).toEqual([
      'SUBMITTED',
      'NOTED',
      'SUBMITTED',
      'SUBMITTED',
    ])
  })

  it('does not take a case again that somebody took meanwhile', async () => {
    const id = await late('ZJ0102', '四')
    const version = (await caseOf(world, id)).version
    expect(await take('ZJ0002', 'note', [id])).toEqual([null])
    const actor = await world.actor('ZJ0002')
    const again = done(
      await takeInBulk({
        actor,
        clock: world.clock,
        input: { event: 'note', cases: [{ caseId: id, version }] },
      }),
    )
    expect(again.outcomes[0]?.refusal?.code).toBe('changed-meanwhile')
  })

  it('sends it twice and it is done once', async () => {
    const id = await late('ZJ0102', '五')
    const version = (await caseOf(world, id)).version
    const actor = await world.actor('ZJ0002')
    const send = () =>
      takeInBulk({
        actor,
        clock: world.clock,
        input: { event: 'note', cases: [{ caseId: id, version }] },
        requestKey: 'same',
      })
    const [one, two] = [done(await send()), done(await send())]
    expect([one.outcomes[0]?.refusal, two.outcomes[0]?.refusal]).toEqual([null, null])
    expect((await stepsOf(world, id)).filter((step) => step === 'note')).toHaveLength(1)
  })
})

describe('a clerk', () => {
  it('accepts several requests; what came from outside is taken alone', async () => {
    const ids = [
      await request('ZJ0102'),
      await request('ZJ0103'),
      await request('ZJ0104', 'INTERESTED_PARTY'),
    ]
    expect(await take('ZJ0003', 'accept', ids)).toEqual([null, null, 'review.not-in-bulk'])
    expect(await Promise.all(ids.map(statusOf))).toEqual(['UNDER_REVIEW', 'UNDER_REVIEW', 'SUBMITTED'])
  })

  it.each([
    ['ZJ0003', 'their own request'],
    ['SJ0003', 'a request of another unit'],
    ['ZJ0102', 'anything, as a declarant'],
    ['ZJ0002', 'a request, as its decider'],
    ['JW0101', 'anything, as the discipline office'],
    ['SYS001', 'anything, as an administrator'],
  ])('%s does not accept %s', async (staffNo) => {
    const id = await request(staffNo === 'ZJ0003' ? 'ZJ0003' : 'ZJ0105')
    expect(await take(staffNo, 'accept', [id])).toEqual([expect.stringMatching(/^cases\./)])
    expect(await statusOf(id)).toBe('SUBMITTED')
  })
})

describe('the boxes of a page', () => {
  it('are on what the table allows the person, and on nothing else', async () => {
    const ids = [await late('ZJ0102', '六'), await fileReport(world, {}, 'ZJ0103'), await request('ZJ0102')]
    const boxes = async (staffNo: string) =>
      [...(await findBulkSteps(await world.actor(staffNo), ids, world.clock.now()))].map(([id, step]) => [
        ids.indexOf(id),
        step.event,
      ])
    expect(await boxes('ZJ0002')).toEqual([[0, 'note']])
    expect(await boxes('ZJ0003')).toEqual([[2, 'accept']])
    expect(await boxes('ZJ0001')).toEqual([])
    expect(await boxes('ZJ0102')).toEqual([])
  })
})

describe('notices', () => {
  it('are marked several at once, and never somebody else’s', async () => {
    const { clock } = world
    const [mine, theirs] = [await world.actor('ZJ0102'), await world.actor('ZJ0103')]
    const make = (officialId: string, n: number) => ({
      id: `00000000-0000-7000-8000-00000000000${String(n)}`,
      officialId,
      kind: 'report-returned',
      href: '/my',
      dedupeKey: `test-${String(n)}`,
      createdAt: clock.now(),
    })
    const rows = [1, 2, 3].map((n) => make(n === 3 ? theirs.officialId : mine.officialId, n))
    await asSystem(clock.now(), (tx) => tx.notice.createMany({ data: rows }))
    const marked = await markSeveralRead({ actor: mine, clock, input: { ids: rows.map((row) => row.id) } })
    expect(denialOf(marked)).toBeNull()
    expect(marked.ok && marked.value).toEqual({ marked: 2 })
    const left = await asActor(theirs, clock.now(), (tx) => tx.notice.count({ where: { readAt: null } }))
    expect(left).toBe(1)
  })
})
