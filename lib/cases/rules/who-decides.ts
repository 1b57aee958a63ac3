// Who decides a case: the supervising leader, for a supervisor the unit head, for a head the superior organ
// (公务员法 76–77, 政务处分法 48; domain section 5). Nobody eligible: the superior organ.
import type { DecisionChainFacts, OfficialRef } from '@/lib/organs/types'

export type DeciderWhy =
  'supervising-leader' | 'unit-head' | 'superior-head' | 'superior-officer' | 'named-officer'

export interface Candidate extends OfficialRef {
  why: DeciderWhy
  /** Rung of the ladder; a passed limit moves the case to a higher one. */
  level: number
  organId: string
}

/** The ladder of everybody who could decide, lowest first, before anybody is excluded. */
export function ladder(facts: DecisionChainFacts): Candidate[] {
  const [own, ...superiors] = facts.units
  const rungs: Candidate[][] = []
  const subjectIsHead = own?.heads.some((head) => head.officialId === facts.subject.officialId) ?? false
  if (!subjectIsHead) {
    if (facts.supervisor && own)
      rungs.push([{ ...facts.supervisor, why: 'supervising-leader', level: 0, organId: own.organId }])
    if (own)
      rungs.push(own.heads.map((head) => ({ ...head, why: 'unit-head', level: 0, organId: own.organId })))
  }
  for (const unit of superiors) {
    rungs.push([
      ...unit.heads.map((head) => ({
        ...head,
        why: 'superior-head' as const,
        level: 0,
        organId: unit.organId,
      })),
      ...unit.officers.map((officer) => ({
        ...officer,
        why: 'superior-officer' as const,
        level: 0,
        organId: unit.organId,
      })),
    ])
  }
  const top = facts.units.at(-1)
  if (top)
    rungs.push(
      top.officers.map((officer) => ({
        ...officer,
        why: 'named-officer' as const,
        level: 0,
        organId: top.organId,
      })),
    )
  const seen = new Set<string>()
  return rungs.flatMap((rung, level) =>
    rung
      .filter((candidate) => !seen.has(candidate.officialId) && seen.add(candidate.officialId))
      .map((candidate) => ({ ...candidate, level })),
  )
}

/**
 * Whether an official was named by collective decision for the cases of this subject, the head of the topmost organ.
 * Everybody there works under that head: whom the organ named acts nevertheless (docs/decisions/0008).
 */
export function isNamedOfficer(facts: DecisionChainFacts, officialId: string): boolean {
  const [own, superior] = facts.units
  const { officialId: subject } = facts.subject
  const isTopmostHead = !superior && (own?.heads.some((head) => head.officialId === subject) ?? false)
  const named = own?.officers.some((officer) => officer.officialId === officialId) ?? false
  return isTopmostHead && named && officialId !== subject
}

/**
 * The person who decides at `level` or above: not the subject, not the applicant, not a subordinate of the subject,
 * nobody who declared a conflict or decided the contested step. `null` when the ladder has nobody.
 */
export function whoDecides(
  facts: DecisionChainFacts,
  options: { level: number; excluded: readonly string[] },
): Candidate | null {
  const subordinates = facts.subordinateIds.filter((id) => !isNamedOfficer(facts, id))
  const barred = new Set([facts.subject.officialId, ...subordinates, ...options.excluded])
  return (
    ladder(facts).find(
      (candidate) => candidate.level >= options.level && !barred.has(candidate.officialId),
    ) ?? null
  )
}

/**
 * Who is kept from deciding a case: who filed it, and who declared a conflict. A refusal is filed by nobody: whoever signed
 * or reported stands above the person and may go on.
 */
export function barredFrom(row: {
  kind: string
  filedById: string
  conflicts: readonly { officialId: string }[]
}): string[] {
  const conflicted = row.conflicts.map((conflict) => conflict.officialId)
  return row.kind === 'REFUSAL' ? conflicted : [row.filedById, ...conflicted]
}

/** The organ whose clerk handles the case: the own unit, for a head the superior one. */
export function whoHandles(facts: DecisionChainFacts): string {
  const [own, superior] = facts.units
  if (!own) return facts.subject.unitId
  const subjectIsHead = own.heads.some((head) => head.officialId === facts.subject.officialId)
  return subjectIsHead && superior ? superior.organId : own.organId
}
