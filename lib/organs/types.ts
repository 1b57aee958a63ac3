/** A person as lists and pages name one. */
export interface OfficialRef {
  officialId: string
  name: string
  post: string
}

/** A unit on the way up, with who leads it and who was named for the cases of heads. */
export interface UnitOnLadder {
  organId: string
  path: string
  name: string
  heads: OfficialRef[]
  officers: OfficialRef[]
}

/** The facts from which lib/cases/rules/who-decides.ts finds the decider. */
export interface DecisionChainFacts {
  subject: { officialId: string; unitId: string; unitPath: string }
  /** The named supervising leader today. */
  supervisor: OfficialRef | null
  /** From the own unit upwards; internal divisions are left out. */
  units: UnitOnLadder[]
  /** People whom the subject leads today. */
  subordinateIds: string[]
}
