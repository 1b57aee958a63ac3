import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { exported } from '../support/exporting'
import { signIn } from '../support/people'

const COLUMNS = Object.values(
  (JSON.parse(readFileSync('lib/exports/messages.zh.json', 'utf8')) as { column: Record<string, string> })
    .column,
)
const CHINESE_MINUTE = /^20\d\d-\d\d-\d\d \d\d:\d\d$/

/** The row of the official who was recused directly and never signed in, by the names of its columns. */
function ofMarketOfficer(csv: Buffer): Record<string, string> {
  const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[]
  return rows.find((row) => row.工号 === 'SJ0101') ?? {}
}

test('a search is exported with its purpose and read back column by column', async ({ browser }) => {
  const page = await signIn(browser, 'discipline')
  await page.goto('/records?kind=REFUSAL')
  const count = Number(
    /共 (\d+) 件/.exec(
      (await page
        .getByText(/共 \d+ 件/)
        .first()
        .textContent()) ?? '',
    )?.[1],
  )
  expect(count).toBeGreaterThan(0)
  await page.getByRole('link', { name: '导出这些案件' }).click()
  await page.getByRole('button', { name: '开始导出' }).click()
  await expect(page.getByText('请填写').first()).toBeVisible()

  const csv = await exported(page, /^CSV/)
  expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [header, ...lines] = parse(csv, { bom: true }) as string[][]
  expect(header).toEqual(COLUMNS)
  expect(lines).toHaveLength(count)
  const row = ofMarketOfficer(csv)
  expect(row).toMatchObject({
    类别: '拒不回避',
    状态: '涉嫌拒不回避',
    姓名: '蒋一凡',
    单位: '云岫区市场监督管理局',
    职务: '企业监管科',
    期限规定版本: '1',
  })
  expect(row.登记时间).toMatch(CHINESE_MINUTE)
  // The decision that was served on somebody who never signed in and is overdue.
  const decisionNumber = row.关联回避决定 ?? ''
  expect(decisionNumber).toMatch(/回避决〔20\d\d〕\d+号|2\d{3}-D\d+/)

  const book = await readXlsx(new Uint8Array(await exported(page, /^Excel/)))
  const sheet = book.sheets[0]?.rows ?? []
  expect(sheet[0]).toEqual(COLUMNS)
  expect(sheet).toHaveLength(count + 1)
  const own = sheet.find((cells) => cells[COLUMNS.indexOf('工号')] === 'SJ0101') ?? []
  const registered = own[COLUMNS.indexOf('登记时间')]
  expect(registered).toBeInstanceOf(Date)
  expect((registered as Date).toISOString().slice(0, 16).replace('T', ' ')).toBe(row.登记时间)

  await page.goto('/records/exports?kind=RECUSAL_DECISION&subject=SJ0101')
  const decision = ofMarketOfficer(await exported(page, /^CSV/))
  expect(decision).toMatchObject({ 类别: '回避决定', 状态: '已生效', 签收时间: '', 移交时间: '' })
  for (const step of ['签发时间', '编号印发时间', '送达时间', '生效时间'])
    expect([step, decision[step]]).toEqual([step, expect.stringMatching(CHINESE_MINUTE)])
  expect(Number(decision.未按期期限数)).toBeGreaterThan(0)
  expect(decisionNumber).toContain(decision.文号 || decision.编号)
})

test('an export of one person is nobody else’s to read', async ({ browser }) => {
  const page = await signIn(browser, 'discipline')
  await page.goto('/records/exports?kind=REFUSAL')
  await exported(page, /^CSV/)
  const address = await page
    .getByRole('table')
    .getByRole('link', { name: /^下载/ })
    .first()
    .getAttribute('href')
  for (const person of ['unitHead', 'declarant'] as const) {
    const other = await signIn(browser, person)
    expect((await other.request.get(address ?? '')).status()).toBe(404)
  }
})

