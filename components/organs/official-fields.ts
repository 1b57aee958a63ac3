import type { StepField } from '@/components/review/step-fields'
import { PERSONNEL_CATEGORIES } from '@/lib/organs/schema'
import type { OfficialView, OrganLine } from '@/lib/organs/types'

type Words = (key: string) => string

/** Organs to choose from, indented by level. */
export function organOptions(organs: readonly OrganLine[]): { value: string; label: string }[] {
  return organs.map((one) => ({ value: one.id, label: `${'　'.repeat(one.depth)}${one.name}` }))
}

/** What an official's form asks for. */
export function officialFields(
  t: Words,
  official: OfficialView | null,
  organs: readonly OrganLine[],
): StepField[] {
  const offered = organs.filter((one) => one.active || one.id === official?.organ.id)
  const line = (
    name: 'staffNo' | 'name' | 'post' | 'rank' | 'email',
    more: { hint?: string; required?: boolean },
  ): StepField => ({
    name,
    kind: 'line',
    label: t(`officialLabel.${name}`),
    initial: official?.[name] ?? undefined,
    ...more,
  })
  return [
    line('staffNo', { required: true, hint: t('officialHint.staffNo') }),
    line('name', { required: true }),
    {
      name: 'organId',
      kind: 'select',
      label: t('officialLabel.organId'),
      required: true,
      options: organOptions(offered),
      initial: official?.organ.id,
    },
    line('post', { required: true }),
    line('rank', { hint: t('officialHint.rank') }),
    {
      name: 'personnelCategory',
      kind: 'radio',
      label: t('officialLabel.personnelCategory'),
      required: true,
      options: PERSONNEL_CATEGORIES.map((one) => ({ value: one, label: t(`category.${one}`) })),
      initial: official?.personnelCategory,
    },
    {
      name: 'isLeadingCadre',
      kind: 'check',
      label: t('officialLabel.isLeadingCadre'),
      initial: official?.isLeadingCadre,
    },
    {
      name: 'supervisorId',
      kind: 'official',
      label: t('officialLabel.supervisorId'),
      hint: t('officialHint.supervisorId'),
      official: official?.supervisor,
    },
    line('email', { hint: t('officialHint.email') }),
    {
      name: 'electronicServiceConsent',
      kind: 'check',
      label: t('officialLabel.electronicServiceConsent'),
      hint: t('officialHint.electronicServiceConsent'),
      initial: official?.electronicServiceConsent,
    },
  ]
}
