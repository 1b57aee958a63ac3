import { expect, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import {
  answerSelfCheck,
  caseIdOf,
  expectStatus,
  fileReport,
  fillDealing,
  next,
  pick,
  startReport,
} from '../support/filing'
import { signIn } from '../support/people'
import { DAYS, localTime } from '../support/time'

const unique = () => Math.random().toString(36).slice(2, 7)

test('a report is filed, approved, held and its result reported', async ({ browser }) => {
  const title = `图纸会审 ${unique()}`
  const official = await signIn(browser, 'declarant')
  const path = await fileReport(official, { title })
  await expectStatus(official, '待审批')
  await official.getByRole('link', { name: '查看回执' }).click()
  await expect(official.getByText(/^[0-9a-f]{64}$/)).toBeVisible()
  const pdf = await official.request.get(`/api/documents/receipt/${caseIdOf(path)}`)
  expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  const form = await official.request.get(`/api/documents/filing/${caseIdOf(path)}`)
  expect([form.status(), (await form.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])

  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto('/review')
  await supervisor.getByRole('link', { name: title }).first().click()
  await expect(supervisor.getByText('您是当事人的主管领导。')).toBeVisible()
  await pick(supervisor, '同意')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(supervisor, '已同意')

  await official.goto(path)
  await expectStatus(official, '已同意')
  await official.goto('/my/notices')
  await expect(official.getByText(/已同意$/).first()).toBeVisible()
})

test('a report is returned with all defects, completed and approved with conditions', async ({ browser }) => {
  const title = `座谈 ${unique()}`
  const official = await signIn(browser, 'colleague')
  const path = await fileReport(official, { title, enterprise: '岚岳' })
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto(`/review/${caseIdOf(path)}`)
  await clerk.getByLabel('需要补正的全部问题').fill('请写明对方姓名\n请写明费用标准')
  await clerk.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(clerk, '已退回补正')

  await official.goto(path)
  await official.getByRole('link', { name: '补正后再提交' }).click()
  await expect(official.getByText('请写明费用标准')).toBeVisible()
  await official.goto(`${path}/edit?step=dealing`)
  await official.getByLabel('对方参加人员').fill('贺松年，法定代表人；王某，项目经理')
  await expect(official.getByText(/已保存/)).toBeVisible()
  await official.goto(`${path}/edit?step=submit`)
  await official.getByRole('checkbox', { name: /以上内容真实完整/ }).check()
  await official.getByRole('button', { name: '提交报告' }).click()
  await official.waitForURL(/submitted=1/)
  await official.getByText(/与第 1 版比较/).click()
  await expect(official.getByText('贺松年，法定代表人；王某，项目经理').last()).toBeVisible()

  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto(`/review/${caseIdOf(path)}`)
  await pick(supervisor, '附条件同意')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expect(supervisor.getByText('请至少选择一项').first()).toBeVisible()
  await supervisor.getByRole('checkbox', { name: '两人以上参加' }).check()
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(supervisor, '附条件同意')
  await official.goto(path)
  await expect(official.getByText('批准的条件')).toBeVisible()
})

test('a late report is noted, never approved', async ({ browser }) => {
  const official = await signIn(browser, 'declarant')
  const title = `补报 ${unique()}`
  await startReport(official, { title })
  await next(official).click()
  await fillDealing(official, {
    title,
    starts: localTime(-3 * 60),
    ends: localTime(-2 * 60),
    lateReason: '企业临时到访，来不及事先报告。',
  })
  await next(official).click()
  await pick(official, '本单位')
  await next(official).click()
  await answerSelfCheck(official)
  await next(official).click()
  await official.getByRole('checkbox', { name: /以上内容真实完整/ }).check()
  await official.getByRole('button', { name: '提交报告' }).click()
  await official.waitForURL(/submitted=1/)
  await expect(official.getByText('补报').first()).toBeVisible()
  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto(`/review/${caseIdOf(official.url())}`)
  await expect(supervisor.getByRole('radio', { name: '阅存' })).toBeVisible()
  await expect(supervisor.getByRole('radio', { name: '同意', exact: true })).toHaveCount(0)
  await pick(supervisor, '阅存')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  // The dealing is over already, so the result falls due at once.
  await expect(supervisor.getByText(/已阅存|待填结果/).first()).toBeVisible()
  const path = `/my/advance-reports/${caseIdOf(official.url())}`
  await expect(async () => {
    await official.goto(path)
    await expect(official.getByRole('link', { name: '填报结果' })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await official.getByRole('link', { name: '填报结果' }).click()
  await pick(official, '按计划进行了')
  await official.getByLabel('实际情况').fill('按报告内容进行。')
  await official.getByRole('button', { name: '添加礼品' }).click()
  await official.getByLabel('名称和数量').fill('纪念册一本')
  await official.getByLabel('收到日期').fill(localTime(0).slice(0, 10))
  await expectAccessible(official, 'result-form')
  await official.getByRole('button', { name: '提交结果' }).click()
  await expectStatus(official, '已办结')
})

test('a decider who declares a conflict hands the case on, and its page says who has it and why', async ({
  browser,
}) => {
  const official = await signIn(browser, 'declarant')
  const path = await fileReport(official, { title: `移交 ${Date.now()}` })
  const address = `/review/${caseIdOf(path)}`
  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto(address)
  await supervisor.getByRole('button', { name: /声明有关联/ }).click()
  const dialog = supervisor.getByRole('dialog')
  await dialog.getByRole('button', { name: '确认声明' }).click()
  await expect(dialog.getByText('请填写')).toBeVisible()
  await dialog.getByLabel(/有什么关联/).fill('与企业负责人是同学')
  await dialog.getByRole('button', { name: '确认声明' }).click()
  await expect(supervisor.getByText('本案由 秦岳 接替')).toBeVisible()
  await supervisor.goto(address)
  await expect(supervisor.getByRole('radio', { name: '同意', exact: true })).toHaveCount(0)
  await expect(supervisor.getByText(/现由 秦岳/)).toBeVisible()

  const head = await signIn(browser, 'unitHead')
  await head.goto(address)
  await expect(head.getByText('您是当事人所在单位的主要负责人。')).toBeVisible()
  await expect(head.getByText(/林叙.*(声明|关联)/).first()).toBeVisible()
  await pick(head, '同意')
  await head.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(head, '已同意')
})

test('a short notice that nobody decides lapses when the dealing starts', async ({ browser }) => {
  test.setTimeout(200_000)
  const official = await signIn(browser, 'investment')
  const title = `临时会面 ${unique()}`
  const path = await fileReport(official, { title, starts: localTime(2), ends: localTime(60) })
  await expect(official.getByText('临时报告').first()).toBeVisible()
  await expect(async () => {
    await official.goto(path)
    await expect(official.getByText('没有及时决定，报告已失效')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 150_000 })
  await official.getByRole('link', { name: '补报并引用' }).click()
  await expect(official.getByText('将引用那份没有及时决定的报告。')).toBeVisible()
})

test('an approved report is changed: the approval stands until the change is decided', async ({
  browser,
}) => {
  const title = `改期 ${unique()}`
  const official = await signIn(browser, 'declarant')
  const path = await fileReport(official, { title })
  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto(`/review/${caseIdOf(path)}`)
  await pick(supervisor, '同意')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(supervisor, '已同意')
  await official.goto(path)
  await official.getByRole('link', { name: '修改', exact: true }).click()
  await official.goto(`${path}/edit?step=dealing`)
  await official.getByLabel('开始时间').fill(localTime(7 * DAYS))
  await official.getByLabel('结束时间').fill(localTime(7 * DAYS + 60))
  await expect(official.getByText(/已保存/)).toBeVisible()
  await official.goto(`${path}/edit?step=submit`)
  await official.getByRole('checkbox', { name: /以上内容真实完整/ }).check()
  await official.getByRole('button', { name: '提交报告' }).click()
  await official.waitForURL(/submitted=1/)
  await expect(official.getByText('第 2 版').first()).toBeVisible()
})

test('submitting twice, or again after a lost answer, files once', async ({ browser }) => {
  const official = await signIn(browser, 'declarant')
  const title = `一次 ${unique()}`
  await startReport(official, { title })
  await next(official).click()
  await fillDealing(official, { title })
  await next(official).click()
  await pick(official, '本单位')
  await next(official).click()
  await answerSelfCheck(official)
  await next(official).click()
  await official.getByRole('checkbox', { name: /以上内容真实完整/ }).check()
  // The server gets the submission and answers, but the answer never arrives.
  let dropped = 0
  await official.route(/\/edit/, async (route) => {
    const body = route.request().postData() ?? ''
    if (route.request().method() === 'POST' && body.includes('requestKey') && dropped === 0) {
      dropped += 1
      await route.fetch()
      await route.abort()
    } else await route.continue()
  })
  await official.getByRole('button', { name: '提交报告' }).click()
  await expect(official.getByText(/没有收到答复/).first()).toBeVisible()
  expect(dropped).toBe(1)
  await official.getByRole('button', { name: '提交报告' }).click()
  await official.waitForURL(/submitted=1/)
  await official.goto(`/my/advance-reports?q=${encodeURIComponent(title)}`)
  await expect(official.getByRole('row').filter({ hasText: title })).toHaveCount(1)
})
