import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { caseIdOf, chooseOfficial, expectStatus, fileReport, pick, press } from '../support/filing'
import { signIn } from '../support/people'
import { registerMatter, unique } from '../support/recusals'
import { localTime } from '../support/time'

async function fileRequest(page: Page, matter: string): Promise<string> {
  await page.goto('/my/recusal-requests/new')
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.waitForURL(/\/edit/)
  await page.getByLabel('要回避的事项').selectOption({ label: matter })
  await page.getByRole('radio', { name: /涉及与本人有亲属关系/ }).check()
  await page.getByLabel('与本人的关系').selectOption({ label: '配偶' })
  await page.getByLabel('相关人员姓名').fill('方晓')
  await page.getByLabel('事实和理由').fill('配偶自 2025 年起在该企业任财务副经理。')
  await page.getByLabel('需要移交的工作').fill('申请材料一套')
  await page.getByRole('checkbox', { name: /以上内容真实完整/ }).check()
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.waitForURL(/submitted=1/)
  return new URL(page.url()).pathname
}

test('a request is granted, decided, served: the recused person may act no more, the substitute may', async ({
  browser,
}) => {
  const title = `回避链 ${unique()}`
  const matterPath = await registerMatter(browser, '周明远', title)
  const official = await signIn(browser, 'declarant')
  await official.goto(matterPath)
  await pick(official, '审核')
  await official.getByLabel('内容').fill('回避前的审核')
  await official.getByRole('button', { name: '记录' }).click()
  await expect(official.getByText('审核：回避前的审核')).toBeVisible()

  const requestPath = await fileRequest(official, `T-${title} ${title}`)
  await expectAccessible(official, 'request')
  const id = caseIdOf(requestPath)
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto(`/review/${id}`)
  await pick(clerk, '受理')
  await clerk.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(clerk, '审查中')

  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto(`/review/${id}`)
  await pick(supervisor, '同意回避')
  await chooseOfficial(supervisor, '接替人', '许若彤')
  await press(supervisor, '作出决定')
  // The page also names earlier recusals of the same person.
  await supervisor.getByRole('link', { name: new RegExp(`回避决定 2026-D\\d+ ${title}`) }).click()
  await expect(supervisor.getByRole('heading', { name: '关于周明远同志回避的决定' })).toBeVisible()
  const decision = new URL(supervisor.url()).pathname
  // Drafter and signatory are two people: the drafter is not offered to sign.
  await expect(supervisor.getByRole('radio', { name: '签发' })).toHaveCount(0)

  const head = await signIn(browser, 'unitHead')
  await head.goto(decision)
  await head.getByRole('button', { name: '签发' }).click()
  await expectStatus(head, '已签发，待印发')

  await clerk.goto(decision)
  await clerk.getByRole('button', { name: '编号印发' }).click()
  await expect(clerk.getByText(/云住建回避决〔2026〕\d+号/).first()).toBeVisible()
  await expectStatus(clerk, '已印发，待送达')
  await clerk.getByLabel('送达时间').fill(localTime(-1))
  await clerk.getByLabel('签收人').fill('周明远')
  await clerk.getByRole('button', { name: '记录送达' }).click()
  await expectStatus(clerk, '已生效')

  await official.goto(matterPath)
  await pick(official, '决定')
  await official.getByLabel('内容').fill('回避后的决定')
  await official.getByRole('button', { name: '记录' }).click()
  await expect(official.getByText(/您已被决定在这个事项中回避/).first()).toBeVisible()
  await expect(official.getByText('决定：回避后的决定')).toHaveCount(0)

  const substitute = await signIn(browser, 'colleague')
  await substitute.goto(matterPath)
  await pick(substitute, '决定')
  await substitute.getByLabel('内容').fill('接替后的决定')
  await substitute.getByRole('button', { name: '记录' }).click()
  await expect(substitute.getByText('决定：接替后的决定')).toBeVisible()

  await official.goto(`/my/decisions/${caseIdOf(decision)}`)
  await press(official, '我已收到')
  await expect(official.getByRole('button', { name: '工作已移交' })).toBeVisible()
  await press(official, '工作已移交')
  await expect(official.getByRole('button', { name: '工作已移交' })).toHaveCount(0)
  await substitute.goto(`/my/decisions/${caseIdOf(decision)}`)
  await pick(substitute, '退回移交')
  const besides = substitute.getByRole('region', { name: '其他办理' })
  await besides.getByRole('textbox', { name: /^退回的理由/ }).fill('缺第二册。')
  await besides.getByRole('checkbox', { name: /申请材料/ }).check()
  await press(substitute, '作出决定')
  await expect(substitute.getByText('已退回：缺第二册。').first()).toBeVisible()
  await official.reload()
  await expect(official.getByText('退回：缺第二册。').first()).toBeVisible()
  await expectAccessible(official, 'decision-handover-returned')
  await press(official, '工作已移交')
  await substitute.reload()
  await expectAccessible(substitute, 'decision-substitute')
  await press(substitute, '已接收工作')
  await expect(substitute.getByRole('button', { name: '已接收工作' })).toHaveCount(0)
  await supervisor.goto(decision)
  // The substitute's declaration is missing: it is not offered yet.
  await expect(supervisor.getByRole('button', { name: '确认已执行' })).toHaveCount(0)
  await press(substitute, '声明没有利害关系')
  await expect(substitute.getByText('请勾选声明').first()).toBeVisible()
  await substitute.getByRole('checkbox', { name: /没有利害关系/ }).check()
  await press(substitute, '声明没有利害关系')
  await expect(substitute.getByRole('button', { name: '声明没有利害关系' })).toHaveCount(0)
  await supervisor.goto(decision)
  // The leader who drafted it watches over it; ending it is for whoever signed it.
  await expect(supervisor.getByRole('radio', { name: /解除回避|撤销决定/ })).toHaveCount(0)
  await supervisor.getByLabel('依据').fill('已移出会签名单，资料已交接。')
  await supervisor.getByRole('button', { name: '确认已执行' }).click()
  await expectStatus(supervisor, '已执行')
})

