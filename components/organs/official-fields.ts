import type { StepField } from '@/components/review/step-fields'
import { PERSONNEL_CATEGORIES } from '@/lib/organs/schema'
import type { OfficialView, OrganChoices } from '@/lib/organs/types'
import { organField } from './organ-options'

type Words = (key: string) => string

/** What an official's form asks for. */
export function officialFields(t: Words, official: OfficialView | null, organs: OrganChoices): StepField[] {
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
    organField(
      { name: 'organId', label: t('officialLabel.organId'), required: true },
      organs,
      official?.organ,
    ),
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
