import { expect, type Browser, type Page } from '@playwright/test'
import { expectAccessible } from './axe'
import { chooseOfficial, expectStatus, pick, press } from './filing'
import { newPage, signIn } from './people'
import { localTime } from './time'

export interface Applied {
  outsider: Page
  code: string
  /** Address of the clerk's page of it. */
  application: string
}

/** Somebody without an account applies for the recusal of 𠮷田文. A form that nobody filled is refused in words first. */
export async function applyFromOutside(browser: Browser, title: string): Promise<Applied> {
  const outsider = await newPage(browser)
  await outsider.goto('/')
  await outsider.getByRole('link', { name: '申请公职人员回避、反映情况' }).click()
  await expect(outsider.getByRole('heading', { name: '申请公职人员回避、反映情况' })).toBeVisible()
  await outsider.getByLabel('您的姓名').fill('何晓梅')
  await outsider.getByLabel('联系方式').fill('020-00000000')
  await outsider.getByLabel('您与事项的关系').fill('相邻权利人')
  await outsider.getByRole('textbox', { name: /^公职人员/ }).fill('𠮷田文，科员')
  await outsider.getByRole('textbox', { name: /^事项/ }).fill(title)
  await press(outsider, '提交')
  await expect(outsider.getByText('请填写').first()).toBeVisible()
  await expectAccessible(outsider, 'apply-refused')
  await outsider.getByRole('combobox', { name: /公职人员所在单位/ }).fill('住房和建设')
  await outsider.getByRole('option', { name: '云岫区住房和建设局' }).click()
  await pick(outsider, '涉及本人的利害关系')
  await outsider.getByLabel('事实和理由').fill('本人持有该企业股份，参与审核其申请。')
  const files = outsider.locator('input[type=file]')
  await files.setInputFiles({ name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await expect(outsider.getByText('不支持这种文件', { exact: true })).toBeVisible()
  await outsider.getByRole('button', { name: '知道了' }).click()
  await files.setInputFiles({ name: '持股截图.png', mimeType: 'image/png', buffer: PNG })
  await expect(outsider.getByRole('button', { name: '移除 持股截图.png' })).toBeVisible()
  await press(outsider, '提交')
  await expect(outsider.getByRole('heading', { name: '已收到' })).toBeVisible()
  await expectAccessible(outsider, 'apply-filed')
  const code = (await outsider.getByText(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/).textContent()) ?? ''
  await lookUp(outsider, 'AAAA-AAAA-AAAA-AAAA')
  await expect(outsider.getByText('没有找到这个查询码').first()).toBeVisible()
  await lookUp(outsider, code)
  await expect(outsider.getByRole('heading', { name: '已收到，等待受理' })).toBeVisible()
  await expectAccessible(outsider, 'apply-progress')
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto('/review/applications')
  await expectAccessible(clerk, 'applications')
  await clerk.getByRole('row').filter({ hasText: title }).getByRole('link').first().click()
  await clerk.waitForURL(/\/review\/applications\/[0-9a-f-]{36}/)
  return { outsider, code, application: new URL(clerk.url()).pathname }
}

/** Looks a query code up on the public page. */
export async function lookUp(page: Page, code: string): Promise<void> {
  await page.goto('/apply/progress')
  await page.getByLabel('查询码').fill(code)
  await press(page, '查询')
}

interface Recused {
  application: string
  title: string
  matter: string
  subject: Page
}

/** The application is accepted, the official is out meanwhile and heard, and the decision is signed and numbered. */
export async function recuseOnApplication(
  browser: Browser,
  { application, title, matter, subject }: Recused,
) {
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto(application)
  await chooseOfficial(clerk, '被申请回避的人', '𠮷田文')
  await clerk.waitForURL(/subject=/)
  await expectAccessible(clerk, 'application')
  await expect(clerk.getByRole('link', { name: '持股截图.png' })).toBeVisible()
  await pick(clerk, '受理')
  await expect(clerk.getByRole('checkbox', { name: '持股截图.png' })).toBeChecked()
  await clerk.getByLabel('他经办的事项').selectOption({ label: `T-${title} ${title}` })
  await press(clerk, '作出决定')
  await clerk.getByRole('link', { name: '查看回避申请' }).click()
  await expectStatus(clerk, '审查中')
  const request = new URL(clerk.url()).pathname

  await subject.goto(matter)
  await pick(subject, '决定')
  await subject.getByLabel('内容').fill('审查期间的决定')
  await press(subject, '记录')
  await expect(subject.getByText(/审查期间暂停参与/).first()).toBeVisible()
  // What others say about them is not theirs to read before they are asked.
  expect((await subject.goto(request))?.status()).toBe(404)

  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto(request)
  await expect(supervisor.getByText('何晓梅（相邻权利人）')).toBeVisible()
  await expect(supervisor.getByRole('link', { name: '持股截图.png' })).toBeVisible()
  await expect(supervisor.getByRole('radio', { name: '同意回避', exact: true })).toHaveCount(0)
  await pick(supervisor, '听取意见')
  await supervisor.getByLabel('听取的意见').fill('本人承认持股，认为不影响公正。')
  await press(supervisor, '作出决定')
  await pick(supervisor, '同意回避')
  await chooseOfficial(supervisor, '接替人', '许若彤')
  await press(supervisor, '作出决定')
  await supervisor.getByRole('link', { name: new RegExp(`回避决定 2026-D\\d+ ${title}`) }).click()
  await supervisor.waitForURL((url) => url.pathname !== request)
  const decision = new URL(supervisor.url()).pathname
  const head = await signIn(browser, 'unitHead')
  await head.goto(decision)
  await head.getByRole('button', { name: '签发' }).click()
  await expectStatus(head, '已签发，待印发')
  await clerk.goto(decision)
  await press(clerk, '编号印发')
  await expectStatus(clerk, '已印发，待送达')
  return decision
}

/** One pixel: a photograph of the place, as a file. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The official refuses to sign; the decision is left behind before witnesses, with a photograph. */
export async function leaveBehind(browser: Browser, decision: string): Promise<void> {
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto(decision)
  await clerk
    .locator('input[type=file]')
    .setInputFiles({ name: '现场照片.png', mimeType: 'image/png', buffer: PNG })
  await expect(clerk.getByText('现场照片.png').first()).toBeVisible()
  await clerk.getByRole('radio', { name: '留置送达' }).check()
  await clerk.getByLabel('留置时间').fill(localTime(-1))
  await clerk.getByRole('textbox', { name: /^见证人/ }).fill('社区居委会 王某、李某')
  await clerk.getByLabel('证明文件', { exact: true }).selectOption({ label: '现场照片.png' })
  await clerk.getByRole('button', { name: '记录送达' }).click()
  await expectStatus(clerk, '已生效')
}
