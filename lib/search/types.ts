export const GROUPS = ['pages', 'cases', 'matters', 'people', 'enterprises'] as const
export type Group = (typeof GROUPS)[number]

/** One thing that the palette offers. */
export interface Hit {
  group: Group
  href: string
  label: string
  /** The quieter words beside it: number, organ, code. */
  note: string
  /**
   * What the device may remember of it: a name without a person in it. Null: nothing, for people and titles of cases are
   * not left behind on a shared computer.
   */
  recall: string | null
}

/** What a case says about where it opens. */
export interface CaseFacts {
  id: string
  kind: 'ADVANCE_REPORT' | 'RECUSAL_REQUEST' | 'RECUSAL_DECISION' | 'REFUSAL' | 'OBJECTION'
  filedById: string
  subjectId: string
  substituteId: string | null
}
