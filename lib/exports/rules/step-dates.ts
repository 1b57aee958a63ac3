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

/** The dates of a case's steps; null for a step that was not taken. `events` are in the order of the timeline. */
export function stepDates(events: readonly StepFact[], closedAt: Date | null): StepDates {
  const read = ({ events: names, which }: Reading): Date | null => {
    const taken = events.filter((event) => (names as readonly string[]).includes(event.event))
    return (which === 'first' ? taken[0] : taken.at(-1))?.at ?? null
  }
  const dates = Object.fromEntries(Object.entries(READINGS).map(([step, reading]) => [step, read(reading)]))
  return { ...(dates as Omit<StepDates, 'closed'>), closed: closedAt }
}
