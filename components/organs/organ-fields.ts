import type { StepField } from '@/components/review/step-fields'
import { ORGAN_KINDS } from '@/lib/organs/schema'
import type { OrganLine, OrganView } from '@/lib/organs/types'
import { organOptions } from './official-fields'

type Words = (key: string) => string

/** What an organ's form asks for; code and organ above only while it is new. */
export function organFields(t: Words, organ: OrganView | null, parents: readonly OrganLine[]): StepField[] {
  const identity: StepField[] = [
    {
      name: 'parentId',
      kind: 'select',
      label: t('label.parentId'),
      required: true,
      options: organOptions(parents),
    },
    { name: 'code', kind: 'line', label: t('label.code'), hint: t('hint.code'), required: true },
  ]
  const rest: StepField[] = [
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
  return organ ? rest : [...identity, ...rest]
}
