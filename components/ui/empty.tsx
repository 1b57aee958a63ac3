import type { ReactNode } from 'react'
import { cx } from './cx'

type EmptyProps = {
  /** What is not there. */
  title: ReactNode
  /** What to do about it. */
  description?: ReactNode
  action?: ReactNode
  className?: string
}

/** A list with nothing in it says so and what to do. */
export function Empty({ title, description, action, className }: EmptyProps) {
  return (
    <div className={cx('px-5 py-10 text-center phone:py-8', className)}>
      <p className="font-medium text-ink-2">{title}</p>
      {description ? <p className="mx-auto mt-1 max-w-lg text-sm text-ink-3">{description}</p> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-3">{action}</div> : null}
    </div>
  )
}
