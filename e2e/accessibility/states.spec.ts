// Pages that nobody reaches by following links, and pages in error or with nothing on them, in both looks.
import { expect, test, type Browser, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { next } from '../support/filing'
import { LOOKS, newPage, signIn } from '../support/people'

async function emptySubmission(page: Page): Promise<void> {
  await page.goto('/my/advance-reports/new')
  await page.getByRole('button', { name: /^填写报告/ }).click()
  await page.waitForURL(/\/edit/)
  for (let step = 0; step < 4; step += 1) await next(page).click()
  await page.getByRole('button', { name: '提交报告' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '请先改正' })).toContainText('情况说明：请填写')
}

async function visitor(browser: Browser, name: string): Promise<void> {
  const page = await newPage(browser, LOOKS[name])
  await page.goto('/')
  await expectAccessible(page, `front-${name}`)
  await page.locator('#identifier').fill('ZJ9999')
  await page.locator('#password').fill('not the password')
  await page.locator('form').getByRole('button', { name: /登录/ }).first().click()
  await expect(page.getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible()
  await expectAccessible(page, `sign-in-refused-${name}`)
  await page.goto('/activate')
  await page.locator('form').getByRole('button').last().click()
  await expectAccessible(page, `activate-refused-${name}`)
}

for (const [name, look] of Object.entries(LOOKS)) {
  test(`before sign-in, ${name}`, ({ browser }) => visitor(browser, name))

  test(`forms sent empty, ${name}`, async ({ browser }) => {
    const page = await signIn(browser, 'hospital', look)
    await emptySubmission(page)
    await expectAccessible(page, `report-refused-${name}`)
    await page.goto('/my/recusal-requests/new')
    await page.getByRole('button', { name: '开始填写' }).click()
    await page.waitForURL(/\/edit/)
    await expectAccessible(page, `request-form-${name}`)
    await page.getByRole('button', { name: '提交申请' }).click()
    await expect(page.getByRole('alert').filter({ hasText: '请先改正' })).toContainText('事实和理由：请填写')
    await expectAccessible(page, `request-refused-${name}`)
    await page.goto('/my/advance-reports/emergency')
    await page.getByRole('button', { name: '马上报告' }).click()
    await expect(page.getByRole('alert').filter({ hasText: '请先改正' })).toBeVisible()
    await expectAccessible(page, `emergency-refused-${name}`)
  })

  test(`desks sent empty, ${name}`, async ({ browser }) => {
    const clerk = await signIn(browser, 'clerk', look)
    await clerk.goto('/matters/new')
    await clerk.getByRole('button', { name: '登记', exact: true }).click()
    await expect(clerk.getByRole('alert').filter({ hasText: '请先改正' })).toBeVisible()
    await expectAccessible(clerk, `matter-refused-${name}`)
    await clerk.goto('/matters/0190aaaa-0000-7000-8000-000000000000')
    await expectAccessible(clerk, `not-found-${name}`)
    const admin = await signIn(browser, 'systemAdmin', look)
    await admin.goto('/admin/officials/new')
    await admin.locator('main form').getByRole('button').last().click()
    await expect(admin.getByRole('alert').filter({ hasText: '请先改正' })).toBeVisible()
    await expectAccessible(admin, `official-refused-${name}`)
  })

  test(`nothing there, ${name}`, async ({ browser }) => {
    const office = await signIn(browser, 'discipline', look)
    await office.goto('/records?q=%E6%97%A0%E6%AD%A4%E4%BA%8B%E5%9C%A8%E6%AD%A4')
    await expectAccessible(office, `records-empty-${name}`)
    const page = await signIn(browser, 'hospital', look)
    for (const route of ['/my/decisions', '/my/notices', '/matters?q=nothing'])
      await page
        .goto(route)
        .then(() => expectAccessible(page, `empty${route.replaceAll(/\W/g, '_')}-${name}`))
  })
}
