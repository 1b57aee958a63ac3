import { Link } from './link'
import { cx } from './cx'
import { Icon } from './icon'

type PaginationProps = {
  /** Absent where there is no such page. */
  previousHref?: string | null
  nextHref?: string | null
  /** The count in words, capped by who counts. */
  summary?: string
  labels: { nav: string; previous: string; next: string }
  className?: string
}

const LINK =
  'inline-flex min-h-9 items-center gap-1.5 rounded-md border border-line bg-card px-3 text-sm hover:border-edge hover:bg-hover phone:min-h-11'

/** Keyset paging: back and on, with a capped count; no page numbers, so the millionth row is as near as the first. */
export function Pagination({ previousHref, nextHref, summary, labels, className }: PaginationProps) {
  if (!previousHref && !nextHref && !summary) return null
  return (
    <nav
      aria-label={labels.nav}
      className={cx('flex flex-wrap items-center justify-between gap-3 px-5 py-3 phone:px-4', className)}
    >
      <p className="text-sm text-ink-3">{summary}</p>
      {previousHref || nextHref ? (
        <ul data-no-print="" className="flex gap-2">
          <li>
            <End href={previousHref} rel="prev">
              <Icon name="previous" className="size-3.5" />
              {labels.previous}
            </End>
          </li>
          <li>
            <End href={nextHref} rel="next">
              {labels.next}
              <Icon name="next" className="size-3.5" />
            </End>
          </li>
        </ul>
      ) : null}
    </nav>
  )
}

function End({ href, rel, children }: { href?: string | null; rel: string; children: React.ReactNode }) {
  if (href) {
    return (
      <Link href={href} rel={rel} className={LINK}>
        {children}
      </Link>
    )
  }
  return (
    <span aria-disabled="true" role="link" className={cx(LINK, 'pointer-events-none text-ink-3')}>
      {children}
    </span>
  )
}
