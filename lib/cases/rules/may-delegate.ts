// Who may stand in for an absent decider, and when (domain section 5: delegation covers absence with dates).
import { addDays, type CivilDate } from '@/lib/platform/dates'

/** The longest absence that one delegation covers, in days. */
export const LONGEST_ABSENCE = 90

export interface Absence {
  fromId: string
  toId: string
  validFrom: CivilDate
  validTo: CivilDate
}

export type DelegationDenial =
  | 'delegate-is-oneself'
  | 'ends-before-it-starts'
  | 'starts-in-the-past'
  | 'absence-too-long'
  | 'delegation-overlaps'
  | 'delegate-is-away'
  | 'stands-in-for-somebody'

const meet = (a: Absence, b: Absence): boolean => a.validFrom <= b.validTo && b.validFrom <= a.validTo

/** Why a delegation may not be given; null when nothing speaks against it. `running` are those of all concerned. */
export function denyDelegation(
  wanted: Absence,
  running: readonly Absence[],
  today: CivilDate,
): DelegationDenial | null {
  if (wanted.fromId === wanted.toId) return 'delegate-is-oneself'
  if (wanted.validTo < wanted.validFrom) return 'ends-before-it-starts'
  if (wanted.validFrom < today) return 'starts-in-the-past'
  if (wanted.validTo > addDays(wanted.validFrom, LONGEST_ABSENCE - 1)) return 'absence-too-long'
  const meanwhile = running.filter((one) => meet(one, wanted))
  if (meanwhile.some((one) => one.fromId === wanted.fromId)) return 'delegation-overlaps'
  // Nothing is passed on: who stands in is there, and who is stood in for stands in for nobody.
  if (meanwhile.some((one) => one.fromId === wanted.toId)) return 'delegate-is-away'
  return meanwhile.some((one) => one.toId === wanted.fromId) ? 'stands-in-for-somebody' : null
}
