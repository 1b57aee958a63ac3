import { holds, type Actor } from '@/lib/identity/types'

export const TOURS = [
  'OFFICIAL',
  'CLERK',
  'SUPERVISOR',
  'DISCIPLINE',
  'SYSTEM_ADMIN',
  'SECURITY_ADMIN',
  'AUDIT_ADMIN',
] as const
export type TourName = (typeof TOURS)[number]

interface TourStep {
  /** Its words are `tours.step.<key>`. */
  key: string
  /** What it stands beside; a step whose element the page does not show is left out. */
  anchor: string
}

const step = (key: string, anchor: string): TourStep => ({ key, anchor })
const entry = (key: string, href: string): TourStep => step(key, `nav a[href="${href}"]`)
const SEARCH = step('search', '[data-tour="search"]')
const ACCOUNT = step('account', '[data-tour="account"]')
const FILTERS = 'main form[role="search"]'

/** The steps of each introduction, beside real elements of the person's first desk. */
export const STEPS: Readonly<Record<TourName, readonly TourStep[]>> = {
  OFFICIAL: [
    step('begin', '[data-tour="begin"]'),
    entry('desk', '/my'),
    step('notices', '[data-tour="notices"]'),
    SEARCH,
    ACCOUNT,
  ],
  CLERK: [
    entry('queue', '/review'),
    step('filters', FILTERS),
    entry('applications', '/review/applications'),
    SEARCH,
    ACCOUNT,
  ],
  SUPERVISOR: [
    entry('queue', '/review'),
    step('filters', FILTERS),
    entry('direct', '/review/decisions/new'),
    entry('statistics', '/statistics'),
    SEARCH,
    ACCOUNT,
  ],
  DISCIPLINE: [
    step('recordsSearch', FILTERS),
    entry('exports', '/records/exports'),
    entry('statistics', '/statistics'),
    entry('propose', '/review/decisions/new'),
    SEARCH,
    ACCOUNT,
  ],
  SYSTEM_ADMIN: [
    entry('organs', '/admin/organs'),
    entry('officials', '/admin/officials'),
    entry('imports', '/admin/imports'),
    ACCOUNT,
  ],
  SECURITY_ADMIN: [
    entry('roles', '/admin/roles'),
    entry('policy', '/admin/policy'),
    entry('calendar', '/admin/calendar'),
    ACCOUNT,
  ],
  AUDIT_ADMIN: [entry('logs', '/admin/logs'), entry('confirmRoles', '/admin/roles'), ACCOUNT],
}

/** The introduction for the desk where a person's work is. */
export function tourOf(actor: Pick<Actor, 'roles' | 'leadsSomebody'>): TourName {
  for (const role of ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN', 'DISCIPLINE'] as const)
    if (holds(actor, role)) return role
  if (actor.leadsSomebody || holds(actor, 'UNIT_HEAD') || holds(actor, 'HEAD_CASES_OFFICER'))
    return 'SUPERVISOR'
  return holds(actor, 'CLERK') ? 'CLERK' : 'OFFICIAL'
}

/** The name of the cookie that spares the question, and its value for one person; `off`: never on this device. */
export const TOUR_COOKIE = 'tour'
export function tourMark(officialId: string, tour: TourName): string {
  return `${tour}.${officialId.slice(-12)}`
}
