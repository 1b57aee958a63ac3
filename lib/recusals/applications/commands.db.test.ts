import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { removeDay, setDay } from '@/lib/calendar/commands'
import { recountingHandler } from '@/lib/cases/subscribers'
import { caseOf, openWorld, type World } from '@/lib/filing/testing'
import { deliver } from '@/lib/platform/outbox'
import { recordAct } from '@/lib/matters/commands'
import type { CivilDate } from '@/lib/platform/dates'
import { asSystem } from '@/lib/platform/db'
import { denyRequest, reviewRequest } from '@/lib/recusals/requests/deciding/commands'
import { grant, now } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import {
  acceptApplication,
  fileApplication,
  forwardApplication,
  objectByCode,
  refuseApplication,
} from './commands'
import { recountApplications } from './recounting/commands'
import { findApplication, findProgress, listApplications, openForm } from './queries'
import type { Application } from './schema'
import { applicationHandlers } from './subscribers'

let world: World

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = 'a secret of the tests'
  process.env.PUBLIC_FILINGS_PER_HOUR = '4'
  world = await openWorld()
})
afterAll(() => world.close())
// Monday 23 November; every test gets an hour of its own, so that one's filings do not count for another.
let hour = 0
beforeEach(() => {
  world.at('2026-11-23 08:00')
  world.clock.advance((hour += 1) * 3_600_000)
})

/** An application by a bidder against the official who handles the park, from a form opened ten seconds ago. */
function application(more: Partial<Application> = {}): Application {
  const token = openForm(world.clock)
  world.clock.advance(10_000)
  return {
    initiator: 'INTERESTED_PARTY',
    anonymous: false,
    applicantName: '何晓梅',
    applicantContact: '020-00000000',
    capacity: '相邻权利人',
    organId: need(world.seeded.organs, 'YXZJ'),
    aboutHead: false,
    officialText: '周明远，一级主任科员',
    matterText: '园区项目',
    groundCode: 'RELATIVE_INTEREST',
    facts: '其配偶在该企业任职。',
    evidence: '',
    token,
    website: '',
    ...more,
  }
}

const file = (more: Partial<Application> = {}, address = '203.0.113.7') =>
  fileApplication({ clock: world.clock, address, input: application(more) })

async function received(number: string) {
  return asSystem(world.clock.now(), (tx) => tx.publicApplication.findUniqueOrThrow({ where: { number } }))
}

async function accepted(number: string, staffNo = 'ZJ0003', subject = 'ZJ0102') {
  const row = await received(number)
  return acceptApplication({
    actor: await world.actor(staffNo),
    clock: world.clock,
    input: {
      id: row.id,
      version: row.version,
      subjectId: need(world.seeded.people, subject),
      matterId: need(world.seeded.matters, 'park'),
      groundCode: 'RELATIVE_INTEREST',
      kinship: 'SPOUSE',
      personConcerned: '方晓',
      fileIds: [],
    },
  })
}

async function refused(result: Promise<{ ok: boolean }>) {
  const answer = (await result) as { ok: boolean; refusal?: { code: string } }
  return answer.ok ? 'done' : answer.refusal?.code
}

test('a form sent twice is one application with one code, which alone opens it', async () => {
  const input = application()
  const first = done(await fileApplication({ clock: world.clock, address: '', input }))
  const again = done(await fileApplication({ clock: world.clock, address: '', input }))
  expect(again).toEqual(first)
  const progress = await findProgress(first.code.toLowerCase().replaceAll('-', ' '), world.clock.now())
  expect(progress).toMatchObject({ number: first.number, stage: 'RECEIVED', answer: null })
  expect(await findProgress('AAAA-BBBB-CCCC-DDDD', world.clock.now())).toBeNull()
  const stored = await received(first.number)
  expect(JSON.stringify(stored)).not.toContain(first.code)
})

test('scripts and floods are refused: too fast, forged, trapped, too many', async () => {
  const opened = openForm(world.clock)
  expect(await refused(file({ token: opened }))).toBe('done')
  const fast = application()
  expect(
    await refused(
      fileApplication({ clock: world.clock, address: '', input: { ...fast, token: openForm(world.clock) } }),
    ),
  ).toBe('automated')
  expect(await refused(file({ token: `${opened}x` }))).toBe('automated')
  expect(await refused(file({ website: 'https://example.org' }))).toBe('automated')
  const old = openForm(world.clock)
  world.clock.advance(25 * 3_600_000)
  expect(await refused(file({ token: old }))).toBe('form-expired')
  for (let n = 0; n < 4; n += 1) expect(await refused(file({}, '198.51.100.1'))).toBe('done')
  expect(await refused(file({}, '198.51.100.1'))).toBe('too-many')
  expect(await refused(file({}, '198.51.100.2'))).toBe('done')
})

