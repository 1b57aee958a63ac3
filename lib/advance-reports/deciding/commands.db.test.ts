import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  caseOf,
  denialOf,
  fileReport,
  fireTimers,
  openWorld,
  reportContent,
  stepsOf,
} from '@/lib/filing/testing'
import type { World } from '@/lib/filing/testing'
import type { Actor } from '@/lib/identity/types'
import { asSystem } from '@/lib/platform/db'
import { done } from '@/prisma/seed/stage'
import { giveNotice, reportResult, submitReport, withdrawReport } from '../commands'
import { decideReport, returnReport } from './commands'

let world: World
let declarant: Actor
let leader: Actor
let head: Actor
let clerk: Actor

beforeAll(async () => {
  world = await openWorld()
  declarant = await world.actor('ZJ0102')
  leader = await world.actor('ZJ0002')
  head = await world.actor('ZJ0001')
  clerk = await world.actor('ZJ0003')
})
afterAll(() => world.close())
beforeEach(() => {
  world.at('2026-11-23 10:00')
})

type Event = Parameters<typeof decideReport>[0]['input']['event']

async function decide(caseId: string, event: Event, actor = leader) {
  const { version } = await caseOf(world, caseId)
  const input = { caseId, version, event, reason: '理由', measures: [], measuresNote: '' }
  return decideReport({ actor, clock: world.clock, input })
}

async function sendBack(caseId: string) {
  const { version } = await caseOf(world, caseId)
  const input = { caseId, version, defects: ['请写明姓名'] }
  return returnReport({ actor: clerk, clock: world.clock, input })
}

async function submit(caseId: string, more = {}) {
  const { version } = await caseOf(world, caseId)
  const input = { caseId, version, content: reportContent(world, more) }
  return submitReport({ actor: declarant, clock: world.clock, input })
}

async function statusAt(local: string, caseId: string): Promise<string> {
  world.at(local)
  await fireTimers(world)
  return (await caseOf(world, caseId)).status
}

const LATER = { startsAt: '2026-12-10T09:30', endsAt: '2026-12-10T11:00' }
const TOMORROW = { startsAt: '2026-11-24T09:30', endsAt: '2026-11-24T11:00' }

describe('a passed limit', () => {
  it('approves nothing: the case climbs, and the next level alone decides', async () => {
    const caseId = await fileReport(world, LATER)
    expect(await statusAt('2026-11-26 23:59', caseId)).toBe('SUBMITTED')
    expect((await caseOf(world, caseId)).deciderId).toBe(leader.officialId)
    expect(await statusAt('2026-11-27 00:00', caseId)).toBe('SUBMITTED')
    expect(await caseOf(world, caseId)).toMatchObject({
      deciderId: head.officialId,
      deciderWhy: 'unit-head',
      escalatedAt: world.clock.now(),
      dueAt: new Date('2026-11-26T15:59:59.999Z'),
    })
    expect(denialOf(await decide(caseId, 'approve', leader))).toBe('cases.not-in-charge')
    done(await decide(caseId, 'approve', head))
    expect(await stepsOf(world, caseId)).toEqual(['start', 'submit', 'escalate', 'approve'])
  })

  it('climbs again when the next level is late too, and once however often the timers are looked at', async () => {
    const caseId = await fileReport(world, LATER)
    await statusAt('2026-11-27 00:00', caseId)
    await statusAt('2026-11-27 09:00', caseId)
    expect((await caseOf(world, caseId)).level).toBe(1)
    await statusAt('2026-12-03 00:00', caseId)
    expect(await caseOf(world, caseId)).toMatchObject({ level: 2, deciderWhy: 'superior-head' })
    expect((await stepsOf(world, caseId)).filter((step) => step === 'escalate')).toHaveLength(2)
  })

  it('does not run while the report is returned, and runs on after the same day', async () => {
    const caseId = await fileReport(world, LATER)
    done(await sendBack(caseId))
    expect(await statusAt('2026-11-30 09:00', caseId)).toBe('RETURNED')
    expect((await caseOf(world, caseId)).deciderId).toBe(leader.officialId)

    world.at('2026-11-23 10:00')
    const quick = await fileReport(world, LATER)
    done(await sendBack(quick))
    world.at('2026-11-23 16:00')
    done(await submit(quick, LATER))
    expect((await caseOf(world, quick)).dueAt).toEqual(new Date('2026-11-26T15:59:59.999Z'))
    await statusAt('2026-11-27 00:00', quick)
    expect((await caseOf(world, quick)).deciderId).toBe(head.officialId)
  })
})

