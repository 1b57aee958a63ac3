import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseOf, denialOf, fileReport, openWorld, reportContent, type World } from '@/lib/filing/testing'
import type { Actor } from '@/lib/identity/types'
import type { Result } from '@/lib/platform/result'
import { drive, plainDue, type Machine } from '@/lib/recusals/model/testing'
import { need } from '@/prisma/seed/base'
import * as filing from '../commands'
import * as deciding from '../deciding/commands'
import type { ReportDraft } from '../schema'

/** Who decides about the official, from the named leader up. */
const LADDER = ['ZJ0002', 'ZJ0001', 'YX0001', 'QL0001']
const [OFFICIAL, CLERK] = ['ZJ0102', 'ZJ0003']
/** Working days of the first policy version. */
const DAYS = { decide: 3, settle: 3, result: 3 }
const DAY_MS = 86_400_000
const OVER = [
  'DISAPPROVED',
  'CONVERTED_TO_RECUSAL',
  'LAPSED_UNDECIDED',
  'COMPLETED',
  'NOT_HELD',
  'WITHDRAWN',
  'REFERRED',
]

interface Model {
  status: string
  level: number
  from: Date | null
  dueAt: Date | null
  climb: { at: Date; days: number } | null
  pausedAt: Date | null
  returned: boolean
  statutory: boolean
  startsAt: Date
  endsAt: Date
  /** The dealing begins undecided at this instant. */
  lapseAt: Date | null
  /** The dealing ends, and a result is due. */
  endAt: Date | null
  decidedAt: Date | null
  /** What stands while an amendment is decided. */
  standing: string | null
}

const none = { from: null, dueAt: null, climb: null, lapseAt: null, pausedAt: null }
const earlier = (a: Date, b: Date) => (a.getTime() < b.getTime() ? a : b)

/** The days for the decision: never past the start of a dealing that is still to come. */
function toDecide(model: Model, at: Date, due = plainDue(at, DAYS.decide)) {
  const begun = at.getTime() >= model.startsAt.getTime()
  const dueAt = begun ? due : earlier(due, model.startsAt)
  return {
    dueAt,
    climb: { at: dueAt, days: DAYS.decide },
    lapseAt: begun ? null : model.startsAt,
    endAt: null,
  }
}

/** The third working day that did not end while the report was back with the official. */
function dueAfterPause(from: Date, pause: { from: Date; to: Date }): Date {
  let counted = 0
  for (let days = 1; ; days += 1) {
    const end = plainDue(from, days)
    if (end.getTime() < pause.from.getTime() || end.getTime() >= pause.to.getTime()) counted += 1
    if (counted === DAYS.decide) return end
  }
}

/** What domain section 5 says of a report, written down once more without looking at the table. */
function predict(model: Model, event: string, who: string, at: Date): Model | null {
  const declarant = who === OFFICIAL
  const decider = who === LADDER[model.level]
  const begun = at.getTime() >= model.startsAt.getTime()
  const over = (status: string): Model => ({ ...model, ...none, status, endAt: null })
  switch (model.status) {
    case 'SUBMITTED':
      if (event === 'withdraw') return declarant && !begun ? over('WITHDRAWN') : null
      if (event === 'convert') return declarant || decider ? over('CONVERTED_TO_RECUSAL') : null
      if (event === 'return')
        return (who === CLERK || decider) && !model.returned
          ? { ...model, status: 'RETURNED', returned: true, pausedAt: at, climb: null, lapseAt: null }
          : null
      return decider ? decided(model, event, at, begun) : null
    case 'RETURNED':
      if (!declarant || !model.from || !model.pausedAt) return null
      if (event === 'withdraw') return begun ? null : over('WITHDRAWN')
      if (event !== 'submit') return null
      return {
        ...model,
        ...toDecide(model, at, dueAfterPause(model.from, { from: model.pausedAt, to: at })),
        status: 'SUBMITTED',
        pausedAt: null,
      }
    case 'APPROVED':
    case 'APPROVED_WITH_CONDITIONS':
      if (!declarant || begun) return null
      if (event === 'withdraw') return over('WITHDRAWN')
      return event === 'submit'
        ? { ...model, ...toDecide(model, at), from: at, status: 'SUBMITTED', standing: model.status }
        : null
    case 'RESULT_DUE':
      if (!declarant) return null
      if (event === 'reportResult') return over('COMPLETED')
      return event === 'notHeld' ? over('NOT_HELD') : null
    case 'CONDUCT_QUESTIONED':
      if (!decider) return null
      if (event === 'refer') return over('REFERRED')
      return event === 'settle' ? over('COMPLETED') : null
    default:
      return null
  }
}

