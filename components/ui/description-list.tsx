import type { ReactNode } from 'react'
import { cx } from './cx'

export type Description = {
  /** React key; the place in the list when absent. */
  key?: string
  term: ReactNode
  detail: ReactNode
}

type DescriptionListProps = {
  items: readonly Description[]
  /** `narrow` for a side column. */
  width?: 'normal' | 'narrow'
  className?: string
}

/** Terms and what they are, in two columns that stay aligned. */
export function DescriptionList({ items, width = 'normal', className }: DescriptionListProps) {
  return (
    <dl
      className={cx(
        'grid gap-x-4 gap-y-2',
        width === 'narrow'
          ? 'grid-cols-[minmax(4.5rem,30%)_minmax(0,1fr)]'
          : 'grid-cols-[minmax(5.5rem,min(9rem,26%))_minmax(0,1fr)]',
        className,
      )}
    >
      {items.map((item, place) => (
        <div key={item.key ?? place} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-3">{item.term}</dt>
          <dd className="min-w-0">{item.detail}</dd>
        </div>
      ))}
    </dl>
  )
}
