import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import iconv from 'iconv-lite'
import { expectAccessible } from '../support/axe'
import { signIn } from '../support/people'

const untidy = readFileSync(new URL('../fixtures/enterprises-untidy.csv', import.meta.url))

async function upload(page: Page, kind: string, name: string, buffer: Buffer) {
  await page.goto('/admin/imports')
  await page.getByRole('radio', { name: kind }).check()
  await page.locator('#import-file').setInputFiles({ name, mimeType: 'text/csv', buffer })
}

test('an untidy register in GB 18030 is previewed, its valid rows imported, and again without a change', async ({
  browser,
}) => {
  const page = await signIn(browser, 'systemAdmin')
  const file = iconv.encode(untidy.toString('utf8'), 'gb18030')
  await upload(page, '企业', '企业名录.csv', file)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('导入预览')
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
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('导入结果')
  await expect(page.getByText(/导入完成：.*未导入 10 行/)).toBeVisible()

  await upload(page, '企业', '企业名录.csv', untidy)
  await page.getByRole('button', { name: '只导入正确的 31 行' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '导入' }).click()
  await expect(page.getByText('导入完成：新增 0 条，更新 0 条，没有变化 31 条，未导入 10 行。')).toBeVisible()
})

test('a workbook and a file of another kind are refused in words, and nothing is kept', async ({
  browser,
}) => {
  const page = await signIn(browser, 'systemAdmin')
  await upload(page, '企业', '名录.csv', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]))
  await expect(page.getByText(/电子表格工作簿/).first()).toBeVisible()
  await upload(page, '人员', '名录.csv', untidy)
  await expect(page.getByText(/认识的列名|缺少这些列/).first()).toBeVisible()
  await upload(page, '企业', '名录.xlsx', untidy)
  await expect(page.getByText(/扩展名为/).first()).toBeVisible()
  await expect(page).toHaveURL(/\/admin\/imports$/)
})

test('nobody but the system administrator imports', async ({ browser }) => {
  const page = await signIn(browser, 'securityAdmin')
  await page.goto('/admin/imports')
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('批量导入')
  const answer = await page.evaluate(async () => {
    const body = new FormData()
    body.set('kind', 'enterprises')
    body.set('file', new File(['企业名称\n甲公司'], 'x.csv'))
    const response = await fetch('/api/imports', { method: 'POST', body })
    return { status: response.status, text: await response.text() }
  })
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('只有系统管理员可以导入')
})
