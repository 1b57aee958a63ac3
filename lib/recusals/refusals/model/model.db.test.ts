import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { denialOf, openWorld, type World } from '@/lib/filing/testing'
import type { Actor } from '@/lib/identity/types'
import type { Result } from '@/lib/platform/result'
import { drive, plainDue, type Machine } from '@/lib/recusals/model/testing'
import { inForce, now } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import * as commands from '../commands'
import * as referring from '../referring/commands'
import * as weighing from '../weighing/commands'

/** Who could decide, lowest first: the leader, the unit head, the head of the district, the mayor. */
const LADDER = ['ZJ0002', 'ZJ0001', 'YX0001', 'QL0001']
const SUBJECT = 'ZJ0104'
const HR = 'ZJ0004'
const DISCIPLINE = ['JW0101', 'SW0101']
const DAYS = { takeUp: 3, demand: 3, review: 3, refer: 3, outcome: 30 }

interface Model {
  status: string
  level: number
  demandedBy: string | null
  limit: { name: keyof typeof DAYS; dueAt: Date; timer: Date | null } | null
  reasons: boolean
  review: boolean
  finding: { result: string; office: string } | null
  refer: { to: string; by: string } | null
}

const runs = (name: keyof typeof DAYS, at: Date): Model['limit'] => {
  const dueAt = plainDue(at, DAYS[name])
  return { name, dueAt, timer: dueAt }
}

/** The lowest from the unit head on who did not make the demand. */
function reviewer(from: number, demandedBy: string | null): number | null {
  for (let level = Math.max(from, 1); level < LADDER.length; level += 1)
    if (LADDER[level] !== demandedBy) return level
  return null
}

function startReview(model: Model, at: Date): Model {
  const level = reviewer(0, model.demandedBy) ?? model.level
  return { ...model, review: true, level, limit: runs('review', at) }
}

/** What domain section 5 says of a refusal, written down once more without looking at the table. */
function predict(model: Model, event: string, who: string, at: Date): Model | null {
  const decides = who === LADDER[model.level]
  const office = decides ? 'UNIT_HEAD' : who === HR ? 'HR' : null
  const { status, finding } = model
  const is = (...statuses: string[]) => statuses.includes(status)
  const proposed = is('DEMANDED') && finding && office && finding.office !== office
  switch (event) {
    case 'demand':
      return is('SUSPECTED') && decides
        ? { ...model, status: 'DEMANDED', demandedBy: who, limit: runs('demand', at) }
        : null
    case 'comply':
      return is('SUSPECTED', 'DEMANDED') && decides ? { ...model, status: 'COMPLIED', limit: null } : null
    case 'giveReasons': {
      if (!is('DEMANDED') || who !== SUBJECT || model.reasons || finding) return null
      const given = { ...model, reasons: true }
      return model.review ? given : startReview(given, at)
    }
    case 'findJustified':
    case 'findConfirmed':
      if (!is('DEMANDED') || !model.review || finding || !office) return null
      return { ...model, finding: { result: event === 'findJustified' ? 'JUSTIFIED' : 'CONFIRMED', office } }
    case 'disagree': {
      if (!proposed) return null
      const level = reviewer(model.level + 1, model.demandedBy) ?? model.level
      return { ...model, finding: null, level, limit: runs('review', at) }
    }
    case 'justify':
      return proposed && finding.result === 'JUSTIFIED'
        ? { ...model, status: 'JUSTIFIED', limit: null }
        : null
    case 'confirm':
      return proposed && finding.result === 'CONFIRMED'
        ? { ...model, status: 'CONFIRMED', limit: runs('refer', at) }
        : null
    case 'referToHr':
    case 'referToDiscipline':
      if (!is('CONFIRMED') || model.refer || !office) return null
      return { ...model, refer: { to: event === 'referToHr' ? 'HR' : 'DISCIPLINE', by: who } }
    case 'refer':
      if (!is('CONFIRMED') || !model.refer || model.refer.by === who || !office) return null
      return { ...model, status: 'REFERRED', limit: runs('outcome', at) }
    case 'recordOutcome': {
      const mine = model.refer?.to === 'HR' ? who === HR : DISCIPLINE.includes(who)
      return is('REFERRED') && mine ? { ...model, status: 'OUTCOME_RECORDED', limit: null } : null
    }
    case 'close':
      return is('COMPLIED', 'JUSTIFIED', 'OUTCOME_RECORDED') && office
        ? { ...model, status: 'CLOSED', limit: null }
        : null
    default:
      return null
  }
}

