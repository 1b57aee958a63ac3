import { organField } from '@/components/organs/organ-options'
import type { StepField } from '@/components/review/step-fields'
import { ROLES } from '@/lib/identity/schema'
import type { OrganChoices } from '@/lib/organs/types'

type Words = (key: string) => string

interface Choices {
  organs: OrganChoices
  /** The first day that is offered, mostly today. */
  from: string
}

/** What the proposal of a role asks for; `t` speaks the namespace `identity`. */
export function roleFields(t: Words, { organs, from }: Choices): StepField[] {
  const label = (name: string) => t(`roles.label.${name}`)
  return [
    { name: 'officialId', kind: 'official', label: label('officialId'), required: true },
    {
      name: 'role',
      kind: 'select',
      label: label('role'),
      required: true,
      options: ROLES.map((one) => ({ value: one, label: t(`role.${one}`) })),
    },
    organField({ name: 'organId', label: label('organId'), required: true }, organs),
    { name: 'validFrom', kind: 'date', label: label('validFrom'), required: true, initial: from },
    { name: 'validTo', kind: 'date', label: label('validTo'), hint: t('roles.hint.validTo') },
    { name: 'basis', kind: 'line', label: label('basis'), hint: t('roles.hint.basis') },
  ]
}
