import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { write } from '@/lib/audit/writes'
import { denialOf, openWorld, type World } from '@/lib/filing/testing'
import type { Actor } from '@/lib/identity/types'
import { ok, type Result } from '@/lib/platform/result'
import { drive, plainDue, type Machine } from '@/lib/recusals/model/testing'
import { fileRequest, now, requestContent } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import * as filing from '../commands'
import * as deciding from '../deciding/commands'
import { openOutsideRequest } from '../outside/writes'

/** Who decides about the official, from the named leader up. */
const LADDER = ['ZJ0002', 'ZJ0001', 'YX0001', 'QL0001']
const [OFFICIAL, CLERK, SUBSTITUTE] = ['ZJ0102', 'ZJ0003', 'ZJ0103']
/** Working days of the first policy version. */
const DAYS = { accept: 1, hear: 1, decide: 3, extension: 3, object: 3, objection: 3 }
const SETTLED = ['GRANTED', 'PARTLY_GRANTED', 'DENIAL_UPHELD', 'NOT_ACCEPTED', 'WITHDRAWN']

interface Model {
  /** Filed by the official; otherwise an outsider's, registered by the clerk. */
  self: boolean
  status: string
  level: number
  nobody: boolean
  from: Date | null
  dueAt: Date | null
  /** When somebody above takes over, with so many days for each. */
  climb: { at: Date; days: number } | null
  closeAt: Date | null
  pausedAt: Date | null
  returned: boolean
  suspended: boolean
  confirmed: boolean
  heard: boolean
  extended: boolean
  objected: boolean
}

const limit = (at: Date, days: number, climbs: boolean) => ({
  from: at,
  dueAt: plainDue(at, days),
  climb: climbs ? { at: plainDue(at, days), days } : null,
})
const none = { from: null, dueAt: null, climb: null }

function settle(model: Model, status: string, at: Date): Model {
  return { ...model, ...none, status, pausedAt: null, closeAt: plainDue(at, DAYS.object) }
}

/** The first working day after the filing that did not end while the request was back with the official. */
function dueAfterPause(from: Date, pause: { from: Date; to: Date }): Date {
  for (let days = 1; ; days += 1) {
    const end = plainDue(from, days)
    if (end.getTime() < pause.from.getTime() || end.getTime() >= pause.to.getTime()) return end
  }
}

/** What domain section 5 says of a request, written down once more without looking at the table. */
function predict(model: Model, event: string, who: string, at: Date): Model | null {
  const decider = !model.nobody && who === LADDER[model.level]
  const declarant = model.self && who === OFFICIAL
  switch (model.status) {
    case 'SUBMITTED':
      if (event === 'withdraw') return declarant ? settle(model, 'WITHDRAWN', at) : null
      if (who !== CLERK) return null
      if (event === 'accept')
        return { ...model, ...limit(at, DAYS.decide, true), status: 'UNDER_REVIEW', suspended: true }
      if (event === 'return')
        return model.returned ? null : { ...model, status: 'RETURNED', returned: true, pausedAt: at }
      return event === 'refuseAcceptance' ? settle(model, 'NOT_ACCEPTED', at) : null
    case 'RETURNED':
      if (!declarant) return null
      if (event === 'withdraw') return settle(model, 'WITHDRAWN', at)
      if (event !== 'submit' || !model.from || !model.pausedAt) return null
      return {
        ...model,
        status: 'SUBMITTED',
        dueAt: dueAfterPause(model.from, { from: model.pausedAt, to: at }),
        pausedAt: null,
      }
    case 'UNDER_REVIEW':
      return underReview(model, event, { decider, declarant, who, at })
    case 'DENIED':
      if (event !== 'object' || !declarant || model.objected) return null
      if (model.dueAt && model.dueAt.getTime() < at.getTime()) return null
      return {
        ...model,
        ...limit(at, DAYS.objection, true),
        status: 'OBJECTED',
        objected: true,
        closeAt: null,
        level: model.level + 1,
        nobody: model.level + 1 >= LADDER.length,
      }
    case 'OBJECTED':
      if (!decider) return null
      if (event === 'uphold') return settle(model, 'DENIAL_UPHELD', at)
      return event === 'reverse' ? settle(model, 'GRANTED', at) : null
    default:
      return null
  }
}