test('a search is kept and scheduled; what was due is approved by a second person and then downloaded', async ({
  browser,
}) => {
  const head = await signIn(browser, 'unitHead')
  const name = `事先报告 ${Math.random().toString(36).slice(2, 7)}`
  const chip = (words: string) =>
    head.getByRole('navigation', { name: '我保存的检索' }).getByRole('link', { name: words })
  await head.goto('/records?kind=ADVANCE_REPORT')
  await head.getByRole('button', { name: '保存检索' }).click()
  const dialog = head.getByRole('dialog')
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog.getByText('请填写')).toBeVisible()
  await dialog.getByLabel(/^名称/).fill('全部事先报告')
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog.getByText('您已经有一个同名的检索')).toBeVisible()
  await dialog.getByLabel(/^名称/).fill(name)
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(chip(name)).toHaveAttribute('aria-current', 'true')
  const more = () => head.getByLabel(`“${name}”的更多操作`)
  await more().click()
  await head.getByRole('button', { name: '设为默认' }).click()
  await expect(chip(name)).toContainText('默认')
  // The list opens with it, until everything is asked for.
  await head.goto('/records')
  await expect(chip(name)).toHaveAttribute('aria-current', 'true')
  await chip('全部').first().click()
  await expect(chip('全部').first()).toHaveAttribute('aria-current', 'true')

  await head.goto('/records')
  await more().click()
  await head.getByRole('link', { name: '定期导出' }).click()
  await head.getByRole('button', { name: '设定' }).click()
  await expect(head.getByRole('alert').filter({ hasText: '请先改正' })).toContainText('导出目的')
  const purpose = `每周核对，交党组 ${name}`
  await head.getByLabel(/^导出目的/).fill(purpose)
  await head.getByLabel(/^截止日期/).fill('2099-12-31')
  await head.getByRole('button', { name: '设定' }).click()
  const own = head.getByRole('row').filter({ hasText: purpose })
  await expect(own).toContainText('每周星期一 8:00')
  await expect(own).toContainText('下一次')
  await own.getByRole('button', { name: '终止' }).click()
  await head.getByRole('dialog').getByRole('button', { name: '终止' }).click()
  await expect(own).toContainText('由您终止')

  // What another schedule asked for meanwhile is on the desk of the discipline office, and of nobody else.
  expect((await head.goto('/records/exports/requests'))?.status()).toBe(404)
  const asked = '每日汇总事先报告，交局党组会前查阅'
  await head.goto('/records/exports')
  await expect(head.getByRole('row').filter({ hasText: asked })).toHaveCount(0)
  const office = await signIn(browser, 'discipline')
  await office.goto('/records')
  await office.getByRole('link', { name: /^导出审批/ }).click()
  const card = office.getByRole('region', { name: '秦岳 · 全部事先报告' })
  await expect(card).toContainText(asked)
  await expect(card).toContainText('云岫区住房和建设局')
  await card.getByRole('radio', { name: '不同意' }).check()
  await card.getByRole('button', { name: '作出决定' }).click()
  await expect(card.getByRole('alert').filter({ hasText: '请先改正' })).toContainText('理由')
  await card.getByRole('radio', { name: '同意', exact: true }).check()
  await card.getByRole('button', { name: '作出决定' }).click()
  await expect(card).toHaveCount(0)
  await expect(office.getByRole('row').filter({ hasText: asked })).toContainText('已同意')

  await head.reload()
  const built = head.getByRole('row').filter({ hasText: asked })
  await expect(built).toContainText('定期导出')
  const link = built.getByRole('link', { name: /^下载/ })
  await expect(link).toBeVisible({ timeout: 30_000 })
  const waiting = head.waitForEvent('download')
  await link.click()
  const rows = parse(readFileSync(await (await waiting).path()), { bom: true, columns: true }) as Record<
    string,
    string
  >[]
  expect(rows.length).toBeGreaterThan(0)
  expect(new Set(rows.map((row) => row.类别))).toEqual(new Set(['事先报告']))

  await head.goto('/records')
  await more().click()
  await head.getByRole('button', { name: '删除' }).click()
  await head.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await expect(chip(name)).toHaveCount(0)
})
