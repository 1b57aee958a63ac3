import { getTranslations } from 'next-intl/server'
import type { NavGroup } from '@/components/layout/navigation'
import { mayDelegate } from '@/lib/cases/delegating/policy'
import { hasStatistics } from '@/lib/statistics/policy'
import { holds, type Actor, type Role } from '@/lib/identity/types'

/** What the navigation offers a person. It hides, it does not lock: pages and commands check again. */
export async function navigationFor(
  actor: Actor,
  counts: { waiting: number; unread: number; requests: number },
): Promise<NavGroup[]> {
  const t = await getTranslations('platform.nav')
  const has = (...roles: Role[]) => roles.some((role) => holds(actor, role))
  const groups: NavGroup[] = [
    {
      label: t('my'),
      items: [
        { href: '/my', label: t('desk'), shortcut: 'm' },
        { href: '/my/advance-reports', label: t('reports'), shortcut: 'a' },
        { href: '/my/recusal-requests', label: t('requests'), shortcut: 'q' },
        { href: '/my/decisions', label: t('decisions'), shortcut: 'd' },
        { href: '/my/notices', label: t('notices'), count: counts.unread || undefined, shortcut: 'n' },
        ...(mayDelegate(actor) ? [{ href: '/my/delegations', label: t('delegations') }] : []),
      ],
    },
  ]
  const statistics = hasStatistics(actor)
    ? { href: '/statistics', label: t('statistics'), shortcut: 't' }
    : null
  // Whoever stands in for somebody has a desk while something waits on it.
  const decides = actor.leadsSomebody || has('CLERK', 'SUPERVISOR', 'UNIT_HEAD', 'HEAD_CASES_OFFICER')
  if (decides || counts.waiting > 0)
    groups.unshift({
      label: t('review'),
      items: [
        { href: '/review', label: t('queue'), count: counts.waiting || undefined, shortcut: 'r' },
        ...(has('CLERK') ? [{ href: '/review/applications', label: t('applications') }] : []),
        ...(actor.leadsSomebody || has('UNIT_HEAD', 'HEAD_CASES_OFFICER')
          ? [{ href: '/review/decisions/new', label: t('newDecision') }]
          : []),
        { href: '/matters', label: t('matters'), shortcut: 'x' },
        ...(statistics && !has('DISCIPLINE', 'UNIT_HEAD', 'HR') ? [statistics] : []),
      ],
    })
  else groups.push({ label: t('matters'), items: [{ href: '/matters', label: t('matters'), shortcut: 'x' }] })
  if (has('DISCIPLINE', 'UNIT_HEAD', 'HR'))
    groups.push({
      label: t('records'),
      items: [
        { href: '/records', label: t('search'), shortcut: 's' },
        { href: '/records/exports', label: t('exports'), shortcut: 'e' },
        ...(statistics ? [statistics] : []),
        ...(has('HR') && !has('DISCIPLINE', 'UNIT_HEAD')
          ? [{ href: '/review/decisions/new', label: t('newDecision') }]
          : []),
        ...(has('DISCIPLINE')
          ? [
              { href: '/review/decisions/new', label: t('proposeDecision') },
              { href: '/review/applications', label: t('information') },
              {
                href: '/records/exports/requests',
                label: t('exportRequests'),
                count: counts.requests || undefined,
              },
            ]
          : []),
      ],
    })
  const admin = [
    ...(has('SYSTEM_ADMIN') ? (['organs', 'officials', 'imports', 'deliveries', 'webhooks'] as const) : []),
    ...(has('SECURITY_ADMIN') ? (['roles', 'policy', 'calendar', 'webhooks', 'tokens'] as const) : []),
    ...(has('AUDIT_ADMIN') ? (['roles', 'logs'] as const) : []),
  ]
  if (admin.length > 0)
    groups.push({
      label: t('admin'),
      items: admin.map((name) => ({ href: `/admin/${name}`, label: t(name) })),
    })
  return groups
}
