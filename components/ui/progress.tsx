import type { ReactNode } from 'react'
import { cx } from './cx'

type ProgressProps = {
  /** What is under way. */
  label: string
  /** Absent while the length is unknown. */
  value?: number
  max?: number
  /** How far, in words; shown and announced. */
  text?: string
  /** Cancel, resume. */
  action?: ReactNode
  className?: string
}

/** Long work: a name, a bar, how far, and a way to stop it. */
export function Progress({ label, value, max = 100, text, action, className }: ProgressProps) {
  return (
    <div className={cx('min-w-0', className)}>
      <div className="mb-1.5 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm">
        <span className="font-medium">{label}</span>
        <span className="flex items-center gap-3 text-ink-3">
          <span role="status">{text}</span>
          {action}
        </span>
      </div>
      <progress className="bar block" aria-label={label} aria-valuetext={text} max={max} value={value} />
    </div>
  )
}
