import { expect, type Browser } from '@playwright/test'
import { chooseOfficial, expectStatus, pick, press } from './filing'
import { signIn } from './people'
import { localTime } from './time'

/** Sets the things of one run apart from those of another. */
export const unique = () => Math.random().toString(36).slice(2, 7)

/** A matter of one's own, so that a journey changes nobody else's. */
export async function registerMatter(browser: Browser, handler: string, title: string): Promise<string> {
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto('/matters/new')
  await clerk.getByLabel('编号').fill(`T-${title}`)
  await clerk.getByLabel('名称').fill(title)
  await clerk.getByLabel('类别').selectOption({ label: '行政许可' })
  await clerk.getByRole('combobox', { name: /涉及企业/ }).fill('清禾')
  await clerk.getByRole('option', { name: /清禾/ }).first().click()
  await chooseOfficial(clerk, '经办人', handler)
  await clerk.getByRole('button', { name: '登记', exact: true }).click()
  await clerk.waitForURL(/\/matters\/[0-9a-f-]{36}$/)
  return new URL(clerk.url()).pathname
}

/** A direct decision against 𠮷田文 about a matter of its own, urgent, served and in force. Returns its page. */
export async function recuseDirectly(browser: Browser, title: string): Promise<string> {
  const decision = await signDirectly(browser, title)
  await issueAndServe(browser, decision)
  return decision
}

/** The same as far as it is signed. */
export async function signDirectly(browser: Browser, title: string): Promise<string> {
  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto('/review/decisions/new')
  await chooseOfficial(supervisor, '应当回避的人', '𠮷田文')
  await supervisor.waitForURL(/subject=/)
  await pick(supervisor, '公务回避')
  await supervisor.getByRole('combobox', { name: '事项' }).selectOption({ label: `T-${title} ${title}` })
  await supervisor.getByRole('radio', { name: '涉及本人利害关系' }).check()
  await supervisor.getByLabel('为什么应当回避').fill('本人持有该企业股份。')
  await supervisor.getByLabel('从什么时候起应当回避').fill('2026-03-01')
  await supervisor.getByLabel('没有报告或者申请什么').fill('没有申请回避，也没有事先报告。')
  await supervisor.getByLabel('事实', { exact: false }).first().fill('登记信息显示持股 5%。')
  await supervisor.getByLabel('证据').fill('股东名册')
  await chooseOfficial(supervisor, '接替人', '许若彤')
  await supervisor.getByRole('checkbox', { name: /^情况紧急/ }).check()
  await supervisor
    .getByLabel(/不听取意见的理由|理由/)
    .last()
    .fill('次日开标，来不及听取意见。')
  await supervisor.getByRole('button', { name: '提交拟稿' }).click()
  await supervisor.waitForURL(/\/review\/[0-9a-f-]{36}$/)
  const decision = new URL(supervisor.url()).pathname
  const head = await signIn(browser, 'unitHead')
  await head.goto(decision)
  await head.getByRole('button', { name: '签发' }).click()
  await expectStatus(head, '已签发，待印发')
  return decision
}

/** Numbers a signed decision and serves it to 𠮷田文 in person. */
export async function issueAndServe(browser: Browser, decision: string): Promise<void> {
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto(decision)
  await press(clerk, '编号印发')
  await expectStatus(clerk, '已印发，待送达')
  await pick(clerk, '直接送达')
  await clerk.getByLabel('送达时间').fill(localTime(-1))
  await clerk.getByLabel('签收人').fill('𠮷田文')
  await clerk.getByRole('button', { name: '记录送达' }).click()
  await expect(
    clerk
      .getByRole('main')
      .getByText(/· 已生效$/)
      .first(),
  ).toBeVisible()
}
