// The palette finds what its user may read, and nothing else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileReport, openWorld, type World } from '@/lib/filing/testing'
import { searchEverything } from './queries'
import type { Group } from './types'

let world: World
let caseId: string

beforeAll(async () => {
  world = await openWorld()
  caseId = await fileReport(world, { title: '云岫路改造验收协调会' })
}, 120_000)
afterAll(() => world.close())

async function found(staffNo: string, question: string): Promise<Partial<Record<Group, string[]>>> {
  const hits = await searchEverything(await world.actor(staffNo), question, world.clock.now())
  const groups: Partial<Record<Group, string[]>> = {}
  for (const hit of hits) (groups[hit.group] ??= []).push(hit.group === 'cases' ? hit.href : hit.label)
  return groups
}

describe('the palette finds', () => {
  it.each([
    ['ZJ0102', `/my/advance-reports/`, 'the declarant'],
    ['ZJ0002', `/review/`, 'the supervising leader'],
    ['ZJ0003', `/review/`, 'the clerk'],
    ['ZJ0001', `/review/`, 'the head'],
    ['JW0101', `/records/`, 'the discipline office'],
  ])('a case for %s at %s, %s', async (staffNo, desk) =>
    expect((await found(staffNo, '验收协调')).cases).toEqual([`${desk}${caseId}`]),
  )

  it.each([
    ['ZJ0103', 'a colleague'],
    ['SJ0002', 'a leader elsewhere'],
    ['SJ0003', 'a clerk elsewhere'],
    ['ZJ0004', 'HR'],
    ['SYS001', 'the system administrator'],
    ['SEC001', 'the security administrator'],
    ['AUD001', 'the audit administrator'],
  ])('no case for %s, %s', async (staffNo) =>
    expect((await found(staffNo, '验收协调')).cases).toBeUndefined(),
  )

  it('a case by the name, its initials and the staff number of the person', async () => {
    for (const question of ['周明', 'zmy', 'ZJ0102', '岚岳'])
      expect([question, (await found('ZJ0002', question)).cases]).toEqual([question, [`/review/${caseId}`]])
  })

  it('people and enterprises for the desk of records only', async () => {
    const office = await found('JW0101', '岚岳')
    expect(office.enterprises).toContain('岚岳建设集团有限公司')
    expect((await found('JW0101', 'zmy')).people).toEqual(['周明远'])
    expect((await found('JW0101', 'lyjs')).enterprises).toContain('岚岳建设集团有限公司')
    for (const staffNo of ['ZJ0002', 'ZJ0102', 'ZJ0003', 'SYS001']) {
      const other = await found(staffNo, '岚岳')
      expect([staffNo, other.enterprises, (await found(staffNo, 'zmy')).people]).toEqual([
        staffNo,
        undefined,
        undefined,
      ])
    }
  })

  it('nothing for one character, and takes signs of the pattern as they are', async () => {
    expect(await found('JW0101', '周')).toEqual({})
    expect(await found('ZJ0002', '%%')).toEqual({})
    expect((await found('ZJ0002', "' OR 1=1 --")).cases ?? []).toEqual([])
  })

  it('leaves no name and no title on the device', async () => {
    const hits = await searchEverything(await world.actor('JW0101'), '周明', world.clock.now())
    expect(hits.length).toBeGreaterThan(1)
    for (const hit of hits) expect(`${hit.group} ${hit.recall ?? ''}`).not.toMatch(/周明远|验收协调会/)
  })
})
