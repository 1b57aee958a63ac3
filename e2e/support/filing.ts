import { expect, type Locator, type Page } from '@playwright/test'
import { DAYS, localTime } from './time'

export interface Filing {
  title: string
  enterprise?: string
  relation?: string
  person?: string
  starts?: string
  ends?: string
  lateReason?: string
  matter?: string
}

/** Chooses an enterprise in the picker by typing part of its name. */
export async function chooseEnterprise(page: Page, typed: string): Promise<void> {
  const box = page.getByRole('combobox', { name: /^(涉及的)?企业( |$|\*)/ })
  await box.fill(typed)
  await page
    .getByRole('option', { name: new RegExp(typed) })
    .first()
    .click()
}

/** Chooses an official in a picker by name. */
export async function chooseOfficial(page: Page, label: string, name: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label })
  await box.fill(name)
  await page
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .click()
}

/** Chooses an organ: from a list, or by its name where there are too many for one. */
export async function chooseOrgan(box: Locator, name: string): Promise<void> {
  if (await box.evaluate((node) => node instanceof HTMLSelectElement)) {
    const offered = box.locator('option', { hasText: name }).first()
    await box.selectOption(await offered.getAttribute('value'))
    return
  }
  await box.fill(name)
  await box.page().getByRole('option', { name, exact: true }).first().click()
}

/** Chooses one of the radio buttons of a page by its words. */
export async function pick(page: Page, option: string): Promise<void> {
  await page.getByRole('radio', { name: option, exact: true }).first().check()
}

export const next = (page: Page): Locator => page.getByRole('button', { name: /^下一步/ })

/** Opens a draft and fills the first step. */
export async function startReport(page: Page, filing: Filing): Promise<void> {
  await page.goto('/my/advance-reports/new')
  await page.getByRole('button', { name: /^填写报告/ }).click()
  await page.waitForURL(/\/edit/)
  await chooseEnterprise(page, filing.enterprise ?? '清禾')
  await page.getByLabel('情况说明').fill('企业请求当面说明情况。')
  await page.getByLabel('本人对该企业的职责').fill('本人经办该企业的施工许可。')
  await pick(page, filing.relation ?? '没有')
  if (filing.person) {
    await page.getByLabel('相关人员姓名').fill(filing.person)
    await page.getByLabel('可能怎样影响公正').fill('可能影响公正办理。')
  }
  await pick(page, '采取防范措施后参加')
}

/** Files a report through all steps of the form and returns the address of its page. */
export async function fileReport(page: Page, filing: Filing): Promise<string> {
  await startReport(page, filing)
  await next(page).click()
  await fillDealing(page, filing)
  await next(page).click()
  await pick(page, '本单位')
  await next(page).click()
  await answerSelfCheck(page)
  await next(page).click()
  await page.getByRole('checkbox', { name: /以上内容真实完整/ }).check()
  await page.getByRole('button', { name: '提交报告' }).click()
  await page.waitForURL(/submitted=1/)
  await expect(page.getByText('报告已提交')).toBeVisible()
  return new URL(page.url()).pathname
}

export async function fillDealing(page: Page, filing: Filing): Promise<void> {
  await page.getByLabel('名称', { exact: false }).first().fill(filing.title)
  await pick(page, '招商涉企')
  await pick(page, '会议、座谈')
  await page.getByLabel('开始时间').fill(filing.starts ?? localTime(5 * DAYS))
  await page.getByLabel('结束时间').fill(filing.ends ?? localTime(5 * DAYS + 60))
  await page.getByLabel('地点').fill('区住建局 301 会议室')
  await page.getByLabel('我方参加人员').fill('周明远、许若彤')
  await page.getByLabel('对方参加人员').fill('陆一舟，总经理')
  if (filing.lateReason) await page.getByLabel('没有事先报告的原因').fill(filing.lateReason)
  if (filing.matter) await page.getByLabel('关联的在办事项').selectOption({ label: filing.matter })
}

export async function answerSelfCheck(page: Page): Promise<void> {
  for (const no of await page.getByRole('radio', { name: '不涉及', exact: true }).all()) await no.check()
}

/**
 * Presses a button and waits for the answer. While a step is under way its button says something else, so that a button
 * that is gone by its words proves nothing yet.
 */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click()
  await expect(page.locator('button[aria-busy="true"]')).toHaveCount(0, { timeout: 20_000 })
}

/** Waits until the page of a case says the status in the line above its title. */
export async function expectStatus(page: Page, status: string): Promise<void> {
  const line = page.getByRole('main').getByText(new RegExp(`· ${status}$`))
  await expect(line.first()).toBeVisible()
}

/** The id of the case on a page of it. */
export const caseIdOf = (address: string): string => /[0-9a-f-]{36}/.exec(address)?.[0] ?? ''
