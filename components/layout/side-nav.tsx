'use client'

import { Link } from '@/components/ui/link'
import { usePathname } from 'next/navigation'
import { cx } from '@/components/ui/cx'
import { currentHref, type NavGroup } from './navigation'

/** The groups of the side column; the entry that fits the address best is the current one. */
export function NavGroups({ groups }: { groups: readonly NavGroup[] }) {
  const current = currentHref(usePathname(), groups)
  return (
    <div className="grid gap-4">
      {groups.map((group, place) => (
        <div key={group.label ?? place}>
          {group.label ? <h2 className="px-3 pb-1 text-xs font-semibold text-ink-3">{group.label}</h2> : null}
          <ul className="space-y-0.5">
            {group.items.map((item) => (
              <li key={item.href}>
                <Link
                  href={item.href}
                  data-key={item.shortcut}
                  aria-current={item.href === current ? 'page' : undefined}
                  className={cx(
                    'flex min-h-10 items-center justify-between gap-3 rounded-md px-3 py-1.5 text-ink-2 hover:bg-hover hover:text-ink phone:min-h-12',
                    'aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent-ink forced-colors:aria-[current]:underline',
                  )}
                >
                  <span>{item.label}</span>
                  {item.count === undefined ? null : (
                    <span
                      className={cx(
                        'text-xs',
                        item.urgent ? 'font-semibold text-red' : 'font-normal text-ink-3',
                      )}
                    >
                      {item.count}
                      {item.countLabel ? <span className="sr-only"> {item.countLabel}</span> : null}
                    </span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
