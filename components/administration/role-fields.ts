import type { StepField } from '@/components/review/step-fields'
import type { GrantOrgan } from '@/lib/identity/roles/queries'
import { ROLES } from '@/lib/identity/schema'

type Words = (key: string) => string

interface Choices {
  organs: readonly GrantOrgan[]
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
    {
      name: 'organId',
      kind: 'select',
      label: label('organId'),
      required: true,
      options: organs.map((one) => ({ value: one.id, label: `${'　'.repeat(one.depth)}${one.name}` })),
    },
    { name: 'validFrom', kind: 'date', label: label('validFrom'), required: true, initial: from },
    { name: 'validTo', kind: 'date', label: label('validTo'), hint: t('roles.hint.validTo') },
    { name: 'basis', kind: 'line', label: label('basis'), hint: t('roles.hint.basis') },
  ]
}
