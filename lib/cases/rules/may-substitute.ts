// Who takes over is not the subject, not a subordinate of the subject and in no declared conflict with the case
// (domain section 5, guards for all).

export type SubstituteDenial =
  'substitute-is-the-subject' | 'substitute-is-a-subordinate' | 'substitute-in-conflict'

/** Why a person may not take over; null when nothing speaks against it. */
export function denySubstitute(
  substituteId: string,
  facts: { subjectId: string; subordinateIds: readonly string[]; conflictedIds: readonly string[] },
): SubstituteDenial | null {
  if (substituteId === facts.subjectId) return 'substitute-is-the-subject'
  if (facts.subordinateIds.includes(substituteId)) return 'substitute-is-a-subordinate'
  return facts.conflictedIds.includes(substituteId) ? 'substitute-in-conflict' : null
}
