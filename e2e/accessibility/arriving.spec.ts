// Pages that arrive piece by piece, as over a slow line or from a busy server: what stands there already does not move.
import { expect, test } from '@playwright/test'
import { signIn, type Person } from '../support/people'
import { slowLine } from '../support/slow-line'
import { shifted, watchShifts } from '../support/steady'

test.describe.configure({ mode: 'parallel' })

const PAGES: Partial<Record<Person, readonly string[]>> = {
  declarant: [
    '/my',
    '/my/advance-reports',
    '/my/recusal-requests',
    '/my/notices',
    '/my/sessions',
    '/matters',
  ],
  clerk: ['/review', '/matters'],
  supervisor: ['/review', '/statistics', '/statistics/cases', '/my/delegations'],
  unitHead: ['/records', '/records/exports', '/records/exports/schedules'],
  discipline: ['/records', '/records/exports/requests', '/statistics'],
  systemAdmin: [
    '/admin/organs',
    '/admin/officials',
    '/admin/imports',
    '/admin/deliveries',
    '/admin/webhooks',
  ],
  securityAdmin: ['/admin/roles', '/admin/policy', '/admin/calendar', '/admin/tokens'],
  auditAdmin: ['/admin/logs'],
}

let line: Awaited<ReturnType<typeof slowLine>>
test.beforeAll(async ({ baseURL }) => {
  line = await slowLine(baseURL ?? '')
})
test.afterAll(() => {
  line.close()
})

for (const [person, addresses] of Object.entries(PAGES))
  test(`${person}'s pages keep still while they arrive`, async ({ browser }) => {
    const page = await signIn(browser, person as Person)
    await watchShifts(page)
    const moved: Record<string, string[]> = {}
    for (const address of addresses) {
      await page.goto(line.address + address)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const lines = await shifted(page)
      if (lines.length > 0) moved[address] = lines
    }
    expect(moved).toEqual({})
  })
