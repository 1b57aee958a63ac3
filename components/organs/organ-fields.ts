import type { StepField } from '@/components/review/step-fields'
import { ORGAN_KINDS } from '@/lib/organs/schema'
import type { OrganChoices, OrganView } from '@/lib/organs/types'
import { organField } from './organ-options'

type Words = (key: string) => string

/** What a new organ's form asks for: code and organ above, which stay, and what every organ has. */
export function newOrganFields(t: Words, parents: OrganChoices): StepField[] {
  return [
    organField({ name: 'parentId', label: t('label.parentId'), required: true }, parents),
    { name: 'code', kind: 'line', label: t('label.code'), hint: t('hint.code'), required: true },
    ...organFields(t),
  ]
}

/** What the form of an organ asks for that may change. */
export function organFields(t: Words, organ?: OrganView): StepField[] {
  return [
    { name: 'name', kind: 'line', label: t('label.name'), required: true, initial: organ?.name },
    {
      name: 'shortName',
      kind: 'line',
      label: t('label.shortName'),
      required: true,
      initial: organ?.shortName,
    },
    {
      name: 'documentMark',
      kind: 'line',
      label: t('label.documentMark'),
      hint: t('hint.documentMark'),
      required: true,
      initial: organ?.documentMark,
    },
    {
      name: 'kind',
      kind: 'radio',
      label: t('label.kind'),
      required: true,
      options: ORGAN_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
      initial: organ?.kind,
    },
    {
      name: 'districtCode',
      kind: 'line',
      label: t('label.districtCode'),
      hint: t('hint.districtCode'),
      initial: organ?.districtCode ?? undefined,
    },
    {
      name: 'isDivision',
      kind: 'check',
      label: t('label.isDivision'),
      hint: t('hint.isDivision'),
      initial: organ?.isDivision,
    },
    {
      name: 'isDisciplineOffice',
      kind: 'check',
      label: t('label.isDisciplineOffice'),
      initial: organ?.isDisciplineOffice,
    },
  ]
}
