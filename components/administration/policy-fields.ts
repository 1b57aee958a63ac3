import type { StepField } from '@/components/review/step-fields'
import { LIMIT_GROUPS, mostOf, type LimitGroup, type Limits } from '@/lib/rulebook/schema'

type Words = (key: string, values?: Record<string, string>) => string

/** What a new policy version asks for; `t` speaks the namespace `rulebook`. */
export function policyFields(t: Words, limits: Limits | undefined, laterThan: string): StepField[] {
  const groups = Object.keys(LIMIT_GROUPS) as LimitGroup[]
  return [
    {
      name: 'effectiveFrom',
      kind: 'date',
      label: t('policy.label.effectiveFrom'),
      hint: t('policy.hint.effectiveFrom', { date: laterThan }),
      required: true,
    },
    ...groups.flatMap((group): StepField[] => [
      {
        name: `group-${group}`,
        kind: 'heading',
        label: t(`policy.group.${group}`),
        hint: t('policy.hint.limit'),
      },
      ...LIMIT_GROUPS[group].map((name): StepField => ({
        name,
        kind: 'number',
        label: t(`limit.${name}`),
        required: true,
        initial: limits ? String(limits[name]) : undefined,
        most: mostOf(name),
      })),
    ]),
    {
      name: 'note',
      kind: 'paragraph',
      label: t('policy.label.note'),
      hint: t('policy.hint.note'),
      required: true,
    },
  ]
}