function decided(model: Model, event: string, at: Date, begun: boolean): Model | null {
  const stands = (status: string): Model => ({
    ...model,
    ...none,
    status,
    decidedAt: at,
    endAt: model.endsAt,
    standing: null,
  })
  switch (event) {
    case 'approve':
      return begun || model.statutory ? null : stands('APPROVED')
    case 'approveWithConditions':
      return begun || model.statutory ? null : stands('APPROVED_WITH_CONDITIONS')
    case 'disapprove':
      return begun ? null : { ...model, ...none, status: 'DISAPPROVED', endAt: null }
    case 'confirmGround':
      return model.statutory ? null : { ...model, statutory: true }
    case 'note':
      return begun ? stands('NOTED') : null
    case 'question': {
      const dueAt = plainDue(at, DAYS.settle)
      const climb = { at: dueAt, days: DAYS.settle }
      return begun ? { ...model, ...none, status: 'CONDUCT_QUESTIONED', dueAt, climb, endAt: null } : null
    }
    default:
      return null
  }
}

/** What passes with time: silence approves nothing, the case climbs; the dealing begins, and ends. */
function pass(model: Model, at: Date): Model {
  const past = (instant: Date | null) => instant !== null && instant.getTime() <= at.getTime()
  let next = model
  const { climb, lapseAt } = next
  // At the same instant the start of the dealing comes first.
  const lapsesFirst = climb && lapseAt && lapseAt.getTime() <= climb.at.getTime()
  if (climb && past(climb.at) && !(lapsesFirst && past(lapseAt)))
    next =
      next.level + 1 >= LADDER.length
        ? { ...next, climb: null }
        : { ...next, level: next.level + 1, climb: { ...climb, at: plainDue(at, climb.days) } }
  if (past(next.lapseAt))
    next = next.standing
      ? { ...next, ...none, status: next.standing, standing: null, endAt: next.endsAt }
      : { ...next, ...none, status: 'LAPSED_UNDECIDED', endAt: null }
  if (next.endAt && past(next.endAt)) {
    const { endAt, decidedAt } = next
    const from = decidedAt && decidedAt.getTime() > endAt.getTime() ? decidedAt : endAt
    next = { ...next, ...none, status: 'RESULT_DUE', dueAt: plainDue(from, DAYS.result), endAt: null }
  }
  return next
}

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Call = (given: { actor: Actor; clock: World['clock']; input: never }) => Promise<Result<unknown>>

const localDay = (at: Date) => new Date(at.getTime() + DAY_MS / 3).toISOString().slice(0, 10)

