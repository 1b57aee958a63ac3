export interface DelegationLine {
  id: string
  /** The actor gives it, or receives it. */
  side: 'given' | 'received'
  name: string
  post: string
  validFrom: string
  validTo: string
  reason: string
  state: 'upcoming' | 'running' | 'over'
}
