import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  caseOf,
  denialOf,
  everyRow,
  fileReport,
  loggedCommands,
  openWorld,
  reportContent,
  stepsOf,
  type World,
} from '@/lib/filing/testing'
import type { Actor } from '@/lib/identity/types'
import { asSystem } from '@/lib/platform/db'
import type { Result } from '@/lib/platform/result'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { giveNotice, startReport, submitReport, withdrawReport } from './commands'
import { convertReport, decideReport, returnReport } from './deciding/commands'

let world: World
let declarant: Actor
let leader: Actor
let clerk: Actor

beforeAll(async () => {
  world = await openWorld()
  declarant = await world.actor('ZJ0102')
  leader = await world.actor('ZJ0002')
  clerk = await world.actor('ZJ0003')
})
afterAll(() => world.close())
beforeEach(() => {
  world.at('2026-11-23 10:00')
})

type Deciding = Parameters<typeof decideReport>[0]['input']

async function decide(
  caseId: string,
  event: Deciding['event'],
  more: Partial<Deciding> = {},
  actor = leader,
) {
  const { version } = await caseOf(world, caseId)
  const input = { caseId, version, event, reason: '理由', measures: [], measuresNote: '', ...more }
  return decideReport({ actor, clock: world.clock, input })
}

async function sendBack(caseId: string, actor = clerk) {
  const { version } = await caseOf(world, caseId)
  return returnReport({ actor, clock: world.clock, input: { caseId, version, defects: ['请写明姓名'] } })
}

async function submit(caseId: string, more = {}, requestKey?: string) {
  const { version } = await caseOf(world, caseId)
  const input = { caseId, version, content: reportContent(world, more) }
  return submitReport({ actor: declarant, clock: world.clock, input, requestKey })
}

const spouse = { relation: 'SPOUSE', personConcerned: '配偶方晓', impact: '配偶在该企业任职' } as const

describe('submit and decide', () => {
  it('goes from the draft to the approval: three working days, then no limit, one entry for each step', async () => {
    const caseId = await fileReport(world)
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'SUBMITTED',
      number: expect.stringMatching(/^2026-\d{6}$/) as string,
      deciderId: leader.officialId,
      limitName: 'reportDecide',
      dueAt: new Date('2026-11-26T15:59:59.999Z'),
    })
    done(await decide(caseId, 'approve'))
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'APPROVED',
      decidedById: leader.officialId,
      limitName: null,
      dueAt: null,
    })
    expect(await stepsOf(world, caseId)).toEqual(['start', 'submit', 'approve'])
    expect(await loggedCommands(world, caseId)).toEqual([
      'advance-reports.start',
      'advance-reports.submit',
      'advance-reports.approve',
    ])
  })

  it('is due at the start of the dealing, when that comes first', async () => {
    const times = { startsAt: '2026-11-24T09:00', endsAt: '2026-11-24T10:00' }
    const caseId = await fileReport(world, times)
    expect((await caseOf(world, caseId)).dueAt).toEqual(new Date('2026-11-24T01:00:00.000Z'))
  })

  it('takes a condition for an approval with conditions, and reasons for a disapproval', async () => {
    const caseId = await fileReport(world)
    expect(denialOf(await decide(caseId, 'approveWithConditions'))).toBe('advanceReports.measure-missing')
    expect(denialOf(await decide(caseId, 'disapprove', { reason: '' }))).toBe('cases.reason-missing')
    done(await decide(caseId, 'approveWithConditions', { measures: ['TWO_OR_MORE'] }))
    expect((await caseOf(world, caseId)).status).toBe('APPROVED_WITH_CONDITIONS')
  })

  it('pauses the clock while it is returned, once, and keeps the number and the first day', async () => {
    const caseId = await fileReport(world)
    const { number, submittedAt } = await caseOf(world, caseId)
    world.at('2026-11-24 15:00')
    done(await sendBack(caseId))
    expect(await caseOf(world, caseId)).toMatchObject({ status: 'RETURNED', pausedAt: world.clock.now() })
    world.at('2026-11-25 09:00')
    done(await submit(caseId, { startsAt: '2026-12-10T09:30', endsAt: '2026-12-10T11:00' }))
    expect(await caseOf(world, caseId)).toMatchObject({
      status: 'SUBMITTED',
      number,
      submittedAt,
      pausedAt: null,
      // Tuesday ended in the pause: Wednesday, Thursday, Friday.
      dueAt: new Date('2026-11-27T15:59:59.999Z'),
    })
    expect(denialOf(await sendBack(caseId))).toBe('advanceReports.already-returned-once')
    done(await decide(caseId, 'approve'))
  })
})