describe('the advance report against its plain model', () => {
  it('never parts from it, and takes every transition', { timeout: 900_000 }, async () => {
    const contents = new Map<string, Partial<ReportDraft>>()
    const decide = (event: string): [Call, object] => [
      deciding.decideReport,
      {
        event,
        reason: '说明',
        measures: event === 'approveWithConditions' ? ['TWO_OR_MORE'] : [],
        measuresNote: '',
      },
    ]
    const result = { summary: '会议已开。', costPaid: '', promises: '', gifts: [] }
    const steps = new Map<string, [Call, object | ((caseId: string) => object)]>([
      [
        'submit',
        [filing.submitReport, (caseId) => ({ content: reportContent(world, contents.get(caseId)) })],
      ],
      ['withdraw', [filing.withdrawReport, { reason: '不再参加' }]],
      ['return', [deciding.returnReport, { defects: ['缺附件'] }]],
      ['approve', decide('approve')],
      ['approveWithConditions', decide('approveWithConditions')],
      ['disapprove', decide('disapprove')],
      ['confirmGround', decide('confirmGround')],
      ['note', decide('note')],
      ['question', decide('question')],
      ['refer', decide('refer')],
      ['settle', decide('settle')],
      [
        'convert',
        [deciding.convertReport, { reason: '应当回避', matterId: need(world.seeded.matters, 'park') }],
      ],
      ['reportResult', [filing.reportResult, { held: true, ...result }]],
      ['notHeld', [filing.reportResult, { held: false, ...result }]],
    ])
    let opened = 0
    const machine: Machine<Model> = {
      world,
      people: [OFFICIAL, CLERK, ...LADDER, 'ZJ0103', 'ZJ0004', 'JW0101', 'SJ0003'],
      events: [...steps.keys()],
      async open() {
        opened += 1
        const at = world.clock.now()
        const late = opened % 3 === 0
        const day = localDay(new Date(at.getTime() + (late ? -1 : 4 + (opened % 5)) * DAY_MS))
        const more = {
          startsAt: `${day}T09:30`,
          endsAt: `${day}T11:00`,
          ...(late ? { lateReason: '临时通知' } : {}),
        }
        const caseId = await fileReport(world, more)
        contents.set(caseId, more)
        const times = { startsAt: new Date(`${day}T01:30:00Z`), endsAt: new Date(`${day}T03:00:00Z`) }
        const model: Model = {
          ...none,
          ...times,
          status: 'SUBMITTED',
          level: 0,
          returned: false,
          statutory: false,
          endAt: null,
          decidedAt: null,
          standing: null,
        }
        return { caseId, model: { ...model, ...toDecide(model, at), from: at } }
      },
      async act(event, who, caseId) {
        const [command, input] = need(steps, event)
        const { version } = await caseOf(world, caseId)
        const more = typeof input === 'function' ? input(caseId) : input
        const given = { caseId, version, ...more } as never
        return denialOf(await command({ actor: await world.actor(who), clock: world.clock, input: given }))
      },
      predict,
      pass,
      see: (model) => ({
        status: model.status,
        decider: LADDER[model.level] ?? null,
        dueAt: model.dueAt?.toISOString() ?? null,
      }),
      isOver: (model) => OVER.includes(model.status),
    }
    const taken = await drive(machine, { runs: 400, days: 28 })
    expect([...taken].filter((line) => !line.includes(' timer ')).sort()).toEqual([
      'APPROVED submit SUBMITTED',
      'APPROVED withdraw WITHDRAWN',
      'APPROVED_WITH_CONDITIONS submit SUBMITTED',
      'APPROVED_WITH_CONDITIONS withdraw WITHDRAWN',
      'CONDUCT_QUESTIONED refer REFERRED',
      'CONDUCT_QUESTIONED settle COMPLETED',
      'RESULT_DUE notHeld NOT_HELD',
      'RESULT_DUE reportResult COMPLETED',
      'RETURNED submit SUBMITTED',
      'RETURNED withdraw WITHDRAWN',
      'SUBMITTED approve APPROVED',
      'SUBMITTED approveWithConditions APPROVED_WITH_CONDITIONS',
      'SUBMITTED confirmGround SUBMITTED',
      'SUBMITTED convert CONVERTED_TO_RECUSAL',
      'SUBMITTED disapprove DISAPPROVED',
      'SUBMITTED note NOTED',
      'SUBMITTED question CONDUCT_QUESTIONED',
      'SUBMITTED return RETURNED',
      'SUBMITTED withdraw WITHDRAWN',
    ])
    const timers = [...taken].filter((line) => line.includes(' timer '))
    expect(timers).toEqual(expect.arrayContaining(['NOTED timer RESULT_DUE']))
  })
})
