// Whoever objects is not left worse off for it (domain section 5, objection): a review may take acts out of a recusal or
// shorten it, never add or lengthen.
import type { CivilDate } from '@/lib/platform/dates'
import type { Act } from '@/lib/rulebook/rules/excluded-acts'

export interface Extent {
  scope: readonly Act[]
  /** Null: from service on. */
  termFrom: CivilDate | null
  /** Null: until it is lifted. */
  termTo: CivilDate | null
  substituteId: string | null
}

export type Worse = 'wider-scope' | 'longer-term' | 'nothing-changed'

/** Why one extent may not follow another after an objection; null when it may. */
export function denyChange(before: Extent, after: Extent): Worse | null {
  if (after.scope.some((act) => !before.scope.includes(act))) return 'wider-scope'
  const endsLater = before.termTo !== null && (after.termTo === null || after.termTo > before.termTo)
  const startsEarlier =
    before.termFrom !== null && (after.termFrom === null || after.termFrom < before.termFrom)
  if (endsLater || startsEarlier) return 'longer-term'
  const same =
    after.scope.length === before.scope.length &&
    after.termFrom === before.termFrom &&
    after.termTo === before.termTo &&
    after.substituteId === before.substituteId
  return same ? 'nothing-changed' : null
}
