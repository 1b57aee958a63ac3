// The pictures of the README, made from the demo. UPDATE_SCREENSHOTS=1 writes them to docs/screenshots.
import { expect, test } from '@playwright/test'
import { signIn, type Look, type Person } from './support/people'

const FOLDER = process.env.UPDATE_SCREENSHOTS === '1' ? 'docs/screenshots' : 'test-results/screenshots'

const PICTURES: readonly { name: string; person: Person; address: string; link?: string; look?: Look }[] = [
  { name: 'my', person: 'declarant', address: '/my' },
  { name: 'review', person: 'supervisor', address: '/review' },
  { name: 'report', person: 'supervisor', address: '/review', link: 'main tbody a' },
  { name: 'records', person: 'discipline', address: '/records' },
  { name: 'phone', person: 'declarant', address: '/my', look: { phone: true, dark: true } },
]

for (const { name, person, address, link, look } of PICTURES)
  test(`picture: ${name}`, async ({ browser }) => {
    const page = await signIn(browser, person, look)
    await page.goto(address)
    if (link) {
      await page.locator(link).first().click()
      await page.waitForURL(/[0-9a-f-]{36}/)
    }
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const picture = await page.screenshot({ path: `${FOLDER}/${name}.png` })
    expect(picture.length).toBeGreaterThan(10_000)
  })
