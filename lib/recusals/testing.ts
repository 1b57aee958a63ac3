// What the database tests of recusals share: filings that are complete and the steps to a decision in force.
import { caseOf, type World } from '@/lib/filing/testing'
import type { Actor } from '@/lib/identity/types'
import type { CivilDate } from '@/lib/platform/dates'
import { asSystem } from '@/lib/platform/db'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { openDecision, signDecision } from './decisions/commands'
import type { OpenDecision } from './decisions/schema'
import { issueDecision, serveDecision } from './decisions/serving/commands'
import { startRequest, submitRequest } from './requests/commands'
import { acceptRequest, grantRequest } from './requests/deciding/commands'
import type { RequestDraft } from './requests/schema'

/** A request that may be submitted: the spouse works for the enterprise of the matter. */
export function requestContent({ seeded }: World, more: Partial<RequestDraft> = {}): RequestDraft {
  return {
    matterId: need(seeded.matters, 'park'),
    groundCode: 'RELATIVE_INTEREST',
    kinship: 'SPOUSE',
    personConcerned: '方晓',
    facts: '配偶在该企业任财务副经理。',
    handover: '申请材料一套',
    pledge: true,
    ...more,
  }
}

/** Files a request and returns its id. */
export async function fileRequest(
  world: World,
  more: Partial<RequestDraft> = {},
  who = 'ZJ0102',
): Promise<string> {
  const actor = await world.actor(who)
  const { caseId } = done(await startRequest({ actor, clock: world.clock, input: {} }))
  const input = { caseId, version: 1, content: requestContent(world, more) }
  done(await submitRequest({ actor, clock: world.clock, input }))
  return caseId
}

/** What a step of a case is called with: the case at its present version. */
export async function now(world: World, caseId: string): Promise<{ caseId: string; version: number }> {
  return { caseId, version: (await caseOf(world, caseId)).version }
}

export async function accept(world: World, caseId: string, clerk = 'ZJ0003') {
  const actor = await world.actor(clerk)
  return acceptRequest({ actor, clock: world.clock, input: await now(world, caseId) })
}

export async function grant(
  world: World,
  caseId: string,
  {
    actor,
    requestKey,
    at,
  }: { actor?: Actor; requestKey?: string; at?: { caseId: string; version: number } } = {},
) {
  return grantRequest({
    actor: actor ?? (await world.actor('ZJ0002')),
    clock: world.clock,
    requestKey,
    input: {
      ...(at ?? (await now(world, caseId))),
      event: 'grant',
      reason: '应当回避',
      substituteId: need(world.seeded.people, 'ZJ0103'),
      scope: [],
      handover: '申请材料一套',
    },
  })
}

/** What a direct decision says; against 程立, who handles the road works and filed nothing. */
export function directContents({ seeded }: World, more: Partial<OpenDecision> = {}): OpenDecision {
  return {
    subjectId: need(seeded.people, 'ZJ0104'),
    matterId: need(seeded.matters, 'yunxiu-road'),
    groundCode: 'RELATIVE_INTEREST',
    whyDue: '配偶在对方企业任职。',
    dueSince: '2026-10-12' as CivilDate,
    notFiled: '未申请回避。',
    facts: '社保记录显示其配偶在该企业参保。',
    evidence: '参保证明一份',
    actsDone: '',
    scope: ['REVIEW', 'DECIDE'],
    termFrom: '',
    termTo: '',
    substituteId: need(seeded.people, 'ZJ0103'),
    handoverItems: '验收资料两册',
    urgent: true,
    hearingSkippedBecause: '次日开标，来不及听取意见',
    ...more,
  }
}

/** Opens a direct decision by the leader; signed, issued and served by the steps below. */
export async function openDirect(world: World, more: Partial<OpenDecision> = {}, who = 'ZJ0002') {
  const input = directContents(world, more)
  return openDecision({ actor: await world.actor(who), clock: world.clock, input })
}

export async function sign(world: World, caseId: string, who = 'ZJ0001') {
  return signDecision({ actor: await world.actor(who), clock: world.clock, input: await now(world, caseId) })
}

export async function issue(world: World, caseId: string, who = 'ZJ0003') {
  return issueDecision({ actor: await world.actor(who), clock: world.clock, input: await now(world, caseId) })
}

type Service = Parameters<typeof serveDecision>[0]['input']

export async function serve(world: World, caseId: string, more: Partial<Service> = {}) {
  const input: Service = {
    ...(await now(world, caseId)),
    method: 'DIRECT',
    succeeded: true,
    servedAt: '2026-11-23T10:00',
    receivedBy: '程立',
    witnesses: '',
    trackingNumber: '',
    note: '',
    ...more,
  }
  return serveDecision({ actor: await world.actor('ZJ0003'), clock: world.clock, input })
}

/** A direct decision in force since 10 o'clock of Monday 23 November. */
export async function inForce(
  world: World,
  more: Partial<OpenDecision> = {},
  servedAt?: string,
): Promise<string> {
  const { caseId } = done(await openDirect(world, more))
  done(await sign(world, caseId))
  done(await issue(world, caseId))
  done(await serve(world, caseId, servedAt ? { servedAt } : {}))
  return caseId
}

/** The refusal cases of a decision, by cause. */
export async function refusalsOf({ clock }: World, decisionCaseId: string) {
  const rows = await asSystem(clock.now(), (tx) =>
    tx.refusal.findMany({
      where: { decisionCaseId },
      select: { cause: true, case: { select: { status: true } } },
      orderBy: { cause: 'asc' },
    }),
  )
  return rows.map((row) => `${row.cause} ${row.case.status}`)
}