test('a request is denied; the applicant objects and another person upholds it', async ({ browser }) => {
  const title = `不同意 ${unique()}`
  await registerMatter(browser, '周明远', title)
  const official = await signIn(browser, 'declarant')
  const path = await fileRequest(official, `T-${title} ${title}`)
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto(`/review/${caseIdOf(path)}`)
  await pick(clerk, '受理')
  await clerk.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(clerk, '审查中')
  const supervisor = await signIn(browser, 'supervisor')
  await supervisor.goto(`/review/${caseIdOf(path)}`)
  await pick(supervisor, '不同意回避')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expect(supervisor.getByText('请填写').first()).toBeVisible()
  await supervisor.getByLabel('理由').fill('经核实，配偶已于去年离职。')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(supervisor, '不同意回避')
  await official.goto(path)
  await official.getByLabel('异议理由').fill('离职手续尚未办结。')
  await official.getByRole('button', { name: '提出异议' }).click()
  await expectStatus(official, '异议复查中')
  await supervisor.goto(`/review/${caseIdOf(path)}`)
  await expect(supervisor.getByRole('radio', { name: '维持不同意' })).toHaveCount(0)
  const head = await signIn(browser, 'unitHead')
  await head.goto(`/review/${caseIdOf(path)}`)
  await pick(head, '维持不同意')
  await head.getByLabel('理由').fill('已查明离职手续办结。')
  await head.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(head, '维持不同意')
})

