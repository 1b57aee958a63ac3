import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { caseIdOf, expectStatus, pick } from '../support/filing'
import { signIn } from '../support/people'
import { issueAndServe, recuseDirectly, registerMatter, unique } from '../support/recusals'

/** Objects to a decision on the own page of it; returns the page on which it is reviewed. */
async function objectTo(page: Page, decision: string, reasons: string): Promise<string> {
  await page.goto(`/my/decisions/${caseIdOf(decision)}`)
  await page.getByLabel('异议理由').fill(reasons)
  await page.getByRole('button', { name: '提出异议' }).click()
  await page.waitForURL(/\/my\/objections\//)
  await expectStatus(page, '已提出异议')
  return `/review/${caseIdOf(page.url())}`
}

async function takeUp(page: Page, objection: string): Promise<void> {
  await page.goto(objection)
  await page.getByRole('button', { name: '开始复查' }).click()
  await expectStatus(page, '异议复查中')
}

test('a decision is maintained on one objection and varied on the other, never to the worse', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const title = `异议 ${unique()}`
  await registerMatter(browser, '𠮷田文', title)
  const decision = await recuseDirectly(browser, title)
  const subject = await signIn(browser, 'rareName')
  const first = await objectTo(subject, decision, '股份已于上月转让。')
  await expectAccessible(subject, 'my-objection')
  // Once.
  await subject.goto(`/my/decisions/${caseIdOf(decision)}`)
  await expect(subject.getByLabel('异议理由')).toHaveCount(0)
  // Whoever signed it does not review it.
  const head = await signIn(browser, 'unitHead')
  await head.goto(first)
  await expect(head.getByRole('button', { name: '开始复查' })).toHaveCount(0)
  const above = await signIn(browser, 'districtHead')
  await takeUp(above, first)
  await expect(above.getByText('登记信息显示持股 5%。').first()).toBeVisible()
  await expectAccessible(above, 'objection-review')
  await pick(above, '维持决定')
  await above.getByLabel('复查理由').fill('转让没有登记。')
  await above.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(above, '维持决定')
  await subject.reload()
  await expect(subject.getByRole('link', { name: /异议 2\d{3}-O\d{5}：维持决定/ })).toBeVisible()

  const substitute = await signIn(browser, 'colleague')
  const second = await objectTo(substitute, decision, '只需回避决定。')
  await takeUp(above, second)
  await pick(above, '变更决定')
  await above.getByLabel('复查理由').fill('范围过宽。')
  await above.getByRole('button', { name: '作出决定' }).click()
  await expect(above.getByText(/没有变更/).first()).toBeVisible()
  await above.getByRole('checkbox', { name: '讨论' }).uncheck()
  await above.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(above, '变更决定')
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto(decision)
  await expect(async () => {
    await clerk.reload()
    await expect(clerk.getByRole('link', { name: /回避决定 2\d{3}-D\d{5}/ }).first()).toBeVisible({
      timeout: 1000,
    })
  }).toPass({ timeout: 20_000 })
  await clerk
    .getByRole('link', { name: /回避决定 2\d{3}-D\d{5}/ })
    .first()
    .click()
  await clerk.waitForURL((address) => !address.pathname.endsWith(decision))
  await issueAndServe(browser, new URL(clerk.url()).pathname)
  await expect(async () => {
    await subject.goto(`/my/decisions/${caseIdOf(decision)}`)
    await expect(subject.getByText(/· 已变更$/).first()).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 20_000 })
})

test('a decision is revoked on objection', async ({ browser }) => {
  test.setTimeout(240_000)
  const title = `撤销 ${unique()}`
  await registerMatter(browser, '𠮷田文', title)
  const decision = await recuseDirectly(browser, title)
  const subject = await signIn(browser, 'rareName')
  const objection = await objectTo(subject, decision, '登记的是同名的人。')
  const above = await signIn(browser, 'districtHead')
  await takeUp(above, objection)
  await pick(above, '撤销决定')
  await above.getByLabel('复查理由').fill('核实为同名。')
  await above.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(above, '撤销决定')
  await expect(async () => {
    await subject.goto(`/my/decisions/${caseIdOf(decision)}`)
    await expect(subject.getByText(/· 已撤销$/).first()).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 20_000 })
})
