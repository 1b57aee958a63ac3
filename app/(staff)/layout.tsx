import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { readPreferences } from '@/components/layout/preference-cookie'
import { preferenceLabels } from '@/components/layout/preference-labels'
import { Shell } from '@/components/layout/shell'
import { signOutAction } from '@/lib/identity/actions'
import { requireActor } from '@/lib/identity/queries'
import { holds } from '@/lib/identity/types'
import { countUnread } from '@/lib/notifications/queries'
import { systemClock } from '@/lib/platform/clock'
import { countWaiting } from '@/lib/review/queries'
import { navigationFor } from './navigation'

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const now = systemClock.now()
  const [waiting, unread, jar] = await Promise.all([
    countWaiting(actor, now),
    countUnread(actor, now),
    cookies(),
  ])
  const t = await getTranslations('platform')
  const searchable = holds(actor, 'DISCIPLINE') || holds(actor, 'UNIT_HEAD') || holds(actor, 'HR')
  return (
    <Shell
      brand={{ name: t('name'), subtitle: process.env.SITE_NAME || t('subtitle'), href: '/' }}
      groups={await navigationFor(actor, { waiting, unread })}
      search={{
        person: actor.officialId,
        action: searchable
          ? '/records'
          : actor.leadsSomebody || holds(actor, 'CLERK')
            ? '/review'
            : '/my/advance-reports',
        labels: {
          label: t('layout.search'),
          placeholder: t('layout.searchPlaceholder'),
          shortcut: 'Ctrl K',
        },
      }}
      notices={{ href: '/my/notices', label: t('layout.notices'), unread, unreadLabel: t('layout.unread') }}
      account={{
        name: actor.name,
        detail: `${actor.unitName} ${actor.post}`,
        label: t('layout.account'),
        links: [
          { href: '/my/sessions', label: t('layout.sessions') },
          { href: '/my/tokens', label: t('layout.tokens') },
        ],
        signOut: { action: signOutAction, label: t('layout.signOut') },
      }}
      preferences={readPreferences((name) => jar.get(name)?.value)}
      labels={{
        skip: t('layout.skip'),
        nav: t('layout.nav'),
        openNav: t('layout.openNav'),
        closeNav: t('layout.closeNav'),
        preferences: await preferenceLabels(),
      }}
    >
      {children}
    </Shell>
  )
}
