/** Why somebody may not act on a matter; null when they may (公务员回避规定 14: a recused person takes no part). */
export type ActDenial = 'recused-from-matter' | 'suspended-from-matter' | 'not-a-handler' | 'matter-closed'

export interface ActFacts {
  closed: boolean
  handles: boolean
  /** A recusal decision against the person about this matter is in effect. */
  recused: boolean
  /** A request about the person is under review and participation stops meanwhile. */
  suspended: boolean
}

/** The recusal is named first: it also explains why the assignment ended. */
export function denyAct(facts: ActFacts): ActDenial | null {
  if (facts.recused) return 'recused-from-matter'
  if (facts.suspended) return 'suspended-from-matter'
  if (facts.closed) return 'matter-closed'
  return facts.handles ? null : 'not-a-handler'
}
