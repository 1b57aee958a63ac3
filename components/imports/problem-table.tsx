import { getTranslations } from 'next-intl/server'
import { CellNote, DataTable } from '@/components/ui/table'
import type { Problem } from '@/lib/imports/types'

interface Props {
  caption: string
  problems: readonly Problem[]
  /** Stored rows, named by what they are called, instead of lines of the file. */
  isAboutRows?: boolean
}

/** One row a problem: where it is, what is wrong and what to do. */
export async function ProblemTable({ caption, problems, isAboutRows = false }: Props) {
  const t = await getTranslations('imports')
  return (
    <DataTable
      caption={caption}
      rows={problems.map((problem, index) => ({ ...problem, key: String(index) }))}
      rowKey={(row) => row.key}
      columns={[
        ...(isAboutRows
          ? []
          : [
              {
                key: 'line',
                header: t('problems.line'),
                align: 'end' as const,
                width: 'w-20',
                cell: (row: Problem) => row.line,
              },
            ]),
        {
          key: 'column',
          header: t(isAboutRows ? 'problems.what2' : 'problems.column'),
          width: isAboutRows ? 'w-80' : 'w-44',
          cell: (row) => row.column ?? t('problems.row'),
        },
        {
          key: 'what',
          header: t('problems.what'),
          width: 'rest',
          cell: (row) => (
            <>
              {t(`problem.${row.code}`, row.params)}
              {row.params?.value ? (
                <CellNote>
                  <span className="wrap-anywhere">{t('problems.value', { value: row.params.value })}</span>
                </CellNote>
              ) : null}
            </>
          ),
        },
        {
          key: 'todo',
          header: t('problems.todo'),
          width: 'w-80',
          cell: (row) => t(`advice.${row.code}`, row.params),
        },
      ]}
    />
  )
}
