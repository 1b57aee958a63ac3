import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import iconv from 'iconv-lite'
import { expectAccessible } from '../support/axe'
import { signIn } from '../support/people'

const untidy = readFileSync(new URL('../fixtures/enterprises-untidy.csv', import.meta.url))

/** Until the worker has checked or written it. */
const heading = (page: Page, title: string) =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText(title, { timeout: 30_000 })

async function upload(page: Page, kind: string, name: string, buffer: Buffer) {
  await page.goto('/admin/imports')
  await page.getByRole('radio', { name: new RegExp(`^${kind}`) }).check()
  await page.locator('#import-file').setInputFiles({ name, mimeType: 'text/csv', buffer })
}

test('an untidy register in GB 18030 is previewed, its valid rows imported, and again without a change', async ({
  browser,
}) => {
  const page = await signIn(browser, 'systemAdmin')
  const file = iconv.encode(untidy.toString('utf8'), 'gb18030')
  await upload(page, '企业', '企业名录.csv', file)
  await heading(page, '导入预览')
  await expectAccessible(page, 'import-preview')
  await expect(page.getByText('有 10 行不能导入')).toBeVisible()
  await expect(page.getByText('GB18030')).toBeVisible()
  const problems = page.getByRole('table', { name: '按行列出的问题' })
  const wrongCode = problems.getByRole('row').filter({ hasText: '校验码不对' }).first()
  await expect(wrongCode).toContainText('34')
  await expect(wrongCode).toContainText('统一社会信用代码')
  await expect(page.getByRole('button', { name: '全部导入' })).toHaveCount(0)

  await page.getByRole('button', { name: '只导入正确的 31 行' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '导入' }).click()
  await heading(page, '导入结果')
  await expect(page.getByText(/导入完成：.*未导入 10 行/)).toBeVisible()

  await upload(page, '企业', '企业名录.csv', untidy)
  await heading(page, '导入预览')
  await page.getByRole('button', { name: '只导入正确的 31 行' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '导入' }).click()
  await heading(page, '导入结果')
  await expect(page.getByText('导入完成：新增 0 条，更新 0 条，没有变化 31 条，未导入 10 行。')).toBeVisible()
})

test('a workbook is mapped, its problems downloaded, its rows imported, and all of it taken back', async ({
  browser,
}) => {
  const page = await signIn(browser, 'systemAdmin')
  // What is mapped here is remembered for such headers only.
  const now = Date.now()
  const mine = `执照号${now}`
  const name = `撤回测试${now}`
  const rows = [
    ['单位', mine, '老板', '电话'],
    [`${name}甲有限公司`, '', '赵一', 1],
    [`${name}乙有限公司`, 'N/A', '=1+1', 2],
    [`${name}丙有限公司`, '91440101770000031A', '孙三', 3],
  ]
  const workbook = await writeXlsx({
    sheets: [
      { name: '说明', rows: [['请填写第二张表']] },
      { name: '名录', rows },
    ],
  })
  await upload(page, '企业', '企业.xlsx', Buffer.from(workbook))
  await heading(page, '核对列')
  await expect(page.getByLabel('工作表')).toHaveValue('名录')
  await expectAccessible(page, 'import-mapping')
  await page.getByRole('button', { name: '检查文件' }).click()
  await expect(page.getByText(/没有认识的列名/)).toBeVisible()
  for (const [column, field] of [
    ['单位', '企业名称（必填）'],
    [mine, '统一社会信用代码'],
    ['老板', '法人代表'],
  ])
    await page.getByLabel(`“${column}”列的内容`).selectOption({ label: field })
  await page.getByRole('button', { name: '检查文件' }).click()
  await heading(page, '导入预览')

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载有问题的行' }).click()
  const sheet = await download
  expect(sheet.suggestedFilename()).toBe('企业-待改正.xlsx')
  const [wrong] = (await readXlsx(readFileSync(await sheet.path()))).sheets
  expect(wrong?.rows.map((row) => row.slice(0, 4))).toEqual([rows[0], rows[3]?.map(String)])
  expect(wrong?.rows.at(-1)?.at(-1)).toMatch(
    /^第 4 行： 执照号\d+：统一社会信用代码的校验码不对。与营业执照核对/,
  )

  await page.getByRole('button', { name: '只导入正确的 2 行' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '导入' }).click()
  await heading(page, '导入结果')
  await expect(page.getByText('导入完成：新增 2 条，更新 0 条，没有变化 0 条，未导入 1 行。')).toBeVisible()
  await page.getByRole('button', { name: '撤回导入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤回导入' }).click()
  await heading(page, '导入已撤回')
  await expectAccessible(page, 'import-undone')

  // The columns are known now, in any order and in either format.
  await upload(page, '企业', '企业二.csv', Buffer.from(`电话,老板,${mine},单位\n1,赵一,,${name}甲有限公司`))
  await heading(page, '导入预览')
  await page.getByRole('button', { name: '全部导入' }).click()
  await heading(page, '导入结果')
  await expect(page.getByText('新增 1 条', { exact: false })).toBeVisible()
})

test('a damaged workbook and a file that is none are refused in words, and nothing is kept', async ({
  browser,
}) => {
  const page = await signIn(browser, 'systemAdmin')
  await upload(page, '企业', '名录.csv', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]))
  await expect(page.getByText(/工作簿不完整/).first()).toBeVisible()
  await upload(page, '企业', '名录.csv', Buffer.from('企业名称,地址\n甲,乙', 'utf16le'))
  await expect(page.getByText(/UTF-16/).first()).toBeVisible()
  await upload(page, '企业', '名录.pdf', untidy)
  await expect(page.getByText(/扩展名为/).first()).toBeVisible()
  await expect(page).toHaveURL(/\/admin\/imports$/)
})

test('nobody but the system administrator imports', async ({ browser }) => {
  const page = await signIn(browser, 'securityAdmin')
  await page.goto('/admin/imports')
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('批量导入')
  const answer = await page.evaluate(async () => {
    const response = await fetch('/api/imports?kind=enterprises', {
      method: 'POST',
      headers: { 'x-file-name': 'x.csv' },
      body: '企业名称\n甲公司',
    })
    const template = await fetch('/api/imports/templates/matters?format=xlsx')
    return { status: response.status, text: await response.text(), template: template.status }
  })
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('只有系统管理员可以导入')
  expect(answer.template).toBe(404)
})