/** A passed limit: silence is weighed, an undecided step climbs, and the office of the outcome is only reminded. */
function pass(model: Model, at: Date): Model {
  const { limit } = model
  if (!limit?.timer || limit.timer.getTime() > at.getTime()) return model
  if (limit.name === 'demand') return startReview(model, at)
  const above = limit.name === 'outcome' ? undefined : LADDER[model.level + 1]
  if (!above) return { ...model, limit: { ...limit, timer: null } }
  return {
    ...model,
    level: model.level + 1,
    limit: { ...limit, timer: plainDue(at, DAYS[limit.name]) },
  }
}

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Call = (given: { actor: Actor; clock: World['clock']; input: never }) => Promise<Result<unknown>>

const STEPS: Record<string, [Call, object]> = {
  demand: [commands.demandCompliance, { demand: '请履行' }],
  comply: [commands.recordCompliance, { evidence: '已履行' }],
  giveReasons: [commands.giveReasons, { reasons: '理由' }],
  findJustified: [weighing.proposeFinding, { finding: 'JUSTIFIED', reason: '成立' }],
  findConfirmed: [weighing.proposeFinding, { finding: 'CONFIRMED', reason: '不成立' }],
  disagree: [weighing.disagreeWithFinding, { reason: '不同意' }],
  justify: [weighing.agreeJustified, {}],
  confirm: [weighing.agreeConfirmed, {}],
  referToHr: [referring.proposeReferral, { referTo: 'HR', reason: '移送' }],
  referToDiscipline: [referring.proposeReferral, { referTo: 'DISCIPLINE', reason: '移送' }],
  refer: [referring.referRefusal, {}],
  recordOutcome: [
    referring.recordOutcome,
    { outcome: 'ADMONITION', outcomeText: '诫勉', outcomeNumber: '', outcomeKnownOn: '2026-12-01' },
  ],
  close: [commands.closeRefusal, { reason: '归结' }],
}

function machine(decisionId: () => Promise<string>): Machine<Model> {
  return {
    world,
    people: [...LADDER, SUBJECT, HR, ...DISCIPLINE, 'ZJ0103', 'ZJ0003', 'SYS001'],
    events: Object.keys(STEPS),
    async open() {
      const id = await decisionId()
      const { caseId } = done(
        await commands.reportRefusal({
          actor: await world.actor('ZJ0002'),
          clock: world.clock,
          input: { ...(await now(world, id)), facts: '仍然参加' },
        }),
      ) as { caseId: string }
      const at = world.clock.now()
      const model: Model = {
        status: 'SUSPECTED',
        level: 0,
        demandedBy: null,
        limit: runs('takeUp', at),
        reasons: false,
        review: false,
        finding: null,
        refer: null,
      }
      return { caseId, model }
    },
    async act(event, who, caseId) {
      const [command, input] = need(new Map(Object.entries(STEPS)), event)
      const given = { ...(await now(world, caseId)), ...input } as never
      return denialOf(await command({ actor: await world.actor(who), clock: world.clock, input: given }))
    },
    predict,
    pass,
    see: (model) => ({
      status: model.status,
      decider: LADDER[model.level] ?? null,
      dueAt: model.limit?.dueAt.toISOString() ?? null,
    }),
    isOver: (model) => model.status === 'CLOSED',
  }
}

describe('the refusal against its plain model', () => {
  it('never parts from it, and takes every transition', { timeout: 900_000 }, async () => {
    const served = () => world.clock.now().toISOString().slice(0, 10)
    const taken = await drive(
      machine(() => inForce(world, {}, `${served()}T09:00`)),
      { runs: 200, days: 20 },
    )
    expect([...taken].filter((line) => !line.includes(' timer ')).sort()).toEqual(
      [
        'CONFIRMED refer REFERRED',
        'CONFIRMED referToDiscipline CONFIRMED',
        'CONFIRMED referToHr CONFIRMED',
        'COMPLIED close CLOSED',
        'DEMANDED comply COMPLIED',
        'DEMANDED confirm CONFIRMED',
        'DEMANDED disagree DEMANDED',
        'DEMANDED findConfirmed DEMANDED',
        'DEMANDED findJustified DEMANDED',
        'DEMANDED giveReasons DEMANDED',
        'DEMANDED justify JUSTIFIED',
        'JUSTIFIED close CLOSED',
        'OUTCOME_RECORDED close CLOSED',
        'REFERRED recordOutcome OUTCOME_RECORDED',
        'SUSPECTED comply COMPLIED',
        'SUSPECTED demand DEMANDED',
      ].sort(),
    )
  })
})