describe('a statutory ground', () => {
  it.each(['approve', 'approveWithConditions'] as const)(
    'declared: refuses %s, whatever the form sends',
    async (event) => {
      const caseId = await fileReport(world, spouse)
      const forged = { measures: ['TWO_OR_MORE', 'MINUTES'] as const, statutoryGround: false, force: true }
      const before = await everyRow(world)
      expect(denialOf(await decide(caseId, event, forged as unknown as Partial<Deciding>))).toBe(
        'advanceReports.statutory-ground',
      )
      expect(await everyRow(world)).toEqual(before)
    },
  )

  it('confirmed: refuses approval from then on, also after a return and a form that leaves it out', async () => {
    const caseId = await fileReport(world, { relation: 'UNSURE' })
    done(await decide(caseId, 'confirmGround'))
    expect(denialOf(await decide(caseId, 'approve'))).toBe('advanceReports.statutory-ground')
    done(await sendBack(caseId))
    done(await submit(caseId, { relation: 'NONE' }))
    expect(denialOf(await decide(caseId, 'approve'))).toBe('advanceReports.statutory-ground')
    const stored = await asSystem(world.clock.now(), (tx) =>
      tx.advanceReport.findUniqueOrThrow({ where: { caseId } }),
    )
    expect(stored).toMatchObject({ statutoryGround: true, groundConfirmedById: leader.officialId })
    expect((await caseOf(world, caseId)).groundCode).toBe('RELATIVE_INTEREST')
  })

  it('is converted into a linked request instead, in the same transaction', async () => {
    const caseId = await fileReport(world, spouse)
    const { version } = await caseOf(world, caseId)
    const input = { caseId, version, reason: '应当回避', matterId: need(world.seeded.matters, 'park') }
    const { requestId } = done(await convertReport({ actor: leader, clock: world.clock, input }))
    expect((await caseOf(world, caseId)).status).toBe('CONVERTED_TO_RECUSAL')
    expect(await caseOf(world, requestId)).toMatchObject({
      status: 'SUBMITTED',
      parentId: caseId,
      filedById: declarant.officialId,
      groundCode: 'RELATIVE_INTEREST',
    })
    expect((await loggedCommands(world, caseId)).at(-1)).toBe('advance-reports.convert')
    expect(await loggedCommands(world, requestId)).toEqual([])
  })
})

describe('two at the same moment', () => {
  /** Exactly one of two steps on the same page version happened; the other was told what did. */
  async function race(caseId: string, both: readonly [Promise<Result<unknown>>, Promise<Result<unknown>>]) {
    const entries = (await loggedCommands(world, caseId)).length
    const results = await Promise.all(both)
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    const refused = results.find((result) => !result.ok)
    const last = (await stepsOf(world, caseId)).at(-1)
    expect(refused).toMatchObject({
      refusal: { module: 'cases', code: 'changed-meanwhile', params: { event: last } },
    })
    expect(await loggedCommands(world, caseId)).toHaveLength(entries + 1)
    return refused?.ok === false ? refused.refusal.params : undefined
  }

  it.each([1, 2, 3])('the leader decides and the clerk returns: one wins (%i)', async () => {
    const caseId = await fileReport(world)
    const told = await race(caseId, [decide(caseId, 'approve'), sendBack(caseId)])
    const { status } = await caseOf(world, caseId)
    expect(told?.who).toBe(status === 'APPROVED' ? leader.name : clerk.name)
  })

  it('leader and declarant convert: one request', async () => {
    const caseId = await fileReport(world, spouse)
    const { version } = await caseOf(world, caseId)
    const input = { caseId, version, reason: '应当回避', matterId: need(world.seeded.matters, 'park') }
    await race(caseId, [
      convertReport({ actor: leader, clock: world.clock, input }),
      convertReport({ actor: declarant, clock: world.clock, input }),
    ])
    const requests = await asSystem(world.clock.now(), (tx) => tx.case.count({ where: { parentId: caseId } }))
    expect(requests).toBe(1)
  })

  it('the same leader in two windows: one approval', async () => {
    const caseId = await fileReport(world)
    await race(caseId, [decide(caseId, 'approve'), decide(caseId, 'disapprove')])
  })
})

describe('a stale page', () => {
  it('is refused with who did what meanwhile, and writes nothing', async () => {
    const caseId = await fileReport(world)
    const stale = (await caseOf(world, caseId)).version
    done(await decide(caseId, 'confirmGround'))
    const before = await everyRow(world)
    const input = { caseId, version: stale, reason: '不去了' }
    expect(await withdrawReport({ actor: declarant, clock: world.clock, input })).toMatchObject({
      refusal: { code: 'changed-meanwhile', params: { who: leader.name, event: 'confirmGround' } },
    })
    expect(await everyRow(world)).toEqual(before)
  })
})

