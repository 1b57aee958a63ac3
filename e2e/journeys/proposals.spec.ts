import { expect, test } from '@playwright/test'
import { chooseOfficial, expectStatus, pick } from '../support/filing'
import { signIn } from '../support/people'
import { registerMatter, unique } from '../support/recusals'

test('a proposal of the discipline office is declined, taken to the superior organ and taken up there', async ({
  browser,
}) => {
  const title = `建议 ${unique()}`
  await registerMatter(browser, '𠮷田文', title)
  const discipline = await signIn(browser, 'discipline')
  await discipline.goto('/review/decisions/new')
  await chooseOfficial(discipline, '应当回避的人', '𠮷田文')
  await discipline.waitForURL(/subject=/)
  await discipline.getByRole('combobox', { name: '事项' }).selectOption({ label: `T-${title} ${title}` })
  await discipline.getByRole('radio', { name: '涉及本人利害关系' }).check()
  await discipline.getByLabel('为什么应当回避').fill('本人持有该企业股份。')
  await discipline.getByLabel('事实', { exact: false }).first().fill('登记信息显示持股 5%。')
  await discipline.getByRole('button', { name: '提出建议' }).click()
  await discipline.waitForURL(/\/(review|records)\/[0-9a-f-]{36}$/)
  const address = new URL(discipline.url()).pathname.replace('/records/', '/review/')
  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto(address)
  await pick(supervisor, '不采纳')
  await supervisor.getByLabel('理由').fill('本人已不经办。')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(supervisor, '未采纳建议')
  await discipline.goto(address)
  await discipline.getByLabel('理由').fill('登记的经办人仍是本人。')
  await discipline.getByRole('button', { name: '提请上级机关' }).click()
  await expectStatus(discipline, '建议作出')
  await expect(discipline.getByRole('button', { name: '提请上级机关' })).toHaveCount(0)
  const above = await signIn(browser, 'districtHead')
  await above.goto(address)
  await above.getByRole('radio', { name: /^采纳/ }).check()
  await above.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(above, '拟稿中')
})
