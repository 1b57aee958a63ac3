import type { StepField } from '@/components/review/step-fields'
import type { GrantOrgan } from '@/lib/identity/roles/queries'
import { GROUPS, type NoticeGroup } from '@/lib/notifications/notifications'

type Words = (key: string) => string

interface Choices {
  organs: readonly GrantOrgan[]
  /** What stands there, when an endpoint is changed. */
  initial?: {
    name: string
    address: string
    organId: string
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
  const words = (name: string) => ({ label: t(`label.${name}`), hint: t(`hint.${name}`) })
  return [
    { name: 'name', kind: 'line', ...words('name'), required: true, initial: initial?.name },
    { name: 'address', kind: 'line', ...words('address'), required: true, initial: initial?.address },
    {
      name: 'organId',
      kind: 'select',
      ...words('organId'),
      required: true,
      initial: initial?.organId,
      options: organs.map((one) => ({ value: one.id, label: `${'　'.repeat(one.depth)}${one.name}` })),
    },
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
