import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { LinkButton } from '@/components/ui/button'
import { DeadlineTag } from '@/components/ui/deadline-tag'
import { Empty } from '@/components/ui/empty'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag, type Tone } from '@/components/ui/tag'
import type { Urgency } from '@/lib/cases/cases'
import { formatDateShort } from '@/lib/platform/format'
import { NAMESPACE } from '@/lib/review/labels'
import type { BulkSteps } from '@/lib/review/bulk/types'
import type { QueueRow } from '@/lib/review/types'

/** The form that the boxes of the rows belong to. */
export const BULK_FORM = 'bulk'

const TONE: Record<Urgency, Tone> = {
  overdue: 'red',
  amber: 'amber',
  calm: 'accent',
  none: 'neutral',
  paused: 'neutral',
}

/** One row a case: the deadline in words and date first, then what and who. */
export async function QueueTable({
  rows,
  locale,
  filtered,
  bulk,
}: {
  rows: QueueRow[]
  locale: string
  filtered: boolean
  /** Cases that may be taken together: they get a box to tick, which belongs to the form of BulkBar. */
  bulk?: BulkSteps
}) {
  const t = await getTranslations('review')
  const words = await getTranslations()
  const statusOf = (row: QueueRow) => words(`${NAMESPACE[row.kind]}.status.${row.status}`)
  const due = (row: QueueRow) => {
    if (row.urgency === 'none' || !row.dueAt) return t('due.none')
    if (row.urgency === 'paused') return t('due.paused')
    return row.urgency === 'overdue' ? t('due.overdue') : t(`urgency.${row.urgency}`)
  }
  return (
    <DataTable
      caption={t('title')}
      rows={rows}
      rowKey={(row) => row.id}
      rowId={(row) => `case-${row.id}`}
      empty={
        <Empty
          title={t(filtered ? 'empty.filteredTitle' : 'empty.title')}
          description={t(filtered ? 'empty.filteredDescription' : 'empty.description')}
        />
      }
      columns={[
        ...(bulk && bulk.size > 0
          ? [
              {
                key: 'choose',
                header: t('bulk.column'),
                hideName: true,
                width: 'w-12',
                bare: true,
                cell: (row: QueueRow) => {
                  const step = bulk.get(row.id)
                  if (!step) return null
                  return (
                    <label className="-m-2 inline-flex min-h-10 items-center gap-2 p-2 phone:min-h-11">
                      <input
                        type="checkbox"
                        className="tick"
                        form={BULK_FORM}
                        name={step.event}
                        value={`${row.id} ${String(step.version)}`}
                      />
                      <span className="sr-only">{t('bulk.select', { name: row.number ?? row.title })}</span>
                    </label>
                  )
                },
              },
            ]
          : []),
        {
          key: 'due',
          header: t('column.due'),
          width: 'w-44',
          cell: (row) => (
            <>
              <DeadlineTag tone={TONE[row.urgency]} text={due(row)} />
              {row.dueAt && row.urgency !== 'paused' ? (
                <CellNote>
                  {t('due.remaining', { date: formatDateShort(row.dueAt, locale) })}
                  {row.provisional ? ` · ${t('due.provisional')}` : ''}
                  {row.escalated ? ` · ${t('due.escalated')}` : ''}
                </CellNote>
              ) : null}
            </>
          ),
        },
        {
          key: 'case',
          header: t('column.case'),
          width: 'rest',
          bare: true,
          cell: (row) => (
            <>
              <Link className="link font-medium" href={`/review/${row.id}`}>
                {row.title || t(`kind.${row.kind}`)}
              </Link>
              <CellNote>
                {[t(`kind.${row.kind}`), row.number, ...row.enterprises].filter(Boolean).join(' · ')}
              </CellNote>
            </>
          ),
        },
        {
          key: 'subject',
          header: t('column.subject'),
          width: 'w-52',
          cell: (row) => (
            <>
              <span className="whitespace-nowrap">{row.subject.name}</span>
              <CellNote>{`${row.subject.organ} ${row.subject.post}`}</CellNote>
            </>
          ),
        },
        {
          key: 'status',
          header: t('column.status'),
          width: 'w-36',
          cell: (row) => <Tag tone={row.mine ? 'accent' : 'neutral'}>{statusOf(row)}</Tag>,
        },
        {
          key: 'action',
          header: t('column.action'),
          width: 'w-24',
          bare: true,
          cell: (row) => (
            <LinkButton
              size="sm"
              href={`/review/${row.id}`}
              variant={row.mine ? 'primary' : 'default'}
              aria-label={`${t('open')} ${row.number ?? row.title}`}
            >
              {t('open')}
            </LinkButton>
          ),
        },
      ]}
    />
  )
}
