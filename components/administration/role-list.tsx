import { getLocale, getTranslations } from 'next-intl/server'
import { ActButton } from '@/components/organs/act-button'
import { ButtonRow } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import type { AccountAct } from '@/components/organs/act-button'
import type { RoleLine } from '@/lib/identity/roles/queries'
import type { RoleState } from '@/lib/identity/schema'
import { formatDate } from '@/lib/platform/format'

const TONES = {
  waiting: 'amber',
  upcoming: 'accent',
  inForce: 'green',
  ended: 'neutral',
} as const satisfies Record<RoleState, string>

/** The roles of a page, each with the two people behind it and what the reader may do with it. */
interface Props {
  rows: readonly RoleLine[]
  acts: { confirmRole: AccountAct; endRole: AccountAct }
}

export async function RoleList({ rows, acts }: Props) {
  const t = await getTranslations('identity')
  const locale = await getLocale()
  const day = (date: string) => formatDate(date, locale)
  return (
    <DataTable<RoleLine>
      caption={t('roles.list')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<Empty title={t('roles.empty')} description={t('roles.emptyText')} />}
      columns={[
        {
          key: 'person',
          header: t('roles.column.person'),
          width: 'w-28',
          bare: true,
          nowrap: true,
          cell: (row) => (
            <>
              {row.holder.name}
              <CellNote>{row.holder.staffNo}</CellNote>
            </>
          ),
        },
        {
          key: 'role',
          header: t('roles.column.role'),
          width: 'w-48',
          cell: (row) => (
            <>
              {t(`role.${row.role}`)}
              <CellNote>{row.organ}</CellNote>
            </>
          ),
        },
        {
          key: 'valid',
          header: t('roles.column.valid'),
          width: 'rest',
          cell: (row) => (
            <>
              {t('roles.range', {
                from: day(row.validFrom),
                to: row.validTo ? day(row.validTo) : t('roles.openEnd'),
              })}
              {row.basis ? <CellNote>{row.basis}</CellNote> : null}
            </>
          ),
        },
        {
          key: 'people',
          header: t('roles.column.people'),
          width: 'w-64',
          cell: (row) => (
            <>
              {row.grantedBy ? t('roles.grantedBy', { name: row.grantedBy }) : t('roles.none')}
              {row.confirmedAt ? (
                <CellNote>
                  {row.confirmedBy
                    ? t('roles.confirmedBy', { name: row.confirmedBy, date: day(row.confirmedAt) })
                    : t('roles.confirmedOnly', { date: day(row.confirmedAt) })}
                </CellNote>
              ) : null}
            </>
          ),
        },
        {
          key: 'state',
          header: t('roles.column.state'),
          width: 'w-28',
          nowrap: true,
          cell: (row) => (
            <>
              <Tag tone={TONES[row.state]}>{t(`roles.state.${row.state}`)}</Tag>
              {row.endedAt ? <CellNote>{t('roles.endedOn', { date: day(row.endedAt) })}</CellNote> : null}
            </>
          ),
        },
        {
          key: 'action',
          header: t('roles.column.action'),
          width: 'w-32',
          bare: true,
          cell: (row) => {
            const input = { assignmentId: row.id }
            const words = { name: row.holder.name, organ: row.organ, role: t(`role.${row.role}`) }
            const proposed = row.confirmedAt === null
            return (
              <ButtonRow>
                {row.mayConfirm ? (
                  <ActButton
                    label={t('roles.confirm')}
                    text={t('roles.confirmText', words)}
                    act={acts.confirmRole}
                    input={input}
                  />
                ) : null}
                {row.mayEnd ? (
                  <ActButton
                    danger
                    label={t(proposed ? 'roles.withdraw' : 'roles.end')}
                    text={t(proposed ? 'roles.withdrawText' : 'roles.endText', words)}
                    act={acts.endRole}
                    input={input}
                  />
                ) : null}
              </ButtonRow>
            )
          },
        },
      ]}
    />
  )
}
