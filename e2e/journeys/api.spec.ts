// Programs of three people file, decide and export an advance report; they know the OpenAPI document and a token each.
import { expect, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { apiClient, makeToken } from '../support/api'
import { expectAccessible } from '../support/axe'
import { chooseOrgan } from '../support/filing'
import { newPage, signIn } from '../support/people'
import { DAYS, localTime } from '../support/time'

test('a report goes its way by three tokens, and a revoked token opens nothing', async ({ browser }) => {
  // A context of its own: no session, no cookie.
  const { request } = (await newPage(browser)).context()
  const title = `接口填报 ${Date.now().toString(36)}`

  const declarant = await signIn(browser, 'declarant')
  await declarant.goto('/my/tokens')
  await declarant.getByRole('button', { name: '新建令牌' }).click()
  await expect(declarant.getByRole('alert').filter({ hasText: '请先改正' })).toContainText('请至少选一项')
  await expectAccessible(declarant, 'tokens-refused')
  const token = await makeToken(declarant, title, [
    '查询机构、人员、企业',
    '查询事先报告',
    '填报和办理事先报告',
  ])
  expect(token).toMatch(/^qq_p[0-9A-Za-z]{38}$/)
  await expect(declarant.getByRole('row').filter({ hasText: title })).toContainText('从未使用')
  await expectAccessible(declarant, 'tokens-made')
  await declarant.getByRole('button', { name: '已经保存' }).click()
  const mine = await apiClient(request, token)

  const found = await (await mine('listEnterprises', { query: { q: '清禾' } })).json()
  const started = await mine('startAdvanceReport', { body: {} })
  expect(started.status()).toBe(201)
  const { id } = await started.json()
  const submitted = await mine('transitionAdvanceReport', {
    params: { id },
    ifMatch: started.headers().etag,
    body: {
      event: 'submit',
      content: {
        title,
        situation: '企业请求当面说明情况。',
        duty: '本人经办该企业的施工许可。',
        enterpriseIds: [found.items[0].id],
        relation: 'NONE',
        handling: 'ATTEND_WITH_SAFEGUARDS',
        scenario: 'MEALS',
        mode: 'MEETING',
        startsAt: localTime(5 * DAYS),
        endsAt: localTime(5 * DAYS + 60),
        place: '区住建局 301 会议室',
        ourParticipants: '周明远、许若彤',
        theirParticipants: '陆一舟，总经理',
        payer: 'OWN_UNIT',
        selfCheck: Object.fromEntries(
          ['N1', 'N4', 'N9'].map((item) => [item, { involved: false, note: '' }]),
        ),
        pledge: true,
      },
    },
  })
  expect([submitted.status(), await submitted.json()]).toEqual([200, expect.objectContaining({ caseId: id })])
  expect((await mine('listRecusalDecisions')).status()).toBe(403)

  const supervisor = await signIn(browser, 'supervisor')
  const theirs = await apiClient(
    request,
    await makeToken(supervisor, title, ['查询事先报告', '填报和办理事先报告']),
  )
  const waiting = await (
    await theirs('listAdvanceReports', { query: { whose: 'deciding', q: title } })
  ).json()
  expect(waiting.items.map((one: { id: string }) => one.id)).toEqual([id])
  const read = await theirs('getAdvanceReport', { params: { id } })
  expect((await read.json()).transitions).toContainEqual({ event: 'approve', allowed: true, denial: null })
  const decision = {
    params: { id },
    ifMatch: read.headers().etag,
    body: { event: 'approve', reason: '同意' },
  }
  expect((await theirs('transitionAdvanceReport', decision)).status()).toBe(200)
  // What a program did stands on the page of the person.
  await declarant.goto(`/my/advance-reports/${id}`)
  await expect(declarant.getByText(/· 已同意$/).first()).toBeVisible()

  const discipline = await signIn(browser, 'discipline')
  const office = await apiClient(
    request,
    await makeToken(discipline, title, ['查看和下载导出文件', '发起和取消导出']),
  )
  const ordered = await office('orderExport', {
    body: { purpose: `接口检查 ${title}`, format: 'csv', filters: { q: title } },
  })
  expect(ordered.status()).toBe(201)
  const job = { params: { id: (await ordered.json()).id as string } }
  await expect
    .poll(async () => (await (await office('getExport', job)).json()).downloadable, { timeout: 30_000 })
    .toBe(true)
  const file = await (await office('downloadExport', job)).body()
  const rows = parse(file, { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.map((row) => [row.类别, row.状态, row.工号])).toEqual([['事先报告', '已同意', 'ZJ0102']])

  await declarant.goto('/my/tokens')
  const line = declarant.getByRole('row').filter({ hasText: title })
  await expect(line).toContainText('最近使用')
  await line.getByRole('button', { name: '撤销' }).click()
  await declarant.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click()
  await expect(line).toContainText('已撤销')
  const refused = await mine('getMe')
  expect([refused.status(), (await refused.json()).code]).toEqual([401, 'api.token-revoked'])
  // Nor does a signed-in browser open anything without a token.
  expect((await declarant.request.get('/api/v1/me')).status()).toBe(401)
})

test('the security administrator lets a system in, and shuts it out', async ({ browser }) => {
  const { request } = (await newPage(browser)).context()
  const name = `审批系统 ${Date.now().toString(36)}`
  const page = await signIn(browser, 'securityAdmin')
  await page.goto('/admin/tokens')
  await page.getByLabel(/^系统名称/).fill(name)
  await chooseOrgan(page.getByRole('combobox', { name: /^范围/ }), '云岫区住房和建设局')
  await page.getByRole('checkbox', { name: '报送在办事项', exact: true }).check()
  await page.getByLabel(/^依据/).fill('接入协议（示例）')
  await page.getByRole('button', { name: '登记并生成令牌' }).click()
  await expect(page.getByText('令牌已生成')).toBeVisible()
  const call = await apiClient(request, await page.getByLabel('令牌', { exact: true }).inputValue())
  await page.getByRole('button', { name: '已经保存' }).click()
  const matter = {
    params: { code: 'YXZJ', externalNumber: name },
    body: { title: '接口报送的事项', type: 'LICENSING', handlers: [{ staffNo: 'ZJ0102' }] },
  }
  expect((await call('putMatter', matter)).status()).toBe(201)
  expect(await (await call('putMatter', matter)).json()).toMatchObject({ outcome: 'unchanged' })
  expect((await call('listAdvanceReports')).status()).toBe(403)
  const handler = await signIn(browser, 'declarant')
  await handler.goto('/matters?mine=1')
  await expect(handler.getByText(name).first()).toBeVisible()

  const card = page.getByRole('region', { name })
  await expectAccessible(page, 'services')
  await card.getByRole('button', { name: '停止接入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停止接入', exact: true }).click()
  await expect(card.getByText(/停止$/).first()).toBeVisible()
  expect((await call('putMatter', matter)).status()).toBe(401)
})
