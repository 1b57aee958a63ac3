import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { signIn } from '../support/people'

const COLUMNS = Object.values(
  (JSON.parse(readFileSync('lib/exports/messages.zh.json', 'utf8')) as { column: Record<string, string> })
    .column,
)
const CHINESE_MINUTE = /^20\d\d-\d\d-\d\d \d\d:\d\d$/

/** Orders the export of the search in the address and answers the bytes of the file. */
async function exported(page: Page, format: RegExp): Promise<Buffer> {
  const purpose = `年度检查，交审理室 ${Math.random().toString(36).slice(2, 7)}`
  await page.getByLabel(/^导出目的/).fill(purpose)
  await page.getByRole('radio', { name: format }).check()
  await page.getByRole('button', { name: '开始导出' }).click()
  await expect(page.getByText('已开始导出，进度见下表。')).toBeVisible()
  const ordered = page.getByRole('row').filter({ hasText: purpose })
  const link = ordered.getByRole('link', { name: /^下载/ })
  await expect(link).toBeVisible({ timeout: 30_000 })
  const waiting = page.waitForEvent('download')
  await link.click()
  return readFileSync(await (await waiting).path())
}

/** The row of the official who was recused directly and never signed in, by the names of its columns. */
function ofMarketOfficer(csv: Buffer): Record<string, string> {
  const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[]
  return rows.find((row) => row.工号 === 'SJ0101') ?? {}
}

test('a search is exported with its purpose and read back column by column', async ({ browser }) => {
  test.setTimeout(120_000)
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
