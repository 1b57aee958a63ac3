// The recusals of the demo's story.
import * as reportDesk from '@/lib/advance-reports/deciding/commands'
import type { Actor } from '@/lib/identity/types'
import { systemClock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import * as complying from '@/lib/recusals/decisions/complying/commands'
import * as handing from '@/lib/recusals/decisions/handing/commands'
import * as drafting from '@/lib/recusals/decisions/commands'
import * as serving from '@/lib/recusals/decisions/serving/commands'
import * as requests from '@/lib/recusals/requests/commands'
import * as requestDesk from '@/lib/recusals/requests/deciding/commands'
import { ACTS } from '@/lib/rulebook/rules/excluded-acts'
import { actorOf } from './actors'
import { need } from './base'
import { at, day, done, versionOf, type Stage } from './stage'

/** A report with a statutory ground: not approvable, converted, granted, decided, served, acknowledged. */
export async function convertedAndServed(stage: Stage, caseId: string): Promise<void> {
  const decider = await actorOf('ZJ0002')
  const { requestId } = done(
    await reportDesk.convertReport({
      actor: decider,
      clock: at(stage, -7, '14:10'),
      input: {
        caseId,
        version: await versionOf(caseId),
        reason: '配偶在对方企业任职，属于应当回避的情形。',
        matterId: need(stage.seeded.matters, 'yunxiu-road'),
      },
    }),
  )
  const clerk = await actorOf('ZJ0003')
  const step = async (n: number, time: string) => ({ clock: at(stage, n, time) })
  done(
    await requestDesk.acceptRequest({
      actor: clerk,
      ...(await step(-7, '15:00')),
      input: { caseId: requestId, version: await versionOf(requestId) },
    }),
  )
  const { decisionId } = done(
    await requestDesk.grantRequest({
      actor: decider,
      ...(await step(-6, '09:20')),
      input: {
        caseId: requestId,
        version: await versionOf(requestId),
        event: 'grant',
        reason: '配偶在事项涉及的企业任职，应当回避。',
        substituteId: need(stage.seeded.people, 'ZJ0103'),
        scope: [],
        handover: '验收资料两册\n整改通知书底稿',
      },
    }),
  )
  await signIssueServe(stage, decisionId, { signatory: 'ZJ0001', clerk, n: -6, receivedBy: '程立' })
  const subject = await actorOf('ZJ0104')
  const version = () => versionOf(decisionId)
  done(
    await complying.acknowledgeDecision({
      actor: subject,
      ...(await step(-4, '10:05')),
      input: { caseId: decisionId, version: await version() },
    }),
  )
  done(
    await handing.handOverWork({
      actor: subject,
      ...(await step(-4, '16:00')),
      input: {
        caseId: decisionId,
        version: await version(),
        items: await itemsOf(decisionId),
        note: '资料已当面点交。',
      },
    }),
  )
  done(
    await handing.declareClear({
      actor: await actorOf('ZJ0103'),
      ...(await step(-3, '09:10')),
      input: { caseId: decisionId, version: await version(), declared: true },
    }),
  )
  done(
    await handing.acceptHandover({
      actor: await actorOf('ZJ0103'),
      ...(await step(-3, '09:15')),
      input: { caseId: decisionId, version: await version(), items: await itemsOf(decisionId), note: '' },
    }),
  )
}

/** All that a decision lists to be handed over. */
function itemsOf(caseId: string): Promise<string[]> {
  return asSystem(systemClock.now(), async (tx) =>
    (await tx.handoverItem.findMany({ where: { caseId } })).map((one) => one.id),
  )
}

async function signIssueServe(
  stage: Stage,
  caseId: string,
  plan: { signatory: string; clerk: Actor; n: number; receivedBy: string },
): Promise<void> {
  const version = () => versionOf(caseId)
  done(
    await drafting.signDecision({
      actor: await actorOf(plan.signatory),
      clock: at(stage, plan.n, '15:30'),
      input: { caseId, version: await version() },
    }),
  )
  done(
    await serving.issueDecision({
      actor: plan.clerk,
      clock: at(stage, plan.n, '16:45'),
      input: { caseId, version: await version() },
    }),
  )
  done(
    await serving.serveDecision({
      actor: plan.clerk,
      clock: at(stage, plan.n + 1, '09:40'),
      input: {
        caseId,
        version: await version(),
        method: 'DIRECT',
        succeeded: true,
        servedAt: `${day(stage, plan.n + 1)}T09:30`,
        witnesses: '',
        trackingNumber: '',
        receivedBy: plan.receivedBy,
        note: '',
      },
    }),
  )
}

/** A request that nobody decided in time: the limit passes and the next level alone decides. */
export async function overdueRequest(stage: Stage): Promise<void> {
  const actor = await actorOf('ZJ0105')
  const clock = at(stage, -7, '10:00')
  const { caseId } = done(await requests.startRequest({ actor, clock, input: {} }))
  done(
    await requests.submitRequest({
      actor,
      clock,
      input: {
        caseId,
        version: 1,
        content: {
          matterId: need(stage.seeded.matters, 'park'),
          groundCode: 'RELATIVE_INTEREST',
          kinship: 'COLLATERAL',
          personConcerned: '𠮷田武',
          facts: '本人的兄弟在清禾科技担任法务，自 2025 年 6 月起。',
          evidence: '劳动合同复印件',
          handover: '施工许可申请材料一套',
          substituteId: need(stage.seeded.people, 'ZJ0103'),
          urgent: true,
          pledge: true,
        },
      },
    }),
  )
  done(
    await requestDesk.acceptRequest({
      actor: await actorOf('ZJ0003'),
      clock: at(stage, -6, '09:00'),
      input: { caseId, version: await versionOf(caseId) },
    }),
  )
}

/** Somebody who filed nothing: heard, decided directly, served in person, not acknowledged. */
export async function directDecision(stage: Stage): Promise<void> {
  const drafter = await actorOf('SJ0002')
  const { caseId } = done(
    await drafting.openDecision({
      actor: drafter,
      clock: at(stage, -8, '09:30'),
      input: {
        subjectId: need(stage.seeded.people, 'SJ0101'),
        matterId: need(stage.seeded.matters, 'inspection'),
        groundCode: 'RELATIVE_INTEREST',
        whyDue: '其妻弟是被检查餐饮店的经营者。',
        dueSince: day(stage, -30),
        notFiled: '没有申请回避，也没有事先报告。',
        facts: '群众反映并经核对登记信息，黄𠮷福与蒋一凡之妻系姐弟。蒋一凡两次参加对该店的检查。',
        evidence: '登记信息查询结果；检查记录两份',
        actsDone: `${day(stage, -20)} 现场检查，提出口头整改意见`,
        scope: [...ACTS],
        termFrom: '',
        termTo: '',
        substituteId: need(stage.seeded.people, 'SJ0102'),
        handoverItems: '检查记录两份\n整改台账',
        urgent: false,
        hearingSkippedBecause: '',
      },
    }),
  )
  done(
    await drafting.hearSubject({
      actor: drafter,
      clock: at(stage, -8, '10:00'),
      input: { caseId, version: await versionOf(caseId) },
    }),
  )
  done(
    await drafting.recordOpinion({
      actor: drafter,
      clock: at(stage, -7, '11:00'),
      input: { caseId, version: await versionOf(caseId), opinion: '本人称关系较远，认为不必回避。' },
    }),
  )
  await signIssueServe(stage, caseId, {
    signatory: 'SJ0001',
    clerk: await actorOf('SJ0003'),
    n: -6,
    receivedBy: '蒋一凡',
  })
}
