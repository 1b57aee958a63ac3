// Notices beyond the desk: an official chooses how to be written to, a case moves, and a mail and a signed message lead
// back to it; the administrators see what arrived.
import { createHmac } from 'node:crypto'
import { expect, test, type Browser, type Page } from '@playwright/test'
import {
  openMailRoom,
  openReceiver,
  type MailRoom,
  type ReceivedHook,
  type Receiver,
} from '../../lib/notifications/testing'
import { expectAccessible, keepPicture } from '../support/axe'
import { chooseOrgan, fileReport, press } from '../support/filing'
import { PEOPLE, signIn } from '../support/people'

let mailRoom: MailRoom
let receiver: Receiver
test.beforeAll(async () => {
  mailRoom = await openMailRoom({}, Number(process.env.SMTP_PORT))
  receiver = await openReceiver()
})
test.afterAll(async () => {
  await mailRoom.close()
  await receiver.close()
})

const ADDRESS = 'ye.zhiqiu@yunxiu.example'
const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name })
const group = (page: Page, name: string) => page.getByRole('group', { name: new RegExp(`^${name}`) })

/** Presses a button and says yes to its question. */
async function actOn(page: Page, within: ReturnType<Page['getByRole']>, button: string): Promise<void> {
  await within.getByRole('button', { name: button }).click()
  await page.getByRole('dialog').getByRole('button', { name: button }).click()
}

/** The system administrator enters or takes away the address of 叶知秋, who leads the market office's inspectors. */
async function enterAddress(browser: Browser, address: string): Promise<void> {
  const admin = await signIn(browser, 'systemAdmin')
  await admin.goto(`/admin/officials?q=${PEOPLE.marketSupervisor}`)
  await admin.getByRole('row').filter({ hasText: PEOPLE.marketSupervisor }).getByRole('link').first().click()
  await admin.waitForURL(/\/admin\/officials\/[0-9a-f-]{36}/)
  await admin.getByLabel(/邮箱/).fill(address)
  await admin.getByRole('button', { name: '保存' }).click()
  await expect(admin.getByText(/已保存|保存成功/).first()).toBeVisible()
}

/** As a receiver checks a message. */
function verifies({ headers, body }: ReceivedHook, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(expected)
}

