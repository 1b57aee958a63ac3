import type { NoticeGroup } from '../notifications'
import type { DELIVERY_STATES } from './schema'

export type DeliveryState = (typeof DELIVERY_STATES)[number]
/** Off: by an administrator, or by the product after failing long. */
export type EndpointState = 'on' | 'off' | 'switchedOff' | 'noSecret'

export interface EndpointLine {
  id: string
  name: string
  address: string
  organ: string
  state: EndpointState
  failingSince: string | null
  lastSuccessAt: string | null
  waiting: number
  dead: number
}

export interface EndpointView extends EndpointLine {
  organId: string
  groups: NoticeGroup[]
  withStaffNo: boolean
  version: number
  generation: number
  fingerprint: string
  /** Until when the secret before still signs too. */
  previousUntil: string | null
  switchedOffAt: string | null
}

export interface DeliveryLine {
  id: string
  kind: string
  state: DeliveryState
  createdAt: string
  /** The next try, while it waits. */
  dueAt: string
  attempts: number
  tries: { at: string; status: number | null; ms: number; problem: string | null }[]
}