test('it goes to the clerks of the organ, about its head to the superior one, anonymous to the discipline office', async () => {
  const own = await received(done(await file()).number)
  expect([own.desk, own.organId]).toEqual(['CLERK', need(world.seeded.organs, 'YXZJ')])
  const head = await received(done(await file({ aboutHead: true })).number)
  expect(head.organId).not.toBe(own.organId)
  const nameless = await received(
    done(await file({ initiator: 'THIRD_PARTY_INFO', anonymous: true, applicantName: '某人' })).number,
  )
  expect([nameless.desk, nameless.applicantName]).toEqual(['DISCIPLINE', ''])
  const at = world.clock.now()
  const clerk = await world.actor('ZJ0003')
  const discipline = await world.actor('JW0101')
  expect(await findApplication(clerk, own.id, at)).toMatchObject({ applicant: { name: '何晓梅' } })
  expect(await findApplication(clerk, nameless.id, at)).toBeNull()
  expect(await findApplication(discipline, nameless.id, at)).toMatchObject({ applicant: null })
  expect(await findApplication(discipline, own.id, at)).toBeNull()
  for (const staffNo of ['ZJ0001', 'ZJ0002', 'ZJ0102', 'SYS001'])
    expect(await findApplication(await world.actor(staffNo), own.id, at)).toBeNull()
  const mine = await listApplications(clerk, 1, at)
  expect(mine.rows.map((row) => row.id)).toContain(own.id)
})

test('accepted, it is a request under review; the official is suspended and heard before the decision', async () => {
  const { number, code } = done(await file())
  const { caseId } = done(await accepted(number))
  const row = await caseOf(world, caseId)
  expect([row.status, row.limitName]).toEqual(['UNDER_REVIEW', 'requestHear'])
  expect((await findProgress(code, world.clock.now()))?.stage).toBe('UNDER_REVIEW')
  // 公务员回避规定 14: no part meanwhile.
  const act = async () =>
    refused(
      recordAct({
        actor: await world.actor('ZJ0102'),
        clock: world.clock,
        input: { matterId: need(world.seeded.matters, 'park'), kind: 'REVIEW', description: '审核' },
      }),
    )
  expect(await act()).toBe('suspended-from-matter')
  expect(await refused(grant(world, caseId))).toBe('not-heard-yet')
  const supervisor = await world.actor('ZJ0002')
  const step = async (event: 'hear' | 'resume', reason: string) =>
    reviewRequest({
      actor: supervisor,
      clock: world.clock,
      input: { ...(await now(world, caseId)), event, reason },
    })
  done(await step('hear', '本人说明配偶已离职。'))
  expect((await caseOf(world, caseId)).limitName).toBe('requestDecide')
  done(await step('resume', '明日开标，无人可替。'))
  expect(await act()).toBe('done')
  done(await grant(world, caseId))
  expect(await findProgress(code, world.clock.now())).toMatchObject({ stage: 'GRANTED', answer: null })
})

test('a denial is contested once with the code; the registering clerk is no party to it', async () => {
  const { number, code } = done(await file())
  const { caseId } = done(await accepted(number))
  const supervisor = await world.actor('ZJ0002')
  const at = async () => ({ ...(await now(world, caseId)), reason: '已核实，不影响公正。' })
  done(
    await reviewRequest({ actor: supervisor, clock: world.clock, input: { ...(await at()), event: 'hear' } }),
  )
  done(
    await denyRequest({ actor: supervisor, clock: world.clock, input: { ...(await at()), event: 'deny' } }),
  )
  expect(await findProgress(code, world.clock.now())).toMatchObject({
    stage: 'DENIED',
    answer: '已核实，不影响公正。',
  })
  const object = () =>
    refused(objectByCode({ clock: world.clock, address: '', input: { code, reason: '配偶仍在任职。' } }))
  expect(await object()).toBe('done')
  expect(await object()).toBe('not-possible-in-status')
  const row = await caseOf(world, caseId)
  expect([row.status, row.deciderId === supervisor.officialId]).toEqual(['OBJECTED', false])
  const { rows } = await world.owner.query<{ n: string }>(
    `SELECT count(*) n FROM "OutboxMessage" WHERE payload->>'caseId' = $1 AND payload->>'officialId' = $2`,
    [caseId, need(world.seeded.people, 'ZJ0003')],
  )
  expect(rows[0]?.n).toBe('0')
})

