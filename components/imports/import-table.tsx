import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { Empty } from '@/components/ui/empty'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag, type Tone } from '@/components/ui/tag'
import type { ImportLine } from '@/lib/imports/types'
import { formatDateTime } from '@/lib/platform/format'

const TONE: Record<ImportLine['status'], Tone> = {
  UPLOADED: 'amber',
  CHECKING: 'accent',
  PENDING: 'accent',
  RUNNING: 'accent',
  STOPPED: 'amber',
  DONE: 'green',
  UNDOING: 'accent',
  UNDONE: 'neutral',
  FAILED: 'red',
  CANCELLED: 'neutral',
}

/** The latest files: what they were and what came of them. */
export async function ImportTable({ imports, locale }: { imports: readonly ImportLine[]; locale: string }) {
  const t = await getTranslations('imports')
  return (
    <DataTable
      caption={t('list.title')}
      rows={imports}
      rowKey={(row) => row.id}
      empty={<Empty title={t('list.empty')} description={t('list.emptyText')} />}
      columns={[
        {
          key: 'file',
          header: t('list.file'),
          width: 'rest',
          bare: true,
          cell: (row) => (
            <>
              <Link href={`/admin/imports/${row.id}`} className="link wrap-anywhere">
                {row.fileName}
              </Link>
              <CellNote>{t(`kind.${row.kind}`)}</CellNote>
            </>
          ),
        },
        {
          key: 'rows',
          header: t('list.rows'),
          width: 'w-32',
          align: 'end',
          nowrap: true,
          cell: (row) => `${row.rowsValid} / ${row.rowsTotal}`,
        },
        {
          key: 'status',
          header: t('list.status'),
          width: 'w-32',
          cell: (row) => <Tag tone={TONE[row.status]}>{t(`status.${row.status}`)}</Tag>,
        },
        {
          key: 'at',
          header: t('list.at'),
          width: 'w-44',
          cell: (row) => {
            const at = row.appliedAt ?? row.createdAt
            return <time dateTime={at}>{formatDateTime(at, locale)}</time>
          },
        },
        {
          key: 'by',
          header: t('list.by'),
          width: 'w-28',
          cell: (row) => row.importedBy ?? t('list.byMachine'),
        },
      ]}
    />
  )
}