function underReview(
  model: Model,
  event: string,
  { decider, declarant, who, at }: { decider: boolean; declarant: boolean; who: string; at: Date },
): Model | null {
  if (event === 'withdraw') return declarant ? settle(model, 'WITHDRAWN', at) : null
  if (event === 'extend') {
    if (who !== LADDER[model.level + 1] || model.extended || !model.dueAt) return null
    const dueAt = plainDue(model.dueAt, DAYS.extension)
    return {
      ...model,
      extended: true,
      dueAt,
      climb: { at: dueAt, days: model.heard ? DAYS.decide : daysOf(model) },
    }
  }
  if (!decider) return null
  const heard = model.self || model.heard
  switch (event) {
    case 'suspend':
      return model.suspended ? null : { ...model, suspended: true }
    case 'resume':
      return model.suspended ? { ...model, suspended: false } : null
    case 'confirmGround':
      return model.confirmed ? null : { ...model, confirmed: true }
    case 'hear':
      return model.self ? null : { ...model, ...limit(at, DAYS.decide, true), heard: true }
    case 'grant':
      return heard ? settle(model, 'GRANTED', at) : null
    case 'grantPartly':
      return heard ? settle(model, 'PARTLY_GRANTED', at) : null
    case 'deny':
      return heard
        ? { ...model, ...limit(at, DAYS.object, false), status: 'DENIED', closeAt: plainDue(at, DAYS.object) }
        : null
    default:
      return null
  }
}

const daysOf = (model: Model) => (model.self || model.heard ? DAYS.decide : DAYS.hear)

/** What passes with time: nobody's silence decides, the case climbs; what is settled closes. */
function pass(model: Model, at: Date): Model {
  let next = model
  if (next.closeAt && next.closeAt.getTime() <= at.getTime())
    next = { ...next, ...none, status: 'CLOSED', closeAt: null }
  const { climb } = next
  if (!climb || climb.at.getTime() > at.getTime()) return next
  if (next.level + 1 >= LADDER.length) return { ...next, climb: null }
  return { ...next, level: next.level + 1, climb: { ...climb, at: plainDue(at, climb.days) } }
}

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Call = (given: { actor: Actor; clock: World['clock']; input: never }) => Promise<Result<unknown>>

async function fromOutside(): Promise<string> {
  const actor = await world.actor(CLERK)
  const opened = await write({ who: actor, clock: world.clock, command: 'test.outside' }, async (w) => {
    const made = await openOutsideRequest(w, actor, {
      initiator: 'INTERESTED_PARTY',
      subjectId: need(world.seeded.people, OFFICIAL),
      matterId: need(world.seeded.matters, 'park'),
      groundCode: 'RELATIVE_INTEREST',
      personConcerned: '方晓',
      facts: '配偶在该企业任职。',
      evidence: '',
      applicant: '何晓梅（相邻权利人）',
      from: '2026-P00001',
    })
    return made.ok ? ok(made.value) : made
  })
  return done(opened).caseId
}

