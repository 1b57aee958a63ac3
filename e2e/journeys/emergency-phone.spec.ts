import { expect, test } from '@playwright/test'
import { expectStatus } from '../support/filing'
import { signIn } from '../support/people'

test('an emergency is noticed on a phone with four answers and one button, and completed later', async ({
  browser,
}) => {
  const page = await signIn(browser, 'declarant', { phone: true })
  await page.getByRole('link', { name: /紧急/ }).first().tap()
  await page.getByRole('button', { name: '马上报告' }).tap()
  // Nothing entered: told what is missing, nothing sent.
  await expect(page.getByRole('alert').first()).toBeVisible()
  await page.getByRole('radio').first().check()
  const enterprise = page.getByRole('combobox').first()
  await enterprise.fill('qhkj')
  await page.getByRole('option', { name: /清禾科技/ }).tap()
  await page.locator('#emergency-place').fill('工地现场')
  await page.locator('#emergency-situation').fill('抢险时与企业负责人同车。🚧')
  await page.getByRole('button', { name: '马上报告' }).tap()
  await expect(page.getByRole('status').filter({ hasText: /2026-/ })).toBeVisible()
  await page.getByRole('link', { name: '现在补全' }).tap()
  await page.waitForURL(/\/edit/)
  const address = new URL(page.url()).pathname.replace('/edit', '')
  await page.goto(address)
  await expectStatus(page, '已紧急报告，待补全')
})
