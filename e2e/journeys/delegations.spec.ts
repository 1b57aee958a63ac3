import { expect, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { caseIdOf, chooseOfficial, expectStatus, fileReport, pick, press } from '../support/filing'
import { signIn } from '../support/people'
import { unique } from '../support/recusals'
import { DAYS, localTime } from '../support/time'

test('an absent leader is stood in for, by name, until the delegation is ended', async ({ browser }) => {
  const title = `代办 ${unique()}`
  const officer = await signIn(browser, 'marketOfficer')
  const report = await fileReport(officer, { title })
  const review = `/review/${caseIdOf(report)}`
  const substitute = await signIn(browser, 'marketSubstitute')
  expect((await substitute.goto(review))?.status()).toBe(404)

  const leader = await signIn(browser, 'marketSupervisor')
  await leader.goto('/my/delegations')
  await press(leader, '委托')
  await expect(leader.getByText('请填写').first()).toBeVisible()
  await chooseOfficial(leader, '代办人', '段溪')
  await leader.getByLabel('开始日期').fill(localTime(0).slice(0, 10))
  await leader.getByLabel('结束日期').fill(localTime(2 * DAYS).slice(0, 10))
  await leader.getByLabel('外出原因').fill('出差')
  await press(leader, '委托')
  await expect(leader.getByText('进行中')).toBeVisible()
  await expectAccessible(leader, 'delegations')

  await substitute.goto('/review')
  await expect(substitute.getByRole('link', { name: title }).first()).toBeVisible()
  await substitute.goto(review)
  await pick(substitute, '同意')
  await press(substitute, '作出决定')
  await expectStatus(substitute, '已同意')
  await expect(substitute.getByText(/，代.+办理/).first()).toBeVisible()
  await leader.getByRole('button', { name: /^结束与/ }).click()
  await expect(leader.getByText('已结束').first()).toBeVisible()
})
