import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { DeadlineTag } from '@/components/ui/deadline-tag'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag, type Tone } from '@/components/ui/tag'
import type { Urgency } from '@/lib/cases/cases'
import { formatDate, formatDateShort } from '@/lib/platform/format'
import type { RecordRow } from '@/lib/records/types'
import { NAMESPACE } from '@/lib/review/labels'

const TONE: Record<Urgency, Tone> = {
  overdue: 'red',
  amber: 'amber',
  calm: 'accent',
  none: 'neutral',
  paused: 'neutral',
}

interface Props {
  rows: RecordRow[]
  locale: string
  caption: string
  empty: ReactNode
  /** Whose list it is: only the desk of records has pages of people and enterprises. */
  desk?: 'records' | 'review'
}

/** One row a case: what, who, with which enterprises, how far, by when. */
export async function RecordTable({ rows, locale, caption, empty, desk = 'records' }: Props) {
  const t = await getTranslations('records')
  const words = await getTranslations()
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        {
          key: 'case',
          header: t('column.case'),
          width: 'rest',
          bare: true,
          cell: (row) => (
            <>
              <Link className="link font-medium wrap-anywhere" href={`/${desk}/${row.id}`}>
                {row.title || words(`review.kind.${row.kind}`)}
              </Link>
              <CellNote>
                {[words(`review.kind.${row.kind}`), row.number].filter(Boolean).join(' · ')}
              </CellNote>
            </>
          ),
        },
        {
          key: 'subject',
          header: t('column.subject'),
          width: 'w-48',
          cell: (row) => (
            <>
              {desk === 'records' ? (
                <Link className="link whitespace-nowrap" href={`/records/people/${row.subject.id}`}>
                  {row.subject.name}
                </Link>
              ) : (
                <span className="whitespace-nowrap">{row.subject.name}</span>
              )}
              <CellNote>{`${row.subject.organ} ${row.subject.post}`}</CellNote>
            </>
          ),
        },
        {
          key: 'enterprises',
          header: t('column.enterprises'),
          width: 'w-56',
          cell: (row) =>
            row.enterprises.map((enterprise) =>
              desk === 'records' ? (
                <Link
                  key={enterprise.id}
                  className="link block"
                  href={`/records/enterprises/${enterprise.id}`}
                >
                  {enterprise.name}
                </Link>
              ) : (
                <span key={enterprise.id} className="block">
                  {enterprise.name}
                </span>
              ),
            ),
        },
        {
          key: 'status',
          header: t('column.status'),
          width: 'w-32',
          cell: (row) => <Tag>{words(`${NAMESPACE[row.kind]}.status.${row.status}`)}</Tag>,
        },
        {
          key: 'created',
          header: t('column.created'),
          width: 'w-36',
          nowrap: true,
          cell: (row) => <time dateTime={row.createdAt}>{formatDate(row.createdAt, locale)}</time>,
        },
        {
          key: 'due',
          header: t('column.due'),
          width: 'w-48',
          cell: (row) =>
            row.urgency === 'none' || row.urgency === 'paused' || !row.dueAt ? (
              <span className="text-sm text-ink-3">{t(`due.${row.urgency}`)}</span>
            ) : (
              <DeadlineTag
                tone={TONE[row.urgency]}
                text={t(`due.${row.urgency}`)}
                date={t('due.date', { date: formatDateShort(row.dueAt, locale) })}
                dateTime={row.dueAt}
              />
            ),
        },
      ]}
    />
  )
}
