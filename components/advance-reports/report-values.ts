import type { ReportDraft } from '@/lib/advance-reports/schema'

/** The steps of the form and the fields each holds, in order. */
export const STEPS = ['conflict', 'dealing', 'costs', 'check', 'submit'] as const
export type StepName = (typeof STEPS)[number]

export const FIELDS: Readonly<Record<StepName, readonly (keyof ReportDraft)[]>> = {
  conflict: [
    'enterpriseIds',
    'situation',
    'duty',
    'headPersonId',
    'relation',
    'personConcerned',
    'personPosition',
    'impact',
    'handling',
    'handlingNote',
  ],
  dealing: [
    'title',
    'scenario',
    'mode',
    'startsAt',
    'endsAt',
    'place',
    'ourParticipants',
    'theirParticipants',
    'matterId',
    'lateReason',
  ],
  costs: ['payer', 'costStandard', 'meals', 'car', 'lodging', 'gifts'],
  check: ['selfCheck', 'measures', 'measuresNote'],
  submit: ['pledge'],
}

/** The step in which a field stands; for the first wrong field of a refused submission. */
export function stepOf(path: string): StepName {
  const field = path.split('.')[0] as keyof ReportDraft
  return STEPS.find((step) => FIELDS[step].includes(field)) ?? 'conflict'
}

/** Radio groups and selects give '' for "not chosen"; a draft stores that as null. */
export function toContent(values: ReportDraft): ReportDraft {
  const content: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue
    content[name] = value === '' && CHOICES.has(name) ? null : value
  }
  return content as ReportDraft
}

const CHOICES = new Set([
  'relation',
  'handling',
  'scenario',
  'mode',
  'payer',
  'matterId',
  'headPersonId',
  'citesCaseId',
  'emergency',
])

/** Whether the relation declared names a person, and so a possible ground. */
export function isRelated(relation: string | null | undefined): boolean {
  return Boolean(relation) && relation !== 'NONE' && relation !== 'UNSURE'
}
