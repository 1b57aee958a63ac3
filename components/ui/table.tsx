import { Link } from './link'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { Icon } from './icon'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Spoken, not shown: the boxes to tick, say. */
  hideName?: boolean
  align?: 'start' | 'end'
  /**
   * Width class of the column on a desk, such as `w-32`; `rest` for the one that takes what is left. Said for each, since
   * a table that is as wide as its words moves when longer ones arrive below.
   */
  width: string
  /** Never breaks the line: a number, a date, a name. */
  nowrap?: boolean
  /** Keeps the column's name out of the phone card: a title, a button. */
  bare?: boolean
  /** Leaves the column out on a phone. */
  deskOnly?: boolean
  /** A sortable column: where its header leads and how it stands now. */
  sort?: { href: string; direction: 'ascending' | 'descending' | 'none' }
}

type DataTableProps<Row> = {
  /** Names the table; shown to screen readers only. */
  caption: string
  columns: ReadonlyArray<Column<Row>>
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Id of the row element, for a keyboard that walks rows. */
  rowId?: (row: Row) => string
  /** Marks one row as the current one. */
  isCurrent?: (row: Row) => boolean
  /** Column names are spoken but not shown. */
  hideHeader?: boolean
  /** Shown in place of an empty table. */
  empty?: ReactNode
  className?: string
}

// Roles are written out: a table laid out as cards loses them in some browsers.
/** A table on a desk, a stack of cards on a phone, a table again on paper. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowId, isCurrent, hideHeader = false, empty, className } = props
  if (rows.length === 0 && empty !== undefined) return empty
  return (
    <div className={cx('min-w-0 overflow-x-auto phone:overflow-visible print:overflow-visible', className)}>
      <table role="table" className="w-full border-collapse text-left text-[0.90625rem] phone:block">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className={hideHeader ? 'sr-only' : 'phone:sr-only'}>
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                aria-sort={column.sort?.direction}
                className={cx(
                  'data-head',
                  column.align === 'end' && 'text-right phone:text-left',
                  widthOf(column),
                )}
              >
                <HeadWords column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="phone:block">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              id={rowId?.(row)}
              role="row"
              aria-current={isCurrent?.(row) ? 'true' : undefined}
              className="data-row"
            >
              {columns.map((column) => (
                <td
                  key={column.key}
                  role="cell"
                  data-column={column.bare ? undefined : column.header}
                  className={cx(
                    'data-cell',
                    column.align === 'end' && 'text-right phone:text-left',
                    column.nowrap && 'whitespace-nowrap',
                    column.deskOnly && 'phone:hidden!',
                    hideHeader && widthOf(column),
                  )}
                >
                  <div>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const widthOf = ({ width }: { width: string }) => width !== 'rest' && width

function HeadWords<Row>({ column: { sort, hideName, header } }: { column: Column<Row> }) {
  if (hideName) return <span className="sr-only">{header}</span>
  return sort ? <SortLink {...sort}>{header}</SortLink> : header
}

function SortLink({ href, direction, children }: { href: string; direction: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      className="inline-flex min-h-6 items-center gap-1 text-ink-3 hover:text-ink hover:underline"
    >
      {children}
      {direction === 'none' ? null : (
        <Icon name={direction === 'ascending' ? 'up' : 'down'} className="size-3" />
      )}
    </Link>
  )
}

/** The quieter second line of a cell. */
export function CellNote({ children }: { children: ReactNode }) {
  return <span className="block text-xs text-ink-3">{children}</span>
}
