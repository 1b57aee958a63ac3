import { Link } from '@/components/ui/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { ActButton, type AccountAct } from '@/components/organs/act-button'
import { Empty } from '@/components/ui/empty'
import { CellNote, DataTable } from '@/components/ui/table'
import type { Unreachable } from '@/lib/notifications/mail/types'
import { formatDateTime } from '@/lib/platform/format'

interface Props {
  rows: readonly Unreachable[]
  clearAddress: AccountAct
}

/** People whom mail does not reach, why, and what to do. */
export async function UnreachableList({ rows, clearAddress }: Props) {
  const t = await getTranslations('mail')
  const locale = await getLocale()
  return (
    <DataTable<Unreachable>
      caption={t('unreachable.title')}
      rows={rows}
      rowKey={(row) => row.officialId}
      empty={<Empty title={t('unreachable.empty')} description={t('unreachable.emptyText')} />}
      columns={[
        {
          key: 'person',
          header: t('unreachable.person'),
          width: 'w-40',
          bare: true,
          cell: (row) => (
            <>
              <Link className="link" href={`/admin/officials/${row.officialId}`}>
                {row.name}
              </Link>
              <CellNote>{row.staffNo}</CellNote>
            </>
          ),
        },
        { key: 'organ', header: t('unreachable.organ'), width: 'rest', cell: (row) => row.organ },
        {
          key: 'because',
          header: t('unreachable.because'),
          width: 'w-72',
          cell: (row) => (
            <>
              {t(`unreachable.${row.because}`)}
              {row.code ? ` · ${t('list.code', { code: row.code })}` : null}
              <CellNote>{t('unreachable.at', { at: formatDateTime(row.at, locale) })}</CellNote>
            </>
          ),
        },
        {
          key: 'action',
          header: t('unreachable.action'),
          width: 'w-40',
          bare: true,
          cell: (row) =>
            row.because === 'refused' ? (
              <ActButton
                label={t('unreachable.clear')}
                text={t('unreachable.clearText', { name: row.name })}
                act={clearAddress}
                input={{ officialId: row.officialId }}
              />
            ) : (
              <Link className="link" href={`/admin/officials/${row.officialId}`}>
                {t('unreachable.noAddressWhat')}
              </Link>
            ),
        },
      ]}
    />
  )
}
