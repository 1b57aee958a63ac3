import { Link } from './link'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { Icon } from './icon'

type PageHeaderProps = {
  title: ReactNode
  /** Above the title: kind and number of the case. */
  eyebrow?: ReactNode
  /** Beneath the title: one line. */
  description?: ReactNode
  /** Right side: deadline, state, buttons. */
  actions?: ReactNode
  back?: { href: string; label: string }
  className?: string
}

/** The one h1 of a page. */
export function PageHeader({ title, eyebrow, description, actions, back, className }: PageHeaderProps) {
  return (
    <header className={cx('mb-5', className)}>
      {back ? (
        <Link
          href={back.href}
          data-no-print=""
          className="mb-1 -ml-1 inline-flex min-h-8 items-center gap-1 rounded-md px-1 text-sm text-accent-ink hover:underline"
        >
          <Icon name="previous" className="size-3.5" />
          {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          {eyebrow ? <p className="text-sm text-ink-3">{eyebrow}</p> : null}
          <h1 className="text-xl font-semibold">{title}</h1>
          {description ? <p className="mt-0.5 text-sm text-ink-3">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-3">{actions}</div> : null}
      </div>
    </header>
  )
}