test('a statutory ground cannot be approved away: no button, and the forged request is refused', async ({
  browser,
}) => {
  const title = `法定事由 ${unique()}`
  const official = await signIn(browser, 'divisionHead')
  const path = await fileReport(official, { title, enterprise: '岚岳', relation: '配偶', person: '方晓' })
  const supervisor = await signIn(browser, 'supervisor')

  // What the page would send for an ordinary report: learnt from one, then sent for this one.
  const plain = await signIn(browser, 'declarant')
  const ordinary = await fileReport(plain, { title: `普通 ${unique()}` })
  await supervisor.goto(`/review/${caseIdOf(ordinary)}`)
  await pick(supervisor, '同意')
  const sent = supervisor.waitForRequest(
    (request) => request.method() === 'POST' && !!request.headers()['next-action'],
  )
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  const request = await sent
  await expectStatus(supervisor, '已同意')

  await supervisor.goto(`/review/${caseIdOf(path)}`)
  await expect(supervisor.getByText(/属于法定回避事由/)).toBeVisible()
  await expect(supervisor.getByRole('radio', { name: '同意', exact: true })).toHaveCount(0)
  await expect(supervisor.getByRole('radio', { name: '附条件同意' })).toHaveCount(0)
  const forged = (request.postData() ?? '')
    .replaceAll(caseIdOf(ordinary), caseIdOf(path))
    .replace(/"requestKey":"[^"]+"/, `"requestKey":"forged-${unique()}"`)
  const answer = await supervisor.request.post(`/review/${caseIdOf(path)}`, {
    headers: {
      'next-action': request.headers()['next-action'] ?? '',
      'content-type': request.headers()['content-type'] ?? 'text/plain',
      origin: new URL(supervisor.url()).origin,
    },
    data: forged,
  })
  expect(await answer.text()).toContain('statutory-ground')
  await supervisor.reload()
  await expectStatus(supervisor, '待审批')

  await pick(supervisor, '转为回避')
  await supervisor.getByLabel('回避的事项').selectOption({ index: 1 })
  await supervisor.getByLabel('理由').fill('配偶在对方企业任职。')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(supervisor, '已转为回避')
  await expect(supervisor.getByRole('link', { name: /回避申请 2026-R/ }).first()).toBeVisible()
})

test('somebody who filed nothing is recused directly: heard, signed, issued, served, in force', async ({
  browser,
}) => {
  const supervisor = await signIn(browser, 'supervisor')
  const title = `直接作出 ${unique()}`
  const matterPath = await registerMatter(browser, '𠮷田文', title)
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
  await supervisor.getByRole('button', { name: '提交拟稿' }).click()
  await supervisor.waitForURL(/\/review\/[0-9a-f-]{36}$/)
  const decision = new URL(supervisor.url()).pathname
  await pick(supervisor, '请本人陈述意见')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(supervisor, '听取意见中')
  await supervisor.getByLabel('本人意见').fill('本人未作回应。')
  await supervisor.getByRole('button', { name: '记录本人意见' }).click()
  await expect(supervisor.getByText('本人未作回应。').first()).toBeVisible()
  const head = await signIn(browser, 'unitHead')
  await head.goto(decision)
  await head.getByRole('button', { name: '签发' }).click()
  await expectStatus(head, '已签发，待印发')
  const clerk = await signIn(browser, 'clerk')
  await clerk.goto(decision)
  await clerk.getByRole('button', { name: '编号印发' }).click()
  await expectStatus(clerk, '已印发，待送达')
  // Without consent on record there is no electronic service.
  await expect(clerk.getByRole('radio', { name: '电子送达' })).toBeDisabled()
  await clerk.getByLabel('送达时间').fill(localTime(60))
  await clerk.getByLabel('签收人').fill('𠮷田文')
  await clerk.getByRole('button', { name: '记录送达' }).click()
  await expect(clerk.getByText('送达时间不能晚于现在。').first()).toBeVisible()
  await clerk.getByLabel('送达时间').fill(localTime(-1))
  await clerk.getByRole('button', { name: '记录送达' }).click()
  await expectStatus(clerk, '已生效')
  await clerk.goto(matterPath)
  await expect(clerk.getByText(/因回避决定 云住建回避决〔2026〕\d+号 终止/)).toBeVisible()
})

test('a served decision that nobody acknowledged is overdue and a sign of refusal', async ({ browser }) => {
  const supervisor = await signIn(browser, 'marketSupervisor')
  await supervisor.goto('/review')
  await supervisor
    .getByRole('row')
    .filter({ hasText: '涉嫌拒不回避' })
    .getByRole('link', { name: '餐饮单位专项检查' })
    .first()
    .click()
  await expectStatus(supervisor, '涉嫌拒不回避')
  await supervisor.getByRole('link', { name: /对应的回避决定/ }).click()
  await expect(supervisor.getByText('逾期未签收')).toBeVisible()
})
