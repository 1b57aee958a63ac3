import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { SkipLink } from '@/components/ui/skip-link'
import { Brand } from './brand'
import { PreferenceToggles, type PreferenceLabels } from './preferences'
import type { Preferences } from './preference-cookie'

type PublicShellProps = {
  brand: { name: string; subtitle?: string; href: string }
  preferences: Preferences
  labels: { skip: string; preferences: PreferenceLabels }
  /** `narrow` for one form, `wide` for a form beside something, `page` for reading. */
  width?: 'narrow' | 'wide' | 'page'
  banner?: ReactNode
  footer?: ReactNode
  children: ReactNode
}

const WIDTHS = { narrow: 'max-w-md', wide: 'max-w-4xl', page: 'max-w-3xl' } as const

/** Everything around a page that needs no session. */
export function PublicShell({
  brand,
  preferences,
  labels,
  width = 'narrow',
  banner,
  footer,
  children,
}: PublicShellProps) {
  return (
    <div className="flex min-h-dvh flex-col print:block print:min-h-0">
      <SkipLink target="main" label={labels.skip} />
      <header data-chrome="" className="contents">
        {banner ? (
          <div className="border-b border-line bg-amber-soft px-6 py-1.5 text-center text-sm text-amber phone:px-4">
            {banner}
          </div>
        ) : null}
        <div className="flex min-h-14 items-center justify-between gap-5 border-b border-line bg-card px-6 phone:gap-2 phone:px-4">
          <Brand {...brand} />
          <PreferenceToggles
            initial={preferences}
            labels={labels.preferences}
            className="shrink-0 phone:-mr-3 phone:gap-0"
          />
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={cx(
          'mx-auto w-full min-w-0 flex-1 px-6 pt-12 pb-16 phone:px-4 phone:pt-6 print:max-w-none print:p-0',
          WIDTHS[width],
        )}
      >
        {children}
      </main>
      {footer ? (
        <footer
          data-chrome=""
          className="border-t border-line px-6 py-4 text-center text-sm text-ink-3 phone:px-4"
        >
          {footer}
        </footer>
      ) : null}
    </div>
  )
}
