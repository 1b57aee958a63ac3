// What each role may not do: pages are not found, addresses of other people's cases neither, and routes answer 4xx.
import { expect, test, type Page } from '@playwright/test'
import { caseIdOf, fileReport } from '../support/filing'
import { signIn, type Person } from '../support/people'

const REVIEW = ['/review/decisions/new']
const ABSENCE = ['/my/delegations']
const OUTSIDE = ['/review/applications']
const RECORDS = ['/records', '/records/exports']
const SYSTEM = [
  '/admin/organs',
  '/admin/organs/new',
  '/admin/officials',
  '/admin/officials/new',
  '/admin/imports',
  '/admin/deliveries',
]
const SECURITY = ['/admin/policy', '/admin/calendar', '/admin/tokens']
const ROLES = ['/admin/roles']
const LOGS = ['/admin/logs']
const WEBHOOKS = ['/admin/webhooks']
const ADMIN = [...SYSTEM, ...SECURITY, ...ROLES, ...LOGS, ...WEBHOOKS]

const FORBIDDEN: Partial<Record<Person, readonly string[]>> = {
  declarant: [...REVIEW, ...ABSENCE, ...OUTSIDE, ...RECORDS, ...ADMIN],
  clerk: [...REVIEW, ...ABSENCE, ...RECORDS, ...ADMIN],
  supervisor: [...OUTSIDE, ...RECORDS, ...ADMIN],
  unitHead: [...OUTSIDE, ...ADMIN],
  hr: [...ABSENCE, ...OUTSIDE, ...ADMIN],
  discipline: [...ABSENCE, ...ADMIN],
  systemAdmin: [...REVIEW, ...ABSENCE, ...OUTSIDE, ...RECORDS, ...SECURITY, ...ROLES, ...LOGS],
  securityAdmin: [...REVIEW, ...OUTSIDE, ...RECORDS, ...SYSTEM, ...LOGS],
  auditAdmin: [...REVIEW, ...OUTSIDE, ...RECORDS, ...SYSTEM, ...SECURITY, ...WEBHOOKS],
}

for (const [person, addresses] of Object.entries(FORBIDDEN))
  test(`${person} does not find what is not theirs`, async ({ browser }) => {
    const page = await signIn(browser, person as Person)
    for (const address of addresses) expect([address, await statusOf(page, address)]).toEqual([address, 404])
  })

const statusOf = async (page: Page, address: string) => (await page.request.get(address)).status()

test('a case is found by those who may read it and by nobody else', async ({ browser }) => {
  const owner = await signIn(browser, 'declarant')
  const id = caseIdOf(await fileReport(owner, { title: `只给有权的人看 ${Date.now()}` }))
  const reads: Partial<Record<Person, string>> = { supervisor: `/review/${id}`, clerk: `/review/${id}` }
  for (const [person, address] of Object.entries(reads))
    expect([person, await statusOf(await signIn(browser, person as Person), address)]).toEqual([person, 200])
  for (const person of [
    'colleague',
    'marketSupervisor',
    'hospitalHead',
    'systemAdmin',
    'securityAdmin',
    'auditAdmin',
  ] as const) {
    const page = await signIn(browser, person)
    for (const address of [
      `/my/advance-reports/${id}`,
      `/my/advance-reports/${id}/edit`,
      `/my/receipts/${id}`,
      `/review/${id}`,
      `/records/${id}`,
      `/api/documents/receipt/${id}`,
    ])
      expect([person, address, await statusOf(page, address)]).toEqual([person, address, 404])
  }
})

test('without a session pages lead to sign-in and routes answer 401', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  await page.goto('/my/advance-reports')
  await expect(page).toHaveURL(/\/sign-in\?/)
  for (const address of ['/api/officials?q=a', '/api/enterprises?q=a', '/api/units?q=a', '/api/organs?q=a'])
    expect(await statusOf(page, address)).toBe(401)
})
