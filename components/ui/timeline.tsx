import type { ReactNode } from 'react'
import { cx } from './cx'

export type TimelineItem = {
  key?: string
  title: ReactNode
  /** Who, when: one line. */
  meta?: ReactNode
  /** Reasons, document, proof. */
  children?: ReactNode
  /** `next` has not happened yet; `overdue` has not happened in time. */
  state?: 'done' | 'next' | 'overdue'
}

type TimelineProps = {
  items: readonly TimelineItem[]
  /** Names the list for screen readers. */
  label?: string
  /** Words for a state that a drawing alone would carry. */
  labels?: { next?: string; overdue?: string }
  className?: string
}

/** What happened, in order: who, when, what, which article. */
export function Timeline({ items, label, labels, className }: TimelineProps) {
  return (
    <ol aria-label={label} className={className}>
      {items.map((item, place) => {
        const state = item.state ?? 'done'
        const spoken = state === 'done' ? undefined : labels?.[state]
        return (
          <li
            key={item.key ?? place}
            className={cx(
              'relative pl-5.5 pb-4 last:pb-0 before:absolute before:top-[0.55em] before:left-1 before:size-2.25 before:rounded-full',
              'after:absolute after:top-[1.4em] after:-bottom-1 after:left-2 after:w-px after:bg-line last:after:hidden',
              state === 'done' && 'before:bg-accent',
              state === 'next' && 'before:border-2 before:border-ink-3 before:bg-card',
              state === 'overdue' && 'before:border-2 before:border-red before:bg-red-soft',
            )}
            aria-current={state === 'done' ? undefined : 'step'}
          >
            {spoken ? <span className="sr-only">{spoken} </span> : null}
            <span className={cx(state === 'overdue' && 'font-semibold text-red')}>{item.title}</span>
            {item.meta ? <span className="block text-sm text-ink-3">{item.meta}</span> : null}
            {item.children ? <div className="mt-1 text-sm">{item.children}</div> : null}
          </li>
        )
      })}
    </ol>
  )
}
