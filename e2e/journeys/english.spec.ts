// One journey with every word from the English catalogue: filed, approved, found on the desk again.
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { expectStatus } from '../support/filing'
import { signIn } from '../support/people'
import { DAYS, localTime } from '../support/time'

interface Words {
  label: Record<string, string>
  relation: Record<string, string>
  handling: Record<string, string>
  scenario: Record<string, string>
  mode: Record<string, string>
  payer: Record<string, string>
  form: Record<string, string>
  new: Record<string, string>
}
const words = JSON.parse(readFileSync('lib/advance-reports/messages.en.json', 'utf8')) as Words
const HAN = /\p{Script=Han}/u

const first = (texts: Record<string, string>, key: string): string => texts[key] ?? ''
const pick = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).first().check()
const next = (page: Page) => page.getByRole('button', { name: /^Next/ }).click()

/** Labels, headings of sections, buttons and navigation hold no Chinese; what people typed may. */
async function expectEnglish(page: Page): Promise<void> {
  const said = await page
    .locator('label, legend, main h2, main button, nav a, dt, th')
    .evaluateAll((all) => all.map((one) => one.textContent ?? ''))
  // Locale switch and names of enterprises are meant to be Chinese.
  expect(said.filter((text) => HAN.test(text) && text !== '中文' && !/公司|集团/.test(text))).toEqual([])
}

test('a report is filed and approved in English', async ({ browser }) => {
  const page = await signIn(browser, 'declarant', { english: true })
  const title = `Drawings explained ${Math.random().toString(36).slice(2, 7)}`
  await expectEnglish(page)
  await page.goto('/my/advance-reports/new')
  await page.getByRole('button', { name: new RegExp(`^${first(words.new, 'full')}`) }).click()
  await page.waitForURL(/\/edit/)
  await page.getByRole('combobox', { name: /^Enterprise/ }).fill('清禾')
  await page.getByRole('option', { name: /清禾/ }).first().click()
  await page.getByLabel(first(words.label, 'situation')).fill('They asked to explain their drawings.')
  await page.getByLabel(first(words.label, 'duty')).fill('I handle their building permit.')
  await pick(page, first(words.relation, 'NONE'))
  await pick(page, first(words.handling, 'ATTEND_WITH_SAFEGUARDS'))
  await expectEnglish(page)
  await next(page)
  await page.getByLabel(first(words.label, 'title')).first().fill(title)
  await pick(page, Object.values(words.scenario)[0] ?? '')
  await pick(page, Object.values(words.mode)[0] ?? '')
  await page.getByLabel('Start').fill(localTime(6 * DAYS))
  await page.getByLabel('End').fill(localTime(6 * DAYS + 60))
  await page.getByLabel('Place').fill('Room 301')
  await page.getByLabel('Our participants').fill('Zhou Mingyuan')
  await page.getByLabel('Their participants').fill('Lu Yizhou')
  await expectEnglish(page)
  await next(page)
  await pick(page, Object.values(words.payer)[0] ?? '')
  await expectEnglish(page)
  await next(page)
  for (const no of await page.getByRole('radio', { name: 'Does not apply', exact: true }).all())
    await no.check()
  await expectEnglish(page)
  await next(page)
  await page.getByRole('checkbox', { name: /true and complete/ }).check()
  await page.getByRole('button', { name: 'Submit report' }).click()
  await page.waitForURL(/submitted=1/)
  await expectStatus(page, 'Awaiting decision')
  await expectEnglish(page)
  const address = new URL(page.url()).pathname

  const supervisor = await signIn(browser, 'supervisor', { english: true })
  await supervisor.goto('/review')
  await expectEnglish(supervisor)
  await supervisor.getByRole('link', { name: title }).first().click()
  await pick(supervisor, 'Approve')
  await expectEnglish(supervisor)
  await supervisor.getByRole('button', { name: 'Decide' }).click()
  await expectStatus(supervisor, 'Approved')
  await page.goto(address)
  await expectStatus(page, 'Approved')
})
