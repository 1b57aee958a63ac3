import type { StepField } from '@/components/review/step-fields'
import { LIMIT_GROUPS, MATTER_TYPES, mostOf, type LimitGroup, type Limits } from '@/lib/rulebook/schema'

type Words = (key: string, values?: Record<string, string>) => string

/** What a new policy version asks for; `t` speaks the namespace `rulebook`. */
export function policyFields(
  t: Words,
  rules: { limits: Limits; suspends: readonly string[] } | undefined,
  laterThan: string,
): StepField[] {
  const { limits, suspends = [] } = rules ?? {}
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
      name: 'suspends',
      kind: 'chips',
      label: t('policy.label.suspends'),
      hint: t('policy.hint.suspends'),
      initial: [...suspends],
      options: MATTER_TYPES.map((value) => ({ value, label: t(`matterType.${value}`) })),
    },
    {
      name: 'note',
      kind: 'paragraph',
      label: t('policy.label.note'),
      hint: t('policy.hint.note'),
      required: true,
    },
  ]
}
