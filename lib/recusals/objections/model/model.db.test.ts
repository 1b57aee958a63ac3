import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseOf, denialOf, openWorld, type World } from '@/lib/filing/testing'
import type { Actor } from '@/lib/identity/types'
import type { Result } from '@/lib/platform/result'
import { drive, plainDue, type Machine } from '@/lib/recusals/model/testing'
import { inForce, now } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import * as commands from '../commands'

/** Above the unit head, who signed: the head of the district, the mayor. */
const LADDER = ['YX0001', 'QL0001']
const [SUBJECT, SUBSTITUTE] = ['ZJ0104', 'ZJ0103']
const DECIDE_DAYS = 5

interface Model {
  status: string
  level: number
  dueAt: Date | null
  timer: Date | null
}

/** What domain section 5 says of an objection, written down once more without looking at the table. */
function predict(model: Model, event: string, who: string): Model | null {
  if (who !== LADDER[model.level]) return null
  const settled = (status: string): Model | null =>
    model.status === 'UNDER_REVIEW' ? { ...model, status, dueAt: null, timer: null } : null
  switch (event) {
    case 'takeUp':
      return model.status === 'FILED' ? { ...model, status: 'UNDER_REVIEW' } : null
    case 'maintain':
      return settled('DECISION_MAINTAINED')
    case 'vary':
      return settled('DECISION_VARIED')
    case 'revoke':
      return settled('DECISION_REVOKED')
    default:
      return null
  }
}

/** An objection that is not answered in time climbs, as far as somebody is above. */
function pass(model: Model, at: Date): Model {
  if (!model.timer || model.timer.getTime() > at.getTime()) return model
  if (model.level + 1 >= LADDER.length) return { ...model, timer: null }
  return { ...model, level: model.level + 1, timer: plainDue(at, DECIDE_DAYS) }
}

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Call = (given: { actor: Actor; clock: World['clock']; input: never }) => Promise<Result<unknown>>

describe('the objection against its plain model', () => {
  it('never parts from it, and takes every transition', { timeout: 900_000 }, async () => {
    const varied = {
      reason: '范围过宽',
      scope: ['DECIDE'],
      termFrom: '',
      termTo: '',
      substituteId: need(world.seeded.people, SUBSTITUTE),
    }
    const steps = new Map<string, [Call, object]>([
      ['takeUp', [commands.takeUpObjection, {}]],
      ['maintain', [commands.maintainDecision, { reason: '维持' }]],
      ['vary', [commands.varyOnObjection, varied]],
      ['revoke', [commands.revokeOnObjection, { reason: '撤销' }]],
    ])
    const decisions: { id: string; objection: string }[] = []
    let opened = 0
    const machine: Machine<Model> = {
      world,
      people: [...LADDER, SUBJECT, SUBSTITUTE, 'ZJ0001', 'ZJ0002', 'ZJ0003', 'ZJ0004', 'JW0101'],
      events: [...steps.keys()],
      async open() {
        const today = world.clock.now().toISOString().slice(0, 10)
        const id = await inForce(world, {}, `${today}T09:00`)
        opened += 1
        const { caseId } = done(
          await commands.fileObjection({
            actor: await world.actor(opened % 2 ? SUBJECT : SUBSTITUTE),
            clock: world.clock,
            input: { ...(await now(world, id)), reasons: '不服' },
          }),
        ) as { caseId: string }
        decisions.push({ id, objection: caseId })
        const dueAt = plainDue(world.clock.now(), DECIDE_DAYS)
        return { caseId, model: { status: 'FILED', level: 0, dueAt, timer: dueAt } }
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
        decider: LADDER[model.level] ?? null,
        dueAt: model.dueAt?.toISOString() ?? null,
      }),
      isOver: (model) => model.status.startsWith('DECISION_'),
    }
    const taken = await drive(machine, { runs: 100, days: 20 })
    expect([...taken].filter((line) => !line.includes(' timer ')).sort()).toEqual([
      'FILED takeUp UNDER_REVIEW',
      'UNDER_REVIEW maintain DECISION_MAINTAINED',
      'UNDER_REVIEW revoke DECISION_REVOKED',
      'UNDER_REVIEW vary DECISION_VARIED',
    ])
    // A result reaches the decision by the worker; a maintained or unanswered objection leaves it alone.
    for (const { id, objection } of decisions) {
      const result = (await caseOf(world, objection)).status
      const status = (await caseOf(world, id)).status
      if (result === 'DECISION_REVOKED') expect(['IN_FORCE', 'REVOKED']).toContain(status)
      else expect(status).toBe('IN_FORCE')
    }
  })
})
