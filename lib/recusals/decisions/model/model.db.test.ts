import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { denialOf, openWorld, type World } from '@/lib/filing/testing'
import type { Actor } from '@/lib/identity/types'
import { asSystem } from '@/lib/platform/db'
import type { Result } from '@/lib/platform/result'
import { drive, plainDue, type Machine } from '@/lib/recusals/model/testing'
import { directContents, now, openDirect } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import * as drafting from '../commands'
import * as complying from '../complying/commands'
import * as handing from '../handing/commands'
import * as proposing from '../proposing/commands'
import * as serving from '../serving/commands'

/** Who decides about the official, from the named leader up. */
const LADDER = ['ZJ0002', 'ZJ0001', 'YX0001', 'QL0001']
const [SUBJECT, SUBSTITUTE, CLERK, DISCIPLINE] = ['ZJ0104', 'ZJ0103', 'ZJ0003', 'JW0101']
/** Working days of the first policy version. */
const DAYS = { takeUp: 3, hear: 1, sign: 3, issue: 1, serve: 7, confirm: 5 }

const WAY = ['handOver', 'acceptHandover', 'declareClear', 'confirmCompliance']

interface Model {
  status: string
  level: number
  drafter: string
  signatory: string | null
  decliner: string | null
  /** A draft that came from a proposal has to be completed first. */
  complete: boolean
  urgent: boolean
  heard: boolean
  proposedAbove: boolean
  failed: boolean
  announced: boolean
  unitServed: boolean
  acknowledged: boolean
  item: 'listed' | 'given' | 'accepted'
  clear: boolean
  unfit: boolean
  dueAt: Date | null
  climb: { at: Date; days: number } | null
}

const limit = (at: Date, days: number, climbs = true) => ({
  dueAt: plainDue(at, days),
  climb: climbs ? { at: plainDue(at, days), days } : null,
})
const none = { dueAt: null, climb: null }

/** The rung at or above a level that is not the drafter's and not another excluded one's; past the top when there is none. */
function rung(level: number, ...excluded: (string | null)[]): number {
  const found = LADDER.findIndex((who, at) => at >= level && !excluded.includes(who))
  return found < 0 ? LADDER.length : found
}

interface Step {
  who: string
  at: Date
  decider: boolean
  drafter: boolean
}

/** What domain section 5 says of a decision, written down once more without looking at the table. */
function predict(model: Model, event: string, who: string, at: Date): Model | null {
  const step = { who, at, decider: who === LADDER[model.level], drafter: who === model.drafter }
  switch (model.status) {
    case 'PROPOSED':
    case 'DECLINED':
      return proposed(model, event, step)
    case 'DRAFT':
    case 'HEARING':
      return drafted(model, event, step)
    case 'SIGNED':
    case 'ISSUED':
      return who === CLERK ? atTheClerk(model, event, at) : null
    case 'IN_FORCE':
      return inForce(model, event, step) ?? ended(model, event, who)
    case 'COMPLIED':
      return ended(model, event, who)
    default:
      return null
  }
}

function proposed(model: Model, event: string, { who, at, decider }: Step): Model | null {
  if (model.status === 'DECLINED') {
    if (event !== 'proposeAbove' || who !== DISCIPLINE || model.proposedAbove) return null
    // The own unit has said no: its head is not asked again.
    const next = Math.max(2, rung(model.level + 1, model.decliner))
    if (next >= LADDER.length) return null
    return {
      ...model,
      ...limit(at, DAYS.takeUp),
      status: 'PROPOSED',
      level: next,
      proposedAbove: true,
      decliner: null,
    }
  }
  if (!decider) return null
  if (event === 'decline') return { ...model, ...none, status: 'DECLINED', decliner: who }
  if (event !== 'takeUp') return null
  const signs = rung(model.level, who)
  return { ...model, ...limit(at, DAYS.sign), status: 'DRAFT', drafter: who, level: signs }
}

function drafted(model: Model, event: string, { who, at, decider, drafter }: Step): Model | null {
  const signed = (): Model => ({
    ...model,
    ...limit(at, DAYS.issue, false),
    status: 'SIGNED',
    signatory: who,
  })
  if (model.status === 'DRAFT') {
    if (event === 'edit') return drafter ? { ...model, complete: true, urgent: true } : null
    if (event === 'hear')
      return drafter && model.complete ? { ...model, ...limit(at, DAYS.hear), status: 'HEARING' } : null
    return event === 'sign' && decider && model.complete && model.urgent ? signed() : null
  }
  if (event === 'recordOpinion')
    return (drafter || who === SUBJECT) && !model.heard
      ? { ...model, ...limit(at, DAYS.sign), heard: true }
      : null
  return event === 'sign' && decider && model.heard ? signed() : null
}