describe('the dealing begins undecided', () => {
  it('lapses at its start, not a minute before, and nobody approves afterwards', async () => {
    const caseId = await fileReport(world, TOMORROW)
    expect(await statusAt('2026-11-24 09:29', caseId)).toBe('SUBMITTED')
    expect(await statusAt('2026-11-24 09:30', caseId)).toBe('LAPSED_UNDECIDED')
    expect(denialOf(await decide(caseId, 'approve'))).toBe('cases.not-possible-in-status')
    expect((await stepsOf(world, caseId)).at(-1)).toBe('lapse')
  })

  it('refuses an approval in the same moment that the timer has not reached yet', async () => {
    const caseId = await fileReport(world, TOMORROW)
    world.at('2026-11-24 09:30')
    expect(denialOf(await decide(caseId, 'approve'))).toBe('advanceReports.dealing-already-began')
  })

  it('lapses also after a return that left the times as they were', async () => {
    const caseId = await fileReport(world, TOMORROW)
    done(await sendBack(caseId))
    world.at('2026-11-23 11:00')
    done(await submit(caseId, TOMORROW))
    expect(await statusAt('2026-11-24 09:30', caseId)).toBe('LAPSED_UNDECIDED')
  })

  it('does not lapse what was filed after the start: it is noted or questioned', async () => {
    const past = { startsAt: '2026-11-23T08:30', endsAt: '2026-11-23T09:30', lateReason: '临时通知' }
    const caseId = await fileReport(world, past)
    expect(await statusAt('2026-11-23 12:00', caseId)).toBe('SUBMITTED')
    expect(denialOf(await decide(caseId, 'approve'))).toBe('advanceReports.dealing-already-began')
    done(await decide(caseId, 'note'))
    expect(await statusAt('2026-11-23 12:05', caseId)).toBe('RESULT_DUE')
  })

  it('leaves version n standing when an amendment was not decided', async () => {
    const caseId = await fileReport(world, TOMORROW)
    done(await decide(caseId, 'approve'))
    done(await submit(caseId, { ...TOMORROW, place: '另一处' }))
    expect(denialOf(await decide(caseId, 'confirmGround', clerk))).toBe('cases.not-in-charge')
    expect(await statusAt('2026-11-24 09:30', caseId)).toBe('APPROVED')
    expect((await stepsOf(world, caseId)).at(-1)).toBe('keepStanding')
    expect(await statusAt('2026-11-24 11:00', caseId)).toBe('RESULT_DUE')
  })
})

describe('the dealing ends', () => {
  it('asks for the result within three working days, and never acts for the declarant', async () => {
    const caseId = await fileReport(world, TOMORROW)
    done(await decide(caseId, 'approve'))
    expect(await statusAt('2026-11-24 10:59', caseId)).toBe('APPROVED')
    expect(await statusAt('2026-11-24 11:00', caseId)).toBe('RESULT_DUE')
    expect((await caseOf(world, caseId)).dueAt).toEqual(new Date('2026-11-27T15:59:59.999Z'))
    expect(await statusAt('2026-11-28 00:00', caseId)).toBe('RESULT_DUE')
    expect((await stepsOf(world, caseId)).at(-1)).toBe('overdue')
    const { version, deciderId } = await caseOf(world, caseId)
    expect(deciderId).toBe(leader.officialId)
    const result = { held: true, summary: '如期举行', costPaid: '', promises: '', gifts: [] }
    done(await reportResult({ actor: declarant, clock: world.clock, input: { caseId, version, ...result } }))
    expect((await caseOf(world, caseId)).status).toBe('COMPLETED')
  })

  it('asks also after an amendment that left the times as they were and was approved', async () => {
    const caseId = await fileReport(world, TOMORROW)
    done(await decide(caseId, 'approve'))
    done(await submit(caseId, { ...TOMORROW, place: '另一处' }))
    done(await decide(caseId, 'approve'))
    expect(await statusAt('2026-11-24 11:00', caseId)).toBe('RESULT_DUE')
  })
})

describe('an emergency notice', () => {
  it('is red when it was not completed in three working days, and stays with the declarant', async () => {
    const notice = {
      enterpriseIds: [[...world.seeded.enterprises.values()][0] ?? ''],
      emergency: 'MEAL' as const,
      place: '食堂',
      situation: '临时遇到企业的人。',
    }
    const given = done(await giveNotice({ actor: declarant, clock: world.clock, input: notice }))
    expect(given.dueAt).toBe('2026-11-26T15:59:59.999Z')
    expect(await statusAt('2026-11-27 00:00', given.caseId)).toBe('NOTICE_GIVEN')
    expect(await stepsOf(world, given.caseId)).toEqual(['notify', 'startClock', 'overdue'])
    done(await submit(given.caseId, LATER))
    const { filingKind } = await asSystem(world.clock.now(), (tx) =>
      tx.advanceReport.findUniqueOrThrow({ where: { caseId: given.caseId } }),
    )
    expect(filingKind).toBe('EMERGENCY')
  })
})

// Last in this file: ten years later every other case here is long overdue.
describe('the retention', () => {
  it('archives a closed report when it is over, not a day before, and never an open one', async () => {
    const closed = await fileReport(world, LATER)
    const open = await fileReport(world, LATER)
    const { version } = await caseOf(world, closed)
    const input = { caseId: closed, version, reason: '不去了' }
    done(await withdrawReport({ actor: declarant, clock: world.clock, input }))
    expect(await statusAt('2036-11-22 23:59', closed)).toBe('WITHDRAWN')
    expect(await statusAt('2036-11-23 00:00', closed)).toBe('ARCHIVED')
    expect((await stepsOf(world, closed)).at(-1)).toBe('archive')
    expect(await caseOf(world, closed)).toMatchObject({ limitName: null, dueAt: null })
    expect((await caseOf(world, open)).status).toBe('LAPSED_UNDECIDED')
  })
})
