import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseOf, denialOf, openWorld, type World } from '@/lib/filing/testing'
import { now, serve, sign } from '@/lib/recusals/testing'
import type { CivilDate } from '@/lib/platform/dates'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { confirmCompliance } from '../complying/commands'
import { editDecision, hearSubject, recordOpinion } from '../commands'
import { issueDecision } from '../serving/commands'
import { varyDecision } from '../varying/commands'
import { editPostDecision, openPostDecision } from './commands'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const contents = () => ({
  groundCode: 'POST_OVERSIGHT' as const,
  postToLeave: '建设科财务审核岗位',
  whyDue: '其配偶的兄弟担任本局副局长。',
  dueSince: '2026-10-12' as CivilDate,
  notFiled: '任职时没有申报。',
  facts: '人事档案和户籍资料显示二人系近姻亲。',
  evidence: '户籍证明',
  handoverItems: '',
})

async function open(staffNo: string, subject = 'ZJ0104') {
  const input = { subjectId: need(world.seeded.people, subject), ...contents() }
  return openPostDecision({ actor: await world.actor(staffNo), clock: world.clock, input })
}

const step = async (caseId: string, staffNo: string) => ({
  actor: await world.actor(staffNo),
  clock: world.clock,
  input: await now(world, caseId),
})

test('the personnel office drafts, the person is always heard, a head signs; it names a post and no matter', async () => {
  for (const staffNo of ['ZJ0003', 'ZJ0103', 'JW0101', 'SJ0001'])
    expect(denialOf(await open(staffNo)), staffNo).toBe('cases.not-in-charge')
  expect(denialOf(await open('ZJ0004', 'ZJ0004'))).toBe('cases.own-case')
  const { caseId } = done(await open('ZJ0004'))
  const head = need(world.seeded.people, 'ZJ0001')
  expect(await caseOf(world, caseId)).toMatchObject({
    status: 'DRAFT',
    deciderId: head,
    matterId: null,
    groundArticle: 'civil-servants-74',
    title: '建设科财务审核岗位',
  })
  expect(denialOf(await sign(world, caseId))).toBe('recusalDecisions.hearing-neither-held-nor-skipped')
  const changed = { ...contents(), postToLeave: '建设科审核岗位' }
  const edit = await step(caseId, 'ZJ0004')
  done(await editPostDecision({ ...edit, input: { ...edit.input, ...changed } }))
  done(await hearSubject(await step(caseId, 'ZJ0004')))
  const opinion = await step(caseId, 'ZJ0104')
  done(await recordOpinion({ ...opinion, input: { ...opinion.input, opinion: '服从安排。' } }))
  done(await sign(world, caseId))
  done(await issueDecision(await step(caseId, 'ZJ0003')))
  done(await serve(world, caseId))
  expect((await caseOf(world, caseId)).status).toBe('IN_FORCE')
  const vary = await step(caseId, 'ZJ0001')
  const wider = {
    reason: '变更',
    scope: [],
    termFrom: '' as const,
    termTo: '' as const,
    substituteId: head,
    handoverItems: '',
  }
  expect(denialOf(await varyDecision({ ...vary, input: { ...vary.input, ...wider } }))).toBe(
    'recusalDecisions.post-recusal-has-no-scope',
  )
  // Somebody who leads the person confirms that the post was left.
  const leader = await step(caseId, 'ZJ0002')
  done(await confirmCompliance({ ...leader, input: { ...leader.input, evidence: '任免通知' } }))
  expect((await caseOf(world, caseId)).status).toBe('COMPLIED')
})

test('managers of state enterprises have no post recusal, and the two kinds have forms of their own', async () => {
  expect(denialOf(await open('CT0001', 'CT0101'))).toBe('recusalDecisions.no-post-recusal')
  const { caseId } = done(await open('ZJ0002', 'ZJ0102'))
  const edit = await step(caseId, 'ZJ0002')
  const duty = {
    ...contents(),
    groundCode: 'OWN_INTEREST' as const,
    actsDone: '',
    scope: ['DECIDE' as const],
  }
  const rest = {
    termFrom: '' as const,
    termTo: '' as const,
    urgent: false,
    hearingSkippedBecause: '',
    substituteId: need(world.seeded.people, 'ZJ0103'),
  }
  expect(denialOf(await editDecision({ ...edit, input: { ...edit.input, ...duty, ...rest } }))).toBe(
    'recusalDecisions.is-a-post-recusal',
  )
})