function atTheClerk(model: Model, event: string, at: Date): Model | null {
  if (model.status === 'SIGNED')
    return event === 'issue' ? { ...model, ...limit(at, DAYS.serve, false), status: 'ISSUED' } : null
  switch (event) {
    case 'attemptService':
      return { ...model, failed: true }
    case 'announce':
      return model.failed && !model.announced ? { ...model, ...none, announced: true } : null
    case 'serveUnit':
      return model.unitServed ? null : { ...model, unitServed: true }
    case 'serve':
      // Whoever leads the person watches over it from then on.
      return { ...model, ...limit(at, DAYS.confirm), status: 'IN_FORCE', level: 0 }
    default:
      return null
  }
}

function inForce(model: Model, event: string, { who, decider }: Step): Model | null {
  const substitute = who === SUBSTITUTE
  switch (event) {
    case 'serveUnit':
      return who === CLERK && !model.unitServed ? { ...model, unitServed: true } : null
    case 'acknowledge':
      return who === SUBJECT && !model.acknowledged ? { ...model, acknowledged: true } : null
    case 'handOver':
      return who === SUBJECT && model.item === 'listed' ? { ...model, item: 'given' } : null
    case 'acceptHandover':
      return substitute && model.item === 'given' ? { ...model, item: 'accepted' } : null
    case 'returnHandover':
      return substitute && model.item === 'given' ? { ...model, item: 'listed' } : null
    case 'declareClear':
      return substitute && !model.clear && !model.unfit ? { ...model, clear: true } : null
    case 'declareUnfit':
      return substitute && !model.clear && !model.unfit ? { ...model, unfit: true } : null
    case 'confirmCompliance':
      return decider && model.clear && model.item === 'accepted'
        ? { ...model, ...none, status: 'COMPLIED' }
        : null
    default:
      return null
  }
}

function ended(model: Model, event: string, who: string): Model | null {
  const above = LADDER[rung(model.level + 1, model.drafter)]
  // The drafter's own hand never ends it, except where they signed something else: here drafter and signatory are two.
  if (who !== model.signatory && who !== above) return null
  if (event === 'lift') return { ...model, ...none, status: 'LIFTED' }
  return event === 'revoke' ? { ...model, ...none, status: 'REVOKED' } : null
}

/** Nobody's silence decides: what a leader leaves undone climbs. */
function pass(model: Model, at: Date): Model {
  const { climb } = model
  if (!climb || climb.at.getTime() > at.getTime()) return model
  const next = rung(model.level + 1, model.drafter)
  if (next >= LADDER.length) return { ...model, climb: null }
  return { ...model, level: next, climb: { ...climb, at: plainDue(at, climb.days) } }
}

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Call = (given: { actor: Actor; clock: World['clock']; input: never }) => Promise<Result<unknown>>

async function itemsOf(caseId: string): Promise<string[]> {
  const rows = await asSystem(world.clock.now(), (tx) => tx.handoverItem.findMany({ where: { caseId } }))
  return rows.map((row) => row.id)
}

/** Local minute, as the clerk types it. */
const typed = () => new Date(world.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 16)

