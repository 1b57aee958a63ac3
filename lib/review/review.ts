import type { CaseKind } from '@/prisma/generated/client/enums'

/** Whose desk a status waits on. Total over the open statuses of each machine; what is not named waits for nobody here. */
export type Desk = 'decider' | 'clerk' | 'drafter' | 'hr' | 'discipline'

export const WAITS_FOR: Readonly<Record<CaseKind, Readonly<Record<string, readonly Desk[]>>>> = {
  ADVANCE_REPORT: { SUBMITTED: ['decider', 'clerk'], CONDUCT_QUESTIONED: ['decider'] },
  RECUSAL_REQUEST: { SUBMITTED: ['clerk'], UNDER_REVIEW: ['decider'], OBJECTED: ['decider'] },
  RECUSAL_DECISION: {
    PROPOSED: ['decider'],
    DRAFT: ['drafter', 'decider'],
    HEARING: ['drafter', 'decider'],
    SIGNED: ['clerk'],
    ISSUED: ['clerk'],
    IN_FORCE: ['decider'],
  },
  REFUSAL: {
    SUSPECTED: ['decider'],
    DEMANDED: ['decider', 'hr'],
    COMPLIED: ['decider'],
    JUSTIFIED: ['decider'],
    CONFIRMED: ['decider', 'hr'],
    REFERRED: ['hr', 'discipline'],
    OUTCOME_RECORDED: ['decider'],
  },
  OBJECTION: { FILED: ['decider'], UNDER_REVIEW: ['decider'] },
}

export interface Waiting {
  kind: CaseKind
  statuses: string[]
}

/** The statuses, by kind, in which a desk has something to do. */
export function waitingFor(desk: Desk): Waiting[] {
  return (Object.entries(WAITS_FOR) as [CaseKind, Record<string, readonly Desk[]>][])
    .map(([kind, statuses]) => ({
      kind,
      statuses: Object.entries(statuses)
        .filter(([, desks]) => desks.includes(desk))
        .map(([status]) => status),
    }))
    .filter((waiting) => waiting.statuses.length > 0)
}