describe('a refusal', () => {
  it('leaves no row, no number, no key and no log entry', async () => {
    const { caseId } = done(await startReport({ actor: declarant, clock: world.clock, input: {} }))
    const before = await everyRow(world)
    expect(denialOf(await submit(caseId, { pledge: false }, 'refused-1'))).toBe('advanceReports.incomplete')
    const unknown = { enterpriseIds: ['0190a000-0000-7000-8000-000000000000'] }
    expect(denialOf(await submit(caseId, unknown, 'refused-2'))).toBe('advanceReports.enterprise-unknown')
    const late = { startsAt: '2026-11-20T09:00', endsAt: '2026-11-20T10:00' }
    expect(denialOf(await submit(caseId, late, 'refused-3'))).toBe('advanceReports.late-reason-missing')
    expect(await everyRow(world)).toEqual(before)
    done(await submit(caseId, {}, 'refused-1'))
  })

  it.each([
    ['ZJ0103', 'a colleague'],
    ['ZJ0004', 'the HR office'],
    ['JW0101', 'the discipline office'],
    ['ZJ0001', 'the unit head, while the leader has it'],
    ['YX0001', 'the superior unit head'],
    ['SJ0002', 'a leader of another organ'],
    ['SYS001', 'the system administrator'],
    ['SEC001', 'the security administrator'],
    ['AUD001', 'the audit administrator'],
    ['ZJ0003', 'the clerk'],
    ['ZJ0102', 'the declarant'],
  ])('%s decides nothing (%s)', async (staffNo) => {
    const caseId = await fileReport(world)
    const actor = await world.actor(staffNo)
    const before = await everyRow(world)
    for (const event of ['approve', 'disapprove', 'confirmGround'] as const)
      expect(denialOf(await decide(caseId, event, {}, actor)), event).toMatch(
        /^cases\.(not-found|not-in-charge|own-case)$/,
      )
    expect(await everyRow(world)).toEqual(before)
  })
})

describe('a request that is sent again', () => {
  it('after the answer was lost: one filing, one number, the first answer', async () => {
    const { caseId } = done(await startReport({ actor: declarant, clock: world.clock, input: {} }))
    const input = { caseId, version: 1, content: reportContent(world) }
    const send = () =>
      submitReport({ actor: declarant, clock: world.clock, input, requestKey: 'lost-answer' })
    const before = await seriesOf('AR:2026')
    await send() // The answer dies with the process that waited for it.
    const rows = await everyRow(world)
    world.at('2026-11-23 10:05')
    const again = done(await send())
    expect(await everyRow(world)).toEqual(rows)
    expect(again).toEqual({ caseId, number: (await caseOf(world, caseId)).number })
    expect(await seriesOf('AR:2026')).toBe(before + 1)
    expect((await loggedCommands(world, caseId)).filter((one) => one.endsWith('submit'))).toHaveLength(1)
  })

  it('while the first is still on its way: the same', async () => {
    const notice = {
      enterpriseIds: [need(world.seeded.enterprises, 'lanyue')],
      emergency: 'GIFT' as const,
      place: '停车场',
      situation: '业务员放下东西就走了。',
    }
    const before = await seriesOf('AR:2026')
    const send = () =>
      giveNotice({ actor: declarant, clock: world.clock, input: notice, requestKey: 'pressed-twice' })
    const [one, other] = await Promise.all([send(), send()])
    expect(done(one)).toEqual(done(other))
    expect(await seriesOf('AR:2026')).toBe(before + 1)
  })
})

describe('receipt numbers', () => {
  it('run without gaps when ten file at once and some are refused', async () => {
    const before = await seriesOf('AR:2026')
    const drafts: string[] = []
    for (let n = 0; n < 10; n += 1)
      drafts.push(done(await startReport({ actor: declarant, clock: world.clock, input: {} })).caseId)
    const results = await Promise.all(
      drafts.map((caseId, n) => submit(caseId, n % 5 === 4 ? { enterpriseIds: [caseId] } : {})),
    )
    const numbers = results.flatMap((result) => (result.ok ? [Number(result.value.number.slice(5))] : []))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 8 }, (_, n) => before + n + 1))
    expect(await seriesOf('AR:2026')).toBe(before + 8)
  })
})

async function seriesOf(key: string): Promise<number> {
  const row = await asSystem(world.clock.now(), (tx) => tx.numberSeries.findUnique({ where: { key } }))
  return row?.last ?? 0
}
