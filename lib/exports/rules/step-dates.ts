// When each step of a case was taken, read off its timeline.
import type { Event as ReportEvent } from '@/lib/advance-reports/workflow'
import type { Event as DecisionEvent } from '@/lib/recusals/decisions/workflow'
import type { Event as RefusalEvent } from '@/lib/recusals/refusals/workflow'
import type { Event as RequestEvent } from '@/lib/recusals/requests/workflow'
import type { StepDates, StepFact } from '../types'

type AnyEvent = ReportEvent | RequestEvent | DecisionEvent | RefusalEvent

interface Reading {
  events: readonly AnyEvent[]
  /** A step that can be repeated: the first time counts for what starts, the last for what ends. */
  which: 'first' | 'last'
}

const READINGS: Readonly<Record<Exclude<keyof StepDates, 'closed'>, Reading>> = {
  submitted: { events: ['notify', 'submit', 'propose', 'suspect'], which: 'first' },
  returned: { events: ['return'], which: 'last' },
  accepted: { events: ['accept', 'takeUp'], which: 'first' },
  heard: { events: ['hear', 'recordOpinion'], which: 'last' },
  decided: {
    events: [
      'approve',
      'approveWithConditions',
      'disapprove',
      'note',
      'question',
      'convert',
      'settle',
      'refer',
      'refuseAcceptance',
      'grant',
      'grantPartly',
      'deny',
      'uphold',
      'reverse',
      'decline',
      'sign',
      'confirm',
      'justify',
    ],
    which: 'last',
  },
  signed: { events: ['sign'], which: 'last' },
  issued: { events: ['issue'], which: 'first' },
  served: { events: ['serve'], which: 'first' },
  effective: { events: ['takeEffect'], which: 'first' },
  acknowledged: { events: ['acknowledge'], which: 'first' },
  handedOver: { events: ['handOver'], which: 'first' },
  complied: { events: ['confirmCompliance', 'comply'], which: 'first' },
  resultReported: { events: ['reportResult', 'notHeld'], which: 'last' },
}

type Step = keyof typeof READINGS
/** The readings by event: a timeline is gone through once, however many dates are read off it. */
const BY_EVENT = new Map<string, { step: Step; which: Reading['which'] }[]>()
for (const [step, { events, which }] of Object.entries(READINGS) as [Step, Reading][])
  for (const event of events) BY_EVENT.set(event, [...(BY_EVENT.get(event) ?? []), { step, which }])

/** The dates of a case's steps; null for a step that was not taken. `events` are in the order of the timeline. */
export function stepDates(events: readonly StepFact[], closedAt: Date | null): StepDates {
  const dates: StepDates = { ...NONE, closed: closedAt }
  for (const { event, at } of events)
    for (const { step, which } of BY_EVENT.get(event) ?? [])
      if (which === 'last' || dates[step] === null) dates[step] = at
  return dates
}

const NONE: StepDates = {
  submitted: null,
  returned: null,
  accepted: null,
  heard: null,
  decided: null,
  signed: null,
  issued: null,
  served: null,
  effective: null,
  acknowledged: null,
  handedOver: null,
  complied: null,
  resultReported: null,
  closed: null,
}
