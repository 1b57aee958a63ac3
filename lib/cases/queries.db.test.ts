import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fileReport, openWorld, type World } from '@/lib/filing/testing'
import { startReport } from '@/lib/advance-reports/commands'
import { asActor, asSystem } from '@/lib/platform/db'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import type { Party, Standing } from './cases'
import { findAuthority, getStanding } from './queries'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.at('2026-11-23 10:00')
})

const CLEAN = {
  isSubject: false,
  isApplicant: false,
  isSubordinateOfSubject: false,
  declaredConflict: false,
  decidedContestedStep: false,
}

/** What somebody is to a case, and whether they may read it at all. */
async function standingOf(staffNo: string, caseId: string): Promise<Standing & { reads: boolean }> {
  const actor = await world.actor(staffNo)
  const now = world.clock.now()
  const row = await asSystem(now, (tx) =>
    tx.case.findUniqueOrThrow({ where: { id: caseId }, include: { conflicts: true } }),
  )
  return asActor(actor, now, async (tx) => ({
    ...(await getStanding(tx, actor, row, now)),
    reads: (await tx.case.count({ where: { id: caseId } })) > 0,
  }))
}

describe('what each is to a report of ZJ0102, and whether they read it', () => {
  let caseId: string
  beforeAll(async () => {
    world.at('2026-11-23 10:00')
    caseId = await fileReport(world)
  })

  it.each<[string, string, Party[], boolean]>([
    ['ZJ0102', 'the declarant', ['declarant', 'subject'], true],
    ['ZJ0002', 'the named leader', ['decider', 'supervisor'], true],
    ['ZJ0003', 'the clerk of the organ', ['clerk'], true],
    ['ZJ0001', 'the unit head', ['nextLevel'], true],
    ['YX0001', 'the superior unit head', ['superiorOrgan'], true],
    ['QL0001', 'the head above', ['superiorOrgan'], true],
    ['JW0101', 'the discipline office of the district', ['disciplineOffice'], true],
    ['SW0101', 'the discipline office of the city', ['disciplineOffice'], true],
    ['ZJ0004', 'the HR office', [], false],
    ['ZJ0103', 'a colleague', [], false],
    ['SJ0002', 'a leader of another organ', [], false],
    ['SJ0003', 'the clerk of another organ', [], false],
    ['SJ0001', 'the head of another organ', [], false],
    ['YX0003', 'the clerk of the superior organ', [], false],
    ['QL0002', 'the officer for the heads’ cases', [], false],
    ['SYS001', 'the system administrator', [], false],
    ['SEC001', 'the security administrator', [], false],
    ['AUD001', 'the audit administrator', [], false],
  ])('%s, %s', async (staffNo, _, parties, reads) => {
    const own = staffNo === 'ZJ0102' ? { isSubject: true, isApplicant: true } : {}
    expect(await standingOf(staffNo, caseId)).toEqual({ ...CLEAN, ...own, parties, reads })
  })

  it('is not yet anybody’s while it is a draft', async () => {
    const actor = await world.actor('ZJ0102')
    const draft = done(await startReport({ actor, clock: world.clock, input: {} })).caseId
    for (const staffNo of ['ZJ0002', 'ZJ0003', 'ZJ0001', 'YX0001', 'JW0101', 'SYS001', 'SEC001', 'AUD001'])
      expect((await standingOf(staffNo, draft)).reads, staffNo).toBe(false)
    expect((await standingOf('ZJ0102', draft)).reads).toBe(true)
  })
})

describe('who decides about whom', () => {
  it.each([
    ['ZJ0102', 'ZJ0002', 'supervising-leader', 'YXZJ', 'somebody led by a named leader'],
    ['ZJ0002', 'ZJ0001', 'supervising-leader', 'YXZJ', 'the leader: the unit head leads them'],
    ['ZJ0001', 'YX0001', 'superior-head', 'YX', 'the unit head: the superior organ'],
    ['YX0001', 'QL0001', 'superior-head', 'QL', 'the head of the district: the city'],
    ['QL0001', 'QL0002', 'named-officer', 'QL', 'the topmost head: an officer named by collective decision'],
    ['JW0101', 'JW0001', 'supervising-leader', 'YXJW', 'an officer of the discipline office'],
  ])('%s: %s, %s, handled by %s (%s)', async (subject, decider, why, organ) => {
    const caseId = await fileReport(world, {}, subject)
    const row = await asSystem(world.clock.now(), (tx) =>
      tx.case.findUniqueOrThrow({ where: { id: caseId } }),
    )
    expect(row).toMatchObject({
      deciderId: need(world.seeded.people, decider),
      deciderWhy: why,
      handlingOrganId: need(world.seeded.organs, organ),
    })
    expect((await standingOf(decider, caseId)).parties).toContain('decider')
    expect(await standingOf(decider, caseId)).toMatchObject({ isSubordinateOfSubject: false, reads: true })
  })

  it('holds everybody below for a subordinate of a head', async () => {
    const caseId = await fileReport(world, {}, 'ZJ0001')
    for (const staffNo of ['ZJ0002', 'ZJ0003', 'ZJ0102', 'ZJ0004'])
      expect((await standingOf(staffNo, caseId)).isSubordinateOfSubject, staffNo).toBe(true)
    for (const staffNo of ['YX0001', 'YX0003', 'SJ0001'])
      expect((await standingOf(staffNo, caseId)).isSubordinateOfSubject, staffNo).toBe(false)
  })

  it('keeps cases about officers of a discipline office from that office, for the superior one', async () => {
    const caseId = await fileReport(world, {}, 'JW0001')
    expect((await standingOf('JW0101', caseId)).reads).toBe(false)
    expect((await standingOf('SW0101', caseId)).reads).toBe(true)
  })
})

describe('who may start a decision about ZJ0102', () => {
  it.each<[string, Party[]]>([
    ['ZJ0002', ['supervisor']],
    ['ZJ0001', ['supervisor']],
    ['YX0001', ['superiorOrgan']],
    ['QL0001', ['superiorOrgan']],
    ['JW0101', ['disciplineOffice']],
    ['SW0101', ['disciplineOffice']],
    ['ZJ0102', []],
    ['ZJ0103', []],
    ['ZJ0003', []],
    ['ZJ0004', ['hr']],
    ['SJ0001', []],
    ['SYS001', []],
    ['SEC001', []],
    ['AUD001', []],
  ])('%s: %j', async (staffNo, parties) => {
    const actor = await world.actor(staffNo)
    const now = world.clock.now()
    const subjectId = need(world.seeded.people, 'ZJ0102')
    const authority = await asActor(actor, now, (tx) => findAuthority(tx, actor, subjectId, now))
    expect(authority).toEqual({ ...CLEAN, isSubject: staffNo === 'ZJ0102', parties })
  })
})
