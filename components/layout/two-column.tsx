import type { ReactNode } from 'react'

/** The main matter and what explains it; the aside follows below where there is no room beside. */
export function TwoColumn({
  aside,
  asideLabel,
  children,
}: {
  aside: ReactNode
  asideLabel?: string
  children: ReactNode
}) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(16rem,21.25rem)] print:block">
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5 print:block print:space-y-4">
        {children}
      </div>
      <aside
        aria-label={asideLabel}
        className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5 print:mt-4 print:block print:space-y-4"
      >
        {aside}
      </aside>
    </div>
  )
}
