export interface MatterRow {
  id: string
  number: string
  title: string
  type: string
  organ: string
  enterprises: string[]
  handlers: string[]
  closed: boolean
}

export interface MatterView {
  id: string
  number: string
  title: string
  type: string
  organ: string
  openedOn: string
  closed: boolean
  enterprises: { id: string; name: string; uscc: string | null }[]
  handlers: {
    id: string
    name: string
    post: string
    duty: string
    startedAt: string
    endedAt: string | null
    /** A recusal decision ended or started this assignment. */
    byDecision: string | null
  }[]
  acts: { id: string; kind: string; description: string; actor: string; occurredAt: string }[]
  /** May the reader record an act now, and if not, why not. */
  mayAct: boolean
  denial: string | null
}
