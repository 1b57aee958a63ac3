import { expect, test } from '@playwright/test'
import { PNG } from '../support/applications'
import { expectAccessible } from '../support/axe'
import { expectStatus, press } from '../support/filing'
import { signIn } from '../support/people'
import { registerMatter, signDirectly, unique } from '../support/recusals'
import { localTime } from '../support/time'

test('a decision that is refused is left behind before witnesses, with proof; the unit gets its copy', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const title = `留置 ${unique()}`
  await registerMatter(browser, '𠮷田文', title)
  const decision = await signDirectly(browser, title)
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto(decision)
  await press(clerk, '编号印发')
  await expectStatus(clerk, '已印发，待送达')
  // An announcement is for what cannot be served otherwise.
  await expect(clerk.getByRole('radio', { name: '公告送达' })).toBeDisabled()
  await clerk.getByRole('radio', { name: '未送达' }).check()
  await clerk.getByLabel('送达时间').fill(localTime(-2))
  await clerk.getByLabel('签收人').fill('—')
  await clerk.getByRole('textbox', { name: /^说明/ }).fill('本人拒绝签收。')
  await clerk.getByRole('button', { name: '记录送达' }).click()
  await expect(clerk.getByText(/直接送达 · .*本人拒绝签收。/)).toBeVisible()

  await clerk
    .locator('input[type=file]')
    .setInputFiles({ name: '现场照片.png', mimeType: 'image/png', buffer: PNG })
  await expect(clerk.getByRole('radio', { name: '公告送达' })).toBeEnabled()
  await clerk.getByRole('radio', { name: '留置送达' }).check()
  await clerk.getByLabel('留置时间').fill(localTime(-1))
  await clerk.getByRole('button', { name: '记录送达' }).click()
  await expect(clerk.getByText('请填写').first()).toBeVisible()
  await expectAccessible(clerk, 'service-left-behind-refused')
  await clerk.getByRole('textbox', { name: /^见证人/ }).fill('社区居委会 王某、李某')
  await clerk.getByLabel('证明文件', { exact: true }).selectOption({ label: '现场照片.png' })
  await clerk.getByRole('button', { name: '记录送达' }).click()
  await expectStatus(clerk, '已生效')
  await expect(clerk.getByText(/留置送达 · .*见证人 社区居委会 王某、李某/)).toBeVisible()
  await clerk.getByLabel('单位签收人').fill('何静，人事科科长')
  await clerk.getByLabel('单位签收时间').fill(localTime(-1))
  await press(clerk, '送达所在单位')
  await expect(clerk.getByText(/何静，人事科科长 · /)).toBeVisible()

  // The worker has made the document by now; whoever holds it checks it without an account.
  await expect(async () => {
    await clerk.reload()
    await expect(clerk.getByRole('link', { name: /^回避决定书 云住建回避决/ })).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 20_000 })
  const [download] = await Promise.all([
    clerk.waitForEvent('download'),
    clerk.getByRole('link', { name: /^回避决定书 云住建回避决/ }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/〔2026〕\d+号\.pdf$/)
  const check = await clerk
    .getByRole('listitem')
    .filter({ hasText: '回避决定书' })
    .getByRole('link', { name: /^核验码/ })
    .getAttribute('href')
  const visitor = await (await browser.newContext()).newPage()
  await visitor.goto('/verify/AAAA-AAAA-AAAA-AAAA-AAAA')
  await expect(visitor.getByText('没有找到这份文书')).toBeVisible()
  await expectAccessible(visitor, 'verify-unknown')
  await visitor.goto(check ?? '')
  await expect(visitor.getByText('这是本系统印发的文书')).toBeVisible()
  await expect(visitor.getByText('有效', { exact: true })).toBeVisible()
  await expect(visitor.getByText('𠮷田文')).toHaveCount(0)
  await expectAccessible(visitor, 'verify-found')
})

test('a decision is sent by post, and another announced', async ({ browser }) => {
  test.setTimeout(300_000)
  for (const way of ['邮寄送达', '公告送达']) {
    const title = `${way} ${unique()}`
    await registerMatter(browser, '𠮷田文', title)
    const decision = await signDirectly(browser, title)
    const clerk = await signIn(browser, 'clerk')
    await clerk.goto(decision)
    await press(clerk, '编号印发')
    await expectStatus(clerk, '已印发，待送达')
    if (way === '公告送达') {
      await clerk.getByRole('radio', { name: '未送达' }).check()
      await clerk.getByLabel('送达时间').fill(localTime(-2))
      await clerk.getByRole('textbox', { name: /^说明/ }).fill('下落不明。')
      await press(clerk, '记录送达')
    }
    await clerk.getByRole('radio', { name: way }).check()
    if (way === '邮寄送达') {
      await clerk.getByLabel('收件日期').fill(localTime(-1))
      await clerk.getByLabel('邮件号码').fill('EM123456789CN')
      await clerk.getByRole('button', { name: '记录送达' }).click()
      await expectStatus(clerk, '已生效')
    } else {
      await clerk.getByLabel('公告时间').fill(localTime(-1))
      await clerk.getByRole('textbox', { name: /^说明/ }).fill('区政府网站通知公告栏')
      await clerk.getByRole('button', { name: '记录送达' }).click()
      await expect(clerk.getByText(/正在公告送达，.*视为送达并生效/)).toBeVisible()
      await expectStatus(clerk, '已印发，待送达')
    }
  }
})
