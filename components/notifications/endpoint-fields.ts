import { organField } from '@/components/organs/organ-options'
import type { StepField } from '@/components/review/step-fields'
import { GROUPS, type NoticeGroup } from '@/lib/notifications/notifications'
import type { OrganChoices } from '@/lib/organs/types'

type Words = (key: string) => string

interface Choices {
  organs: OrganChoices
  /** What stands there, when an endpoint is changed. */
  initial?: {
    name: string
    address: string
    organId: string
    organ: string
    groups: readonly NoticeGroup[]
    withStaffNo: boolean
  }
}

/** What an endpoint asks for; `t` speaks the namespace `webhooks`, `groupName` says what a group is called. */
export function endpointFields(
  t: Words,
  groupName: (group: NoticeGroup) => string,
  { organs, initial }: Choices,
): StepField[] {
  const chosen = initial && { id: initial.organId, name: initial.organ }
  const words = (name: string) => ({ label: t(`label.${name}`), hint: t(`hint.${name}`) })
  return [
    { name: 'name', kind: 'line', ...words('name'), required: true, initial: initial?.name },
    { name: 'address', kind: 'line', ...words('address'), required: true, initial: initial?.address },
    organField({ name: 'organId', ...words('organId'), required: true }, organs, chosen),
    {
      name: 'groups',
      kind: 'chips',
      label: t('label.groups'),
      required: true,
      initial: [...(initial?.groups ?? GROUPS)],
      options: GROUPS.map((group) => ({ value: group, label: groupName(group) })),
    },
    { name: 'withStaffNo', kind: 'check', ...words('withStaffNo'), initial: initial?.withStaffNo ?? false },
  ]
}
