import { expect, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { chooseOfficial, expectStatus, pick, press } from '../support/filing'
import { signIn } from '../support/people'
import { unique } from '../support/recusals'
import { localTime } from '../support/time'

test('the personnel office drafts a post recusal: always heard, signed by the head, served, and the post is left', async ({
  browser,
}) => {
  const post = `审核岗位 ${unique()}`
  const hr = await signIn(browser, 'hr')
  await hr.goto('/review/decisions/new')
  await chooseOfficial(hr, '应当回避的人', '𠮷田文')
  await hr.waitForURL(/subject=/)
  // The personnel office decides nothing about matters.
  await expect(hr.getByRole('radio', { name: '公务回避' })).toHaveCount(0)
  await expectAccessible(hr, 'post-recusal-new')
  await hr.getByRole('radio', { name: /组织、人事、纪检/ }).check()
  await hr.getByLabel('回避的职务').fill(post)
  await hr.getByLabel('为什么应当回避').fill('其配偶的兄弟担任本局领导成员。')
  await hr.getByLabel('从什么时候起应当回避').fill('2026-03-01')
  await hr.getByLabel('没有报告或者申请什么').fill('任职时没有申报。')
  await hr.getByRole('textbox', { name: /^事实/ }).fill('户籍资料显示二人系近姻亲。')
  await hr.getByLabel('证据').fill('户籍证明')
  await hr.getByRole('button', { name: '提交拟稿' }).click()
  await hr.waitForURL(/\/review\/[0-9a-f-]{36}$/)
  const decision = new URL(hr.url()).pathname
  const head = await signIn(browser, 'unitHead')
  await head.goto(decision)
  await expect(head.getByRole('button', { name: '签发' })).toHaveCount(0)
  await pick(hr, '请本人陈述意见')
  await press(hr, '作出决定')
  await expectStatus(hr, '听取意见中')
  const subject = await signIn(browser, 'rareName')
  await subject.goto(decision.replace('/review/', '/my/decisions/'))
  await subject.getByLabel('您的意见').fill('服从组织安排。')
  await press(subject, '提交意见')
  await head.goto(decision)
  await head.getByRole('button', { name: '签发' }).click()
  await expectStatus(head, '已签发，待印发')
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto(decision)
  await press(clerk, '编号印发')
  await expectStatus(clerk, '已印发，待送达')
  await pick(clerk, '直接送达')
  await clerk.getByLabel('送达时间').fill(localTime(-1))
  await clerk.getByLabel('签收人').fill('𠮷田文')
  await clerk.getByRole('button', { name: '记录送达' }).click()
  await expectStatus(clerk, '已生效')
  await subject.reload()
  await expect(subject.getByText('不再承担该职务的工作', { exact: false })).toBeVisible()
  await press(subject, '我已收到')
  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto(decision)
  await expectAccessible(supervisor, 'post-recusal-in-force')
  await supervisor.getByLabel('依据').fill('任免通知：已调整岗位。')
  await supervisor.getByRole('button', { name: '确认已执行' }).click()
  await expectStatus(supervisor, '已执行')
})