describe('the recusal request against its plain model', () => {
  it('never parts from it, and takes every transition', { timeout: 900_000 }, async () => {
    const granted = { reason: '应当回避', substituteId: need(world.seeded.people, SUBSTITUTE), handover: '' }
    const review = (event: string): [Call, object] => [deciding.reviewRequest, { event, reason: '说明' }]
    const steps = new Map<string, [Call, object]>([
      ['submit', [filing.submitRequest, { content: requestContent(world) }]],
      ['accept', [deciding.acceptRequest, {}]],
      ['return', [deciding.returnRequest, { defects: ['缺证明'] }]],
      ['refuseAcceptance', [deciding.refuseAcceptance, { reason: '不属于本单位' }]],
      ['suspend', review('suspend')],
      ['resume', review('resume')],
      ['confirmGround', review('confirmGround')],
      ['hear', review('hear')],
      ['extend', review('extend')],
      ['grant', [deciding.grantRequest, { event: 'grant', scope: [], ...granted }]],
      ['grantPartly', [deciding.grantRequest, { event: 'grantPartly', scope: ['DECIDE'], ...granted }]],
      ['deny', [deciding.denyRequest, { event: 'deny', reason: '不影响公正' }]],
      ['withdraw', [filing.withdrawRequest, { reason: '撤回' }]],
      ['object', [filing.objectToDenial, { reason: '不服' }]],
      ['uphold', [deciding.denyRequest, { event: 'uphold', reason: '维持' }]],
      ['reverse', [deciding.grantRequest, { event: 'reverse', scope: [], ...granted }]],
    ])
    let opened = 0
    const fresh = {
      level: 0,
      nobody: false,
      closeAt: null,
      pausedAt: null,
      returned: false,
      confirmed: false,
    }
    const machine: Machine<Model> = {
      world,
      people: [OFFICIAL, CLERK, ...LADDER, SUBSTITUTE, 'ZJ0004', 'JW0101', 'SJ0003'],
      events: [...steps.keys()],
      async open() {
        opened += 1
        const self = opened % 3 !== 0
        const at = world.clock.now()
        const caseId = self ? await fileRequest(world) : await fromOutside()
        const state = self
          ? { status: 'SUBMITTED', suspended: false, ...limit(at, DAYS.accept, false) }
          : { status: 'UNDER_REVIEW', suspended: true, ...limit(at, DAYS.hear, true) }
        return {
          caseId,
          model: { ...fresh, ...state, self, heard: false, extended: false, objected: false },
        }
      },
      async act(event, who, caseId) {
        const [command, input] = need(steps, event)
        const given = { ...(await now(world, caseId)), ...input } as never
        return denialOf(await command({ actor: await world.actor(who), clock: world.clock, input: given }))
      },
      predict,
      pass,
      see: (model) => ({
        status: model.status,
        decider: model.nobody ? null : (LADDER[model.level] ?? null),
        dueAt: model.dueAt?.toISOString() ?? null,
      }),
      isOver: (model) => model.status === 'CLOSED' || SETTLED.includes(model.status),
    }
    const taken = await drive(machine, { runs: 400, days: 20 })
    expect([...taken].filter((line) => !line.includes(' timer ')).sort()).toEqual([
      'DENIED object OBJECTED',
      'OBJECTED reverse GRANTED',
      'OBJECTED uphold DENIAL_UPHELD',
      'RETURNED submit SUBMITTED',
      'RETURNED withdraw WITHDRAWN',
      'SUBMITTED accept UNDER_REVIEW',
      'SUBMITTED refuseAcceptance NOT_ACCEPTED',
      'SUBMITTED return RETURNED',
      'SUBMITTED withdraw WITHDRAWN',
      'UNDER_REVIEW confirmGround UNDER_REVIEW',
      'UNDER_REVIEW deny DENIED',
      'UNDER_REVIEW extend UNDER_REVIEW',
      'UNDER_REVIEW grant GRANTED',
      'UNDER_REVIEW grantPartly PARTLY_GRANTED',
      'UNDER_REVIEW hear UNDER_REVIEW',
      'UNDER_REVIEW resume UNDER_REVIEW',
      'UNDER_REVIEW suspend UNDER_REVIEW',
      'UNDER_REVIEW withdraw WITHDRAWN',
    ])
    expect([...taken].some((line) => line.endsWith(' timer CLOSED'))).toBe(true)
  })
})
