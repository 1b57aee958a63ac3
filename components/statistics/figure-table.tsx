import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'

export interface FigureColumn<Row> {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Words, not a number. */
  text?: boolean
  /** Never breaks the line: short words beside a long cell. */
  nowrap?: boolean
}

interface Props<Row> {
  caption: string
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Names the row; the other columns are numbers. */
  head: FigureColumn<Row>
  columns: readonly FigureColumn<Row>[]
}

/** A table of numbers: it stays a table on a phone, where a column of numbers is read down. */
export function FigureTable<Row>({ caption, rows, rowKey, head, columns }: Props<Row>) {
  const side = (column: FigureColumn<Row>) => (column.text ? 'text-left' : 'text-right')
  return (
    <table className="w-full border-collapse text-[0.90625rem]">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b border-line-2 text-xs text-ink-3">
          {[{ ...head, text: true }, ...columns].map((column) => (
            <th
              key={column.key}
              scope="col"
              className={cx(
                'px-2 py-2.5 align-bottom font-medium first:pl-5 last:pr-5 phone:first:pl-4 phone:last:pr-4',
                side(column),
                column.nowrap && 'whitespace-nowrap',
              )}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className="border-b border-line-2 last:border-b-0 hover:bg-hover">
            <th
              scope="row"
              className={cx(
                'px-2 py-2.5 pl-5 text-left align-top font-normal phone:pl-4',
                head.nowrap && 'whitespace-nowrap',
              )}
            >
              {head.cell(row)}
            </th>
            {columns.map((column) => (
              <td
                key={column.key}
                className={cx(
                  'px-2 py-2.5 align-top last:pr-5 phone:last:pr-4',
                  side(column),
                  column.text ? '' : 'whitespace-nowrap',
                )}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
