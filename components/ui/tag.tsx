import type { ReactNode } from 'react'
import { cx } from './cx'

export type Tone = 'neutral' | 'accent' | 'green' | 'amber' | 'red'

export const TONE_CLASS: Record<Tone, string> = {
  neutral: 'bg-line-2 text-ink-2',
  accent: 'bg-accent-soft text-accent-ink',
  green: 'bg-green-soft text-green',
  amber: 'bg-amber-soft text-amber',
  red: 'bg-red-soft text-red',
}

/** A word of state. The words carry it; the tone only repeats it. Red is for overdue and refusal alone. */
export function Tag({
  tone = 'neutral',
  children,
  className,
}: {
  tone?: Tone
  children: ReactNode
  className?: string
}) {
  return (
    <span
      className={cx(
        'inline-block max-w-full rounded-sm border border-transparent px-2 text-xs/[1.375rem] whitespace-nowrap print:border-current',
        TONE_CLASS[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
