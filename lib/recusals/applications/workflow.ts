import type { Workflow } from '@/lib/cases/cases'

/** What comes in from outside (公务员法 77; 公务员回避规定 18): received, then always answered. */
export const STATUSES = ['RECEIVED', 'ACCEPTED', 'NOT_ACCEPTED'] as const
export type Status = (typeof STATUSES)[number]

export const EVENTS = ['receive', 'forward', 'accept', 'refuse'] as const
export type Event = (typeof EVENTS)[number]

const who = ['clerk', 'disciplineOffice'] as const

export const PUBLIC_APPLICATION: Workflow<Status, Event, never> = {
  machine: 'PUBLIC_APPLICATION',
  start: {
    receive: { to: 'RECEIVED', who: ['system'], limit: 'applicationAnswer', article: 'civil-servants-77' },
  },
  table: {
    RECEIVED: {
      // To the office that is competent; the time for the answer runs on.
      forward: { to: 'RECEIVED', who },
      accept: { to: 'ACCEPTED', who, article: 'recusal-rules-18' },
      refuse: { to: 'NOT_ACCEPTED', who, article: 'recusal-rules-18' },
    },
    ACCEPTED: {},
    NOT_ACCEPTED: {},
  },
}
