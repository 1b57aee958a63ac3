import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { readPreferences } from '@/components/layout/preference-cookie'
import { preferenceLabels } from '@/components/layout/preference-labels'
import { Shell } from '@/components/layout/shell'
import { signOutAction } from '@/lib/identity/actions'
import { countRequests } from '@/lib/exports/approvals/queries'
import { requireActor } from '@/lib/identity/queries'
import { holds } from '@/lib/identity/types'
import { countUnread } from '@/lib/notifications/queries'
import { systemClock } from '@/lib/platform/clock'
import { countWaiting } from '@/lib/review/queries'
import { finishTour, restartTour } from '@/lib/tours/actions'
import { hasSeenTour } from '@/lib/tours/queries'
import { STEPS, TOUR_COOKIE, tourMark, tourOf } from '@/lib/tours/tours'
import { firstDesk } from './first-desk'
import { navigationFor } from './navigation'

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const now = systemClock.now()
  const [waiting, requests, unread, jar] = await Promise.all([
    countWaiting(actor, now),
    countRequests(actor, now),
    countUnread(actor, now),
    cookies(),
  ])
  const tour = tourOf(actor)
  const mark = tourMark(actor.officialId, tour)
  // Once seen, the device spares the question; `off` keeps it away from a device for good.
  const known = ['off', mark].includes(jar.get(TOUR_COOKIE)?.value ?? '')
  const seen = known || (await hasSeenTour(actor, tour, now))
  const intro = await getTranslations('tours')
  const t = await getTranslations('platform')
  const searchable = holds(actor, 'DISCIPLINE') || holds(actor, 'UNIT_HEAD') || holds(actor, 'HR')
  return (
    <Shell
      brand={{ name: t('name'), subtitle: process.env.SITE_NAME || t('subtitle'), href: '/' }}
      groups={await navigationFor(actor, { waiting, requests, unread })}
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
        tour: { desk: firstDesk(actor), tour, label: intro('restart'), restart: restartTour },
        signOut: { action: signOutAction, label: t('layout.signOut') },
      }}
      tour={
        seen
          ? undefined
          : {
              tour,
              mark,
              desk: firstDesk(actor),
              finish: finishTour,
              steps: STEPS[tour].map(({ key, anchor }) => ({
                key,
                anchor,
                title: intro(`step.${key}.title`),
                text: intro(`step.${key}.text`),
              })),
              labels: {
                label: intro('label'),
                progress: intro.raw('progress') as string,
                next: intro('next'),
                back: intro('back'),
                finish: intro('finish'),
                skip: intro('skip'),
              },
            }
      }
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
