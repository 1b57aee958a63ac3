// What the tests of the state machines share: every pair of status and event, standings, and walks through a table.
import fc from 'fast-check'
import type { Party, Standing, Workflow } from './cases'

/** Every status with every event. */
export function everyPair<Status extends string, Event extends string>(
  statuses: readonly Status[],
  events: readonly Event[],
): [Status, Event][] {
  return statuses.flatMap((status) => events.map((event): [Status, Event] => [status, event]))
}

/** What a hand-written table of lines `FROM event TO` expects of a pair; null where the pair is not in it. */
export function expectedOf(lines: string): (status: string, event: string) => string | null {
  const rows = lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const known = new Map(rows.map(([from, event, to]) => [`${from ?? ''} ${event ?? ''}`, to ?? '']))
  if (known.size !== rows.length) throw new Error('the table names a pair twice')
  return (status, event) => known.get(`${status} ${event}`) ?? null
}

/** Clean hands, and the parties named. */
export function standing(parties: readonly Party[], more: Partial<Standing> = {}): Standing {
  return {
    parties,
    isSubject: false,
    isApplicant: false,
    isSubordinateOfSubject: false,
    declaredConflict: false,
    decidedContestedStep: false,
    ...more,
  }
}

/** Follows a random sequence of events through a table, leaving out those that the status does not have. */
export function walk<Status extends string, Event extends string, Guard extends string>(
  workflow: Workflow<Status, Event, Guard>,
  first: Status,
  events: readonly Event[],
): { from: Status; event: Event; to: Status }[] {
  const steps: { from: Status; event: Event; to: Status }[] = []
  let from = first
  for (const event of events) {
    const to = workflow.table[from][event]?.to
    if (to === undefined) continue
    steps.push({ from, event, to })
    from = to
  }
  return steps
}

/** A value for every field of a facts object, each drawn from what is given for it. */
export function factsFrom<Facts extends object>(fields: {
  [Field in keyof Facts]: readonly Facts[Field][]
}): fc.Arbitrary<Facts> {
  const arbitraries = Object.fromEntries(
    Object.entries(fields).map(([name, values]) => [name, fc.constantFrom(...(values as unknown[]))]),
  )
  return fc.record(arbitraries) as fc.Arbitrary<unknown> as fc.Arbitrary<Facts>
}

/** People who are nothing to a case: what their roles give them elsewhere, lib/cases/queries.db.test.ts shows. */
export const BYSTANDERS = {
  'a colleague': standing([]),
  'the HR office': standing([]),
  'the system administrator': standing([]),
  'the security administrator': standing([]),
  'the audit administrator': standing([]),
} satisfies Record<string, Standing>

/** A decider whom one of the guards for all keeps away, with the refusal that says so. */
export const BARRED = {
  'a decider who is the subject': [{ isSubject: true }, 'own-case'],
  'a decider who is the applicant': [{ isApplicant: true }, 'own-case'],
  'a decider in a declared conflict': [{ declaredConflict: true }, 'declared-conflict'],
  'a decider led by the subject': [{ isSubordinateOfSubject: true }, 'subordinate-of-subject'],
  'a decider of the contested step': [{ decidedContestedStep: true }, 'decided-contested-step'],
} satisfies Record<string, [Partial<Standing>, string]>