test('a step of a case reaches its reader by mail and a bridge by a signed message, and the logs show both', async ({
  browser,
}) => {
  const title = `通知送达 ${Date.now()}`

  // Without an address the page says what to do.
  const reader = await signIn(browser, 'marketSupervisor')
  await reader.goto('/my/notices')
  await reader.getByRole('link', { name: '通知设置' }).click()
  await expect(reader.getByText('没有登记邮箱', { exact: true })).toBeVisible()
  await expectAccessible(reader, 'notice-settings-no-address')
  await enterAddress(browser, ADDRESS)

  // Preferences: what waits for me at once, progress in the digest, no quiet hours; a digest in them is refused first.
  await reader.reload()
  await expect(reader.getByText(ADDRESS)).toBeVisible()
  await group(reader, '等我办理').getByRole('radio', { name: '立即发' }).check()
  await group(reader, '案件进展').getByRole('radio', { name: '每日汇总' }).check()
  await reader.getByLabel('汇总时间').selectOption('06:30')
  await reader.getByRole('checkbox', { name: '开启免打扰' }).check()
  await reader.getByLabel('开始').selectOption('22:00')
  await press(reader, '保存设置')
  await expect(reader.getByText(/汇总时间在免打扰时间里/).first()).toBeVisible()
  await expectAccessible(reader, 'notice-settings-refused')
  await reader.getByLabel('汇总时间').selectOption('08:30')
  await reader.getByRole('checkbox', { name: '开启免打扰' }).uncheck()
  await press(reader, '保存设置')
  await expect(reader.getByText('已保存').first()).toBeVisible()
  await reader.reload()
  await expect(reader.getByRole('checkbox', { name: '开启免打扰' })).not.toBeChecked()

  // The bridge: entered, given a secret that is shown once, and switched on.
  const security = await signIn(browser, 'securityAdmin')
  await security.goto('/admin/webhooks')
  const form = region(security, '登记推送地址')
  await form.getByLabel(/^名称/).fill('企业微信对接')
  await form.getByLabel(/^地址/).fill('http://10.0.0.1/hook')
  await chooseOrgan(form.getByRole('combobox', { name: /^范围/ }), '青岚市人民政府')
  await form.getByRole('button', { name: '登记' }).click()
  await expect(form.getByText(/不允许推送到本机或内网地址/).first()).toBeVisible()
  await form.getByLabel(/^地址/).fill(receiver.address)
  await form.getByRole('button', { name: '登记' }).click()
  await security.waitForURL(/\/admin\/webhooks\/[0-9a-f-]{36}/)
  const endpoint = new URL(security.url()).pathname
  await actOn(security, region(security, '密钥'), '生成密钥')
  const secret = await security.getByRole('textbox', { name: '密钥' }).inputValue()
  expect(secret).toMatch(/^whsec_/)
  await expectAccessible(security, 'webhook-secret')
  await security.reload()
  await expect(security.getByText(secret)).toHaveCount(0)
  await actOn(security, region(security, '启用和停用'), '启用')
  await expect(security.getByText('已启用').first()).toBeVisible()

  // A report of an inspector waits for the reader: one mail, one message, neither names anybody.
  const declarant = await signIn(browser, 'marketOfficer')
  await fileReport(declarant, { title })
  await expect.poll(() => mailRoom.mails.filter((mail) => mail.to[0] === ADDRESS).length).toBe(1)
  const mail = mailRoom.mails.find((one) => one.to[0] === ADDRESS)
  expect(mail?.headers.get('subject')).toMatch(/^收到事先报告 \d{4}-\w+，请审批$/)
  for (const name of [title, '蒋一凡', '叶知秋', '清禾', '市场监督']) expect(mail?.raw).not.toContain(name)
  const link = /href="([^"]+\/review\/[^"]+)"/.exec(mail?.html ?? '')?.[1] ?? ''
  expect((await reader.goto(link))?.status()).toBe(200)
  await expect(reader.getByText(title).first()).toBeVisible()
  const bodies = () => receiver.hooks.map((hook) => hook.body)
  await expect.poll(() => bodies().some((body) => link !== '' && body.includes(link))).toBe(true)
  const hook = receiver.hooks.find((one) => one.body.includes(link))
  expect(hook && verifies(hook, secret)).toBe(true)

  // Who runs the place sees both arrived, and of neither which case it is about.
  const admin = await signIn(browser, 'systemAdmin')
  await admin.goto('/admin/deliveries')
  const line = admin
    .getByRole('row')
    .filter({ hasText: PEOPLE.marketSupervisor })
    .filter({ hasText: '已发送' })
  await expect(line.first()).toBeVisible()
  await expect(region(admin, '邮件服务器')).toContainText('正常')
  await expectAccessible(admin, 'deliveries')
  await admin.goto(endpoint)
  const sent = region(admin, '推送记录').getByRole('row').filter({ hasText: '收到事先报告' })
  await expect(sent.first()).toContainText('已送达')
  await expect(sent.first()).toContainText('204')
  await expect(admin.getByRole('button', { name: '停用' })).toHaveCount(0)
  const before = receiver.hooks.length
  await actOn(admin, sent.first(), '重发')
  await expect.poll(() => receiver.hooks.length).toBeGreaterThan(before)
  await expectAccessible(admin, 'webhook-log')

  // The mail as it is read, on a desk and on a phone, by day and by night.
  const letter = await (await browser.newContext()).newPage()
  await letter.setContent(mail?.html ?? '')
  await expect(letter.getByRole('heading', { level: 1 })).toContainText('收到事先报告')
  await expectAccessible(letter, 'mail-notice')
  await letter.emulateMedia({ colorScheme: 'dark' })
  await letter.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(letter, 'mail-notice-phone-dark')

  // Left as it was found, for whoever comes next.
  await security.goto(endpoint)
  await actOn(security, region(security, '启用和停用'), '停用')
  await expect(security.getByText('已停用').first()).toBeVisible()
  await keepPicture(security, 'webhook-off')
  await enterAddress(browser, '')
})
