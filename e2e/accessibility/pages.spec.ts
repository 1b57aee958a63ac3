// Every page, reached by following links as each person would, in two looks; axe finds nothing on any of them.
import { expect, test } from '@playwright/test'
import { keepPicture, violations } from '../support/axe'
import { allRoutes, routeOf } from '../support/pages'
import { LOOKS, signIn, type Person } from '../support/people'
import { shifted, watchShifts } from '../support/steady'

test.describe.configure({ mode: 'parallel' })

/** So many pages of one kind are looked at: cases of different kinds and states share an address. */
const MOST = 1
const MOST_OF: Readonly<Record<string, number>> = { '/records': 2, '/review/[id]': 4, '/records/[id]': 3 }

const OWN = [
  '/my',
  '/my/advance-reports',
  '/my/advance-reports/new',
  '/my/advance-reports/emergency',
  '/my/recusal-requests',
  '/my/recusal-requests/new',
  '/my/decisions',
  '/my/notices',
  '/my/notices/settings',
  '/my/sessions',
  '/my/tokens',
  '/api-docs',
  '/matters',
]
/** Own pages from which others reach what is theirs. */
const WAYS = ['/my', '/my/decisions', '/matters']
const RECORDS = [
  '/records',
  '/records/[id]',
  '/records/people/[id]',
  '/records/enterprises/[id]',
  '/records/exports',
  '/records/exports/schedules',
]
/** Who must reach which pages, beside those that everybody has and the declarant visits. Together they are all there are. */
const REACH: Partial<Record<Person, readonly string[]>> = {
  declarant: [
    ...OWN,
    '/my/advance-reports/[id]',
    '/my/advance-reports/[id]/edit',
    '/my/receipts/[id]',
    '/matters/[id]',
  ],
  marketOfficer: ['/my/decisions/[id]'],
  clerk: ['/review', '/review/[id]', '/matters/new', '/matters/[id]'],
  supervisor: [
    '/review',
    '/review/[id]',
    '/review/decisions/new',
    '/my/delegations',
    '/statistics',
    '/statistics/cases',
  ],
  marketSupervisor: ['/review', '/review/[id]'],
  unitHead: ['/review', '/review/[id]', '/review/decisions/new', '/statistics', ...RECORDS],
  hr: ['/records', '/records/exports'],
  discipline: ['/statistics', ...RECORDS, '/records/exports/requests'],
  systemAdmin: [
    '/admin/organs',
    '/admin/organs/new',
    '/admin/organs/[id]',
    '/admin/officials',
    '/admin/officials/new',
    '/admin/officials/[id]',
    '/admin/imports',
    '/admin/deliveries',
    '/admin/webhooks',
  ],
  securityAdmin: ['/admin/roles', '/admin/policy', '/admin/calendar', '/admin/tokens', '/admin/webhooks'],
  auditAdmin: ['/admin/roles', '/admin/logs'],
}
/** Pages looked at in states.spec.ts, or where a journey reaches them: something has to be done first. */
const ELSEWHERE = [
  '/',
  '/sign-in',
  '/sign-in/refused',
  '/activate',
  '/admin/imports/[id]',
  '/admin/webhooks/[id]',
  '/my/advance-reports/[id]/result',
  '/my/recusal-requests/[id]',
  '/my/recusal-requests/[id]/edit',
  '/my/refusals/[id]',
  '/my/objections/[id]',
  '/verify/[code]',
  '/apply',
  '/apply/progress',
  '/review/applications',
  '/review/applications/[id]',
]

test('the lists of this file name every page', () => {
  const named = new Set([...Object.values(REACH).flat(), ...ELSEWHERE])
  expect([...named].sort()).toEqual(allRoutes())
})

for (const [name, look] of Object.entries(LOOKS))
  for (const person of Object.keys(REACH) as Person[])
    test(`${person}, ${name}`, async ({ browser }) => {
      test.setTimeout(240_000)
      const routes = allRoutes()
      const page = await signIn(browser, person, look)
      await watchShifts(page)
      const answers: string[] = []
      page.on('response', (answer) => {
        if (answer.status() >= 500) answers.push(`${answer.status()} ${answer.url()}`)
      })
      const seen = new Map<string, number>()
      const queued = new Set(['/my', '/records?q=%E6%97%A0%E6%AD%A4%E4%BA%8B'])
      const wrong: Record<string, string[]> = {}
      for (const address of queued) {
        const route = routeOf(address, routes)
        const count = seen.get(route ?? '') ?? 0
        // The front page leads to the desk, which is looked at under its own address.
        if (!route || route === '/' || count >= (MOST_OF[route] ?? MOST)) continue
        if (person !== 'declarant' && OWN.includes(route) && !WAYS.includes(route)) continue
        const answer = await page.goto(address)
        if (answer?.status() === 404) continue
        seen.set(route, count + 1)
        // What everybody has is looked at once, as the declarant; for others it leads to what is theirs.
        if (person === 'declarant' || !OWN.includes(route)) {
          const problems = [...(await violations(page)), ...(await shifted(page))]
          if (problems.length > 0) wrong[address] = problems
          await keepPicture(page, `${person}${route.replaceAll('/', '_')}-${count}-${name}`)
        }
        const links = await page
          .locator('a[href^="/"]')
          .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
        for (const link of links) queued.add(link.replace(/#.*$/, ''))
      }
      expect(wrong).toEqual({})
      expect(answers).toEqual([])
      expect([...seen.keys()]).toEqual(expect.arrayContaining([...(REACH[person] ?? [])]))
    })
