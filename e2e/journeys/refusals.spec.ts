import { expect, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { caseIdOf, expectStatus, pick, press } from '../support/filing'
import { signIn } from '../support/people'
import { applyFromOutside, leaveBehind, lookUp, recuseOnApplication } from '../support/applications'
import { registerMatter, unique } from '../support/recusals'

test('an outsider applies; heard, decided, left behind, refused, demanded, referred, answered, acts redone, lifted', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const title = `拒不回避 ${unique()}`
  const matter = await registerMatter(browser, '𠮷田文', title)
  const subject = await signIn(browser, 'rareName')
  await subject.goto(matter)
  await pick(subject, '审核')
  await subject.getByLabel('内容').fill('回避前的审核')
  await press(subject, '记录')
  const { outsider, code, application } = await applyFromOutside(browser, title)
  const decision = await recuseOnApplication(browser, { application, title, matter, subject })
  await lookUp(outsider, code)
  await expect(outsider.getByText('已决定回避')).toBeVisible()
  await leaveBehind(browser, decision)

  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto(decision)
  const report = supervisor.getByRole('region', { name: '报告拒不回避' })
  await report.getByRole('textbox', { name: /^事实/ }).fill('仍然参加评审会议。')
  await report.getByRole('button', { name: '报告拒不回避' }).click()
  await expectStatus(supervisor, '涉嫌拒不回避')
  const refusal = new URL(supervisor.url()).pathname
  const own = `/my/refusals/${caseIdOf(refusal)}`
  // A suspicion is not shown to the person before they are asked to answer it.
  expect((await subject.goto(own))?.status()).toBe(404)
  await expectAccessible(supervisor, 'refusal-suspected')
  await pick(supervisor, '催告')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expect(supervisor.getByText('请填写').first()).toBeVisible()
  await supervisor.getByLabel('催告内容').fill('请立即退出评审，并签收回避决定。')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(supervisor, '已催告')

  await subject.goto('/my')
  await subject
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click()
  await expect(subject).toHaveURL(new RegExp(own))
  await expect(subject.getByText('请立即退出评审，并签收回避决定。')).toBeVisible()
  await expectAccessible(subject, 'my-refusal-demanded')
  await subject.getByRole('textbox', { name: /^理由/ }).fill('本人认为不需要回避。')
  await press(subject, '提交理由')
  await expect(subject.getByText('本人认为不需要回避。')).toBeVisible()
  // How the offices come to a finding stays with them.
  await subject.goto(refusal)
  await expect(subject).toHaveURL(new RegExp(own))

  const head = await signIn(browser, 'unitHead')
  await head.goto(refusal)
  await pick(head, '提出认定意见')
  await head.getByRole('radio', { name: '拒不回避，没有正当理由' }).check()
  await head.getByRole('textbox', { name: /^理由/ }).fill('持股属实，理由不成立。')
  await head.getByRole('button', { name: '作出决定' }).click()
  await expect(head.getByText(/单位负责人）提出：持股属实/).first()).toBeVisible()
  await expect(head.getByRole('radio', { name: /^同意：/ })).toHaveCount(0)
  const hr = await signIn(browser, 'hr')
  await hr.goto('/review')
  await hr.getByRole('row').filter({ hasText: title }).getByRole('link').first().click()
  await pick(hr, '同意：认定拒不回避')
  await hr.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(hr, '认定拒不回避')
  await hr.getByRole('radio', { name: /纪检监察机构/ }).check()
  await hr.getByLabel('移送理由').fill('催告后仍不履行。')
  await press(hr, '提出移送')
  await expect(hr.getByRole('button', { name: '同意移送' })).toHaveCount(0)
  await head.goto(refusal)
  await head.getByRole('button', { name: '同意移送' }).click()
  await expectStatus(head, '已移送')
  await expectAccessible(head, 'refusal-referred')

  const discipline = await signIn(browser, 'discipline')
  await discipline.goto(refusal)
  const [packet] = await Promise.all([
    discipline.waitForEvent('download'),
    discipline.getByRole('link', { name: '下载封存材料' }).click(),
  ])
  expect(packet.suggestedFilename()).toMatch(/^referral-\d{4}-F\d{5}\.json$/)
  expect((await subject.request.get(`/api/refusals/${caseIdOf(refusal)}/packet`)).status()).toBe(404)
  await discipline.getByRole('radio', { name: '处分', exact: true }).check()
  await discipline.getByLabel('内容').fill('给予警告处分。')
  await discipline.getByLabel('本人知道的日期').fill('2026-12-10')
  await discipline.getByRole('button', { name: '记录处理结果' }).click()
  await expectStatus(discipline, '已记录处理结果')
  await expect(discipline.getByText(/2027-01-09前可以申请复核/)).toBeVisible()

  await supervisor.goto(decision)
  await expect(supervisor.getByText(/回避前的审核/).first()).toBeVisible()
  await supervisor.getByRole('radio', { name: '重新办理' }).check()
  const acts = supervisor.getByRole('region', { name: '应当回避期间的行为' })
  await acts.getByRole('textbox', { name: /^理由/ }).fill('由接替人重新审核。')
  await acts.getByRole('button', { name: '记录处理' }).click()
  await expect(acts.getByText('由接替人重新审核。')).toBeVisible()
  await expectAccessible(supervisor, 'decision-affected-acts')
  await head.goto(refusal)
  await head.getByLabel('归结说明').fill('已处分，行为已重新办理。')
  await head.getByRole('button', { name: '归结' }).click()
  await expectStatus(head, '已归结')
  await head.goto(decision)
  await pick(head, '解除回避')
  await head.getByRole('textbox', { name: /^理由/ }).fill('本人已转让股份。')
  await head.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(head, '已解除')
})