test('not accepted, the reasons are the answer; passed on, the next office answers', async () => {
  const { number, code } = done(await file({ initiator: 'THIRD_PARTY_INFO' }))
  const row = await received(number)
  const clerk = await world.actor('ZJ0003')
  const ref = { id: row.id, version: row.version }
  const organId = need(world.seeded.organs, 'YXZJ')
  const to = (desk: 'CLERK' | 'DISCIPLINE', version = 1) =>
    forwardApplication({
      actor: clerk,
      clock: world.clock,
      input: { ...ref, version, desk, organId, reason: '反映纪律问题。' },
    })
  expect(await refused(to('CLERK'))).toBe('organ-unknown')
  done(await to('DISCIPLINE'))
  expect(await refused(to('DISCIPLINE', 2))).toBe('not-found')
  const discipline = await world.actor('JW0101')
  const input = { ...ref, version: 2, reason: '经核实，所反映的人不经办该事项。' }
  done(await refuseApplication({ actor: discipline, clock: world.clock, input }))
  expect(await refused(refuseApplication({ actor: discipline, clock: world.clock, input }))).toBe(
    'changed-meanwhile',
  )
  expect(await findProgress(code, world.clock.now())).toMatchObject({
    stage: 'NOT_ACCEPTED',
    answer: '经核实，所反映的人不经办该事项。',
  })
})

test('nobody accepts against themselves, outside their remit, or for a matter the person does not handle', async () => {
  const { number } = done(await file())
  expect(await refused(accepted(number, 'ZJ0003', 'ZJ0003'))).toBe('own-case')
  expect(await refused(accepted(number, 'ZJ0003', 'SJ0101'))).toBe('not-here')
  expect(await refused(accepted(number, 'ZJ0003', 'ZJ0103'))).toBe('not-their-matter')
  expect(await refused(accepted(number, 'SJ0003'))).toBe('not-found')
})

test('unanswered, it is overdue and told once to the clerks and the discipline office', async () => {
  const { number } = done(await file())
  const row = await received(number)
  const signal = new AbortController().signal
  const told = async () => {
    for (let n = 0; n < 20 && (await deliver(world.clock, applicationHandlers, signal)) > 0;) n += 1
    const { rows } = await world.owner.query<{ kind: string; staffNo: string }>(
      `SELECT n.kind, o."staffNo" FROM "Notice" n JOIN "Official" o ON o.id = n."officialId"
       WHERE n.href = $1 ORDER BY 1, 2`,
      [`/review/applications/${row.id}`],
    )
    return rows.map((one) => `${one.kind} ${one.staffNo}`)
  }
  expect(await told()).toEqual(['application-received ZJ0003'])
  // Five working days after Monday.
  world.at('2026-12-01 00:01')
  const overdue = await told()
  expect(overdue).toContain('application-overdue ZJ0003')
  expect(overdue.some((line) => line.startsWith('application-overdue JW'))).toBe(true)
  expect(await told()).toEqual(overdue)
})

test('a holiday announced late moves the day of the answer, tells the desk, and is overdue on the new day, once', async () => {
  const { number, code } = done(await file())
  const row = await received(number)
  const actor = await world.actor('SEC001')
  const day = '2026-11-26' as CivilDate
  const before = row.dueAt
  done(await setDay({ actor, clock: world.clock, input: { date: day, kind: 'HOLIDAY', name: '临时放假' } }))
  const handlers = {
    ...applicationHandlers,
    'calendar-changed': recountingHandler({}, recountApplications),
  }
  const work = async () => {
    for (let n = 0; n < 20 && (await deliver(world.clock, handlers, new AbortController().signal)) > 0;)
      n += 1
  }
  const told = async (kind: string) => {
    const { rows } = await world.owner.query<{ n: number }>(
      `SELECT count(*)::int n FROM "Notice" WHERE href = $1 AND kind = $2`,
      [`/review/applications/${row.id}`, kind],
    )
    return rows[0]?.n
  }
  await work()
  const moved = (await received(number)).dueAt
  expect([before, moved].map((at) => at.toISOString())).toEqual([
    '2026-11-30T15:59:59.999Z',
    '2026-12-01T15:59:59.999Z',
  ])
  expect((await findProgress(code, world.clock.now()))?.answerBy).toBe(moved.toISOString())
  expect(await told('application-limit-moved')).toBe(1)
  world.at('2026-12-01 09:00')
  await work()
  expect(await told('application-overdue')).toBe(0)
  world.at('2026-12-02 00:01')
  await work()
  const overdue = await told('application-overdue')
  expect(overdue).toBeGreaterThan(1)
  world.at('2026-12-03 00:01')
  await work()
  expect(await told('application-overdue')).toBe(overdue)
  done(await removeDay({ actor, clock: world.clock, input: { date: day } }))
  await work()
})