describe('the recusal decision against its plain model', () => {
  it('never parts from it, and takes every transition', { timeout: 900_000 }, async () => {
    const whole = directContents(world, { handoverItems: '验收资料两册' })
    const service =
      (more: object): (() => object) =>
      () => ({
        method: 'DIRECT',
        succeeded: true,
        servedAt: typed(),
        receivedBy: '程立',
        witnesses: '',
        trackingNumber: '',
        note: '',
        ...more,
      })
    const reason = { reason: '说明' }
    const steps = new Map<string, [Call, object | (() => object)]>([
      ['takeUp', [proposing.takeUpProposal, {}]],
      ['decline', [proposing.declineProposal, reason]],
      ['proposeAbove', [proposing.proposeAbove, reason]],
      ['edit', [drafting.editDecision, whole]],
      ['hear', [drafting.hearSubject, {}]],
      ['recordOpinion', [drafting.recordOpinion, { opinion: '没有意见' }]],
      ['sign', [drafting.signDecision, {}]],
      ['issue', [serving.issueDecision, {}]],
      ['attemptService', [serving.serveDecision, service({ succeeded: false, note: '拒收' })]],
      ['announce', [serving.serveDecision, service({ method: 'ANNOUNCEMENT', note: '政府网站' })]],
      ['serve', [serving.serveDecision, service({})]],
      ['serveUnit', [serving.serveUnit, () => ({ unitReceivedBy: '何静', unitServedAt: typed() })]],
      ['acknowledge', [complying.acknowledgeDecision, {}]],
      ['handOver', [handing.handOverWork, { note: '' }]],
      ['acceptHandover', [handing.acceptHandover, { note: '' }]],
      ['returnHandover', [handing.returnHandover, { note: '缺一册' }]],
      ['declareClear', [handing.declareClear, { declared: true }]],
      ['declareUnfit', [handing.declareUnfit, reason]],
      ['confirmCompliance', [complying.confirmCompliance, { evidence: '办件记录' }]],
      ['lift', [complying.liftDecision, reason]],
      ['revoke', [complying.revokeDecision, reason]],
    ])
    const fresh = {
      signatory: null,
      decliner: null,
      heard: false,
      proposedAbove: false,
      failed: false,
      announced: false,
      unitServed: false,
      acknowledged: false,
      item: 'listed' as const,
      clear: false,
      unfit: false,
    }
    let opened = 0
    const machine: Machine<Model> = {
      world,
      people: [...LADDER, SUBJECT, SUBSTITUTE, CLERK, DISCIPLINE, 'ZJ0004', 'SJ0003'],
      // The way to compliance is long: its steps are tried more often, so that its end is reached.
      events: [...steps.keys(), ...WAY, ...WAY, 'confirmCompliance'],
      async open() {
        opened += 1
        const at = world.clock.now()
        if (opened % 3 === 0) {
          const { subjectId, matterId, groundCode, whyDue, facts, evidence } = whole
          const input = { subjectId, matterId, groundCode, whyDue, facts, evidence }
          const actor = await world.actor(DISCIPLINE)
          const { caseId } = done(await proposing.proposeDecision({ actor, clock: world.clock, input }))
          const state = { status: 'PROPOSED', level: 0, drafter: DISCIPLINE, complete: false, urgent: false }
          return { caseId, model: { ...fresh, ...state, ...limit(at, DAYS.takeUp) } }
        }
        const urgent = opened % 2 === 0
        const more = {
          handoverItems: whole.handoverItems,
          urgent,
          hearingSkippedBecause: urgent ? '次日开标' : '',
        }
        const { caseId } = done(await openDirect(world, more))
        const state = { status: 'DRAFT', level: 1, drafter: 'ZJ0002', complete: true, urgent }
        return { caseId, model: { ...fresh, ...state, ...limit(at, DAYS.sign) } }
      },
      async act(event, who, caseId) {
        const [command, input] = need(steps, event)
        const more = typeof input === 'function' ? input() : input
        const items =
          event.endsWith('andover') || event === 'handOver' ? { items: await itemsOf(caseId) } : {}
        const given = { ...more, ...items, ...(await now(world, caseId)) } as never
        return denialOf(await command({ actor: await world.actor(who), clock: world.clock, input: given }))
      },
      predict,
      pass,
      see: (model) => ({
        status: model.status,
        decider: LADDER[model.level] ?? null,
        dueAt: model.dueAt?.toISOString() ?? null,
      }),
      isOver: (model) => model.status === 'LIFTED' || model.status === 'REVOKED',
    }
    const taken = await drive(machine, { runs: 500, days: 25 })
    expect([...taken].filter((line) => !line.includes(' timer ')).sort()).toEqual([
      'COMPLIED lift LIFTED',
      'COMPLIED revoke REVOKED',
      'DECLINED proposeAbove PROPOSED',
      'DRAFT edit DRAFT',
      'DRAFT hear HEARING',
      'DRAFT sign SIGNED',
      'HEARING recordOpinion HEARING',
      'HEARING sign SIGNED',
      'IN_FORCE acceptHandover IN_FORCE',
      'IN_FORCE acknowledge IN_FORCE',
      'IN_FORCE confirmCompliance COMPLIED',
      'IN_FORCE declareClear IN_FORCE',
      'IN_FORCE declareUnfit IN_FORCE',
      'IN_FORCE handOver IN_FORCE',
      'IN_FORCE lift LIFTED',
      'IN_FORCE returnHandover IN_FORCE',
      'IN_FORCE revoke REVOKED',
      'IN_FORCE serveUnit IN_FORCE',
      'ISSUED announce ISSUED',
      'ISSUED attemptService ISSUED',
      'ISSUED serve IN_FORCE',
      'ISSUED serveUnit ISSUED',
      'PROPOSED decline DECLINED',
      'PROPOSED takeUp DRAFT',
      'SIGNED issue ISSUED',
    ])
  })
})
