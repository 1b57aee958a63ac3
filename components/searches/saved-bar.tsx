import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { cx } from '@/components/ui/cx'
import type { ActionResult } from '@/lib/platform/result'
import type { SearchDesk } from '@/lib/searches/schema'
import type { SavedSearchLine } from '@/lib/searches/types'
import { SaveSearch } from './save-search'
import { SearchMenu } from './search-menu'

type Act = (raw: unknown) => Promise<ActionResult<unknown>>

interface Props {
  desk: SearchDesk
  /** The list's own address, without a search. */
  path: string
  searches: readonly SavedSearchLine[]
  /** The one that the page shows. */
  current: SavedSearchLine | null
  /** What the page searches for; only something can be saved. */
  filters: Readonly<Record<string, unknown>>
  acts: { save: Act; rename: Act; setDefault: Act; remove: Act }
  /** Where the current one can be scheduled for export, if it can. */
  scheduleHref?: string
}

const CHIP =
  'inline-flex min-h-9 max-w-full items-center gap-1.5 rounded-full border px-3.5 text-sm phone:min-h-11'
const PLAIN = 'border-edge bg-card text-ink-2 hover:bg-hover'
const CHOSEN = 'border-accent bg-accent-soft font-medium text-accent-ink'

/** The saved searches above a list: each a link, the chosen one with what can be done to it, and a way to save this one. */
export async function SavedBar({ desk, path, searches, current, filters, acts, scheduleHref }: Props) {
  const t = await getTranslations('searches')
  const hasFilters = Object.values(filters).some(Boolean)
  if (searches.length === 0 && !hasFilters) return null
  return (
    <nav aria-label={t('label')} data-no-print="" className="flex flex-wrap items-center gap-2">
      {searches.length > 0 ? (
        <Link
          href={`${path}?saved=none`}
          aria-current={hasFilters ? undefined : 'true'}
          className={cx(CHIP, hasFilters ? PLAIN : CHOSEN)}
        >
          {t('none')}
        </Link>
      ) : null}
      {searches.map((search) => {
        const chosen = search.id === current?.id
        return (
          <Link
            key={search.id}
            href={`${path}?saved=${search.id}`}
            aria-current={chosen ? 'true' : undefined}
            className={cx(CHIP, chosen ? CHOSEN : PLAIN)}
          >
            <span className="truncate">{search.name}</span>
            {search.isDefault ? <span className="text-xs text-ink-3">{t('default')}</span> : null}
          </Link>
        )
      })}
      {current ? (
        <SearchMenu key={current.id} search={current} path={path} acts={acts} scheduleHref={scheduleHref} />
      ) : null}
      {hasFilters && !current ? (
        <SaveSearch desk={desk} path={path} filters={filters} save={acts.save} />
      ) : null}
    </nav>
  )
}
