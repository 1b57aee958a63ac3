// A directory with more organs than a list can show: page by page, by name, and below one organ.
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { chooseOfficial, chooseOrgan } from '../support/filing'
import { PEOPLE, signIn } from '../support/people'

const ORGANS = 75
const title = (page: Page, text: string) =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText(text, { timeout: 30_000 })

test('an import makes the directory large: organs are paged, searched, chosen by name, and taken back', async ({
  browser,
}) => {
  const mark = Date.now().toString(36).toUpperCase()
  const lines = Array.from({ length: ORGANS }, (_, n) =>
    [
      `W${mark}-${n + 1}`,
      `网点${mark}第${n + 1}所`,
      `第${n + 1}所`,
      '云网',
      '党政机关',
      n === 0 ? 'YX' : `W${mark}-1`,
    ].join(','),
  )
  const file = ['机构代码,名称,简称,发文代字,类型,上级代码', ...lines].join('\n')
  const page = await signIn(browser, 'systemAdmin')
  await page.goto('/admin/imports')
  await page.getByRole('radio', { name: /^机构/ }).check()
  await page
    .locator('#import-file')
    .setInputFiles({ name: '机构.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await title(page, '导入预览')
  await page.getByRole('button', { name: '全部导入' }).click()
  await title(page, '导入结果')
  const imported = page.url()

  // The tree: a page at a time, and everything once.
  await page.goto('/admin/organs')
  const rows = page.getByRole('table', { name: '机构' }).getByRole('row')
  await expect(rows).toHaveCount(51)
  await page.getByRole('link', { name: '下一页' }).click()
  await expect(page).toHaveURL(/after=/)
  await expect(rows.nth(1)).toBeVisible()
  await page.getByRole('link', { name: '回到第一页' }).click()
  await expect(page).toHaveURL(/\/admin\/organs$/)
  await page.getByLabel('全称、简称、编码').fill(`${mark}第42`)
  await page.getByRole('button', { name: '筛选' }).click()
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(1)).toContainText(`网点${mark}第42所`)
  await page.getByLabel('全称、简称、编码').fill(`w${mark}-1`)
  await page.getByRole('button', { name: '筛选' }).click()
  const branch = rows.filter({ hasText: `网点${mark}第1所` })
  await branch.getByRole('link', { name: `第1所的下级机构：${ORGANS - 1}` }).click()
  await expect(page.getByRole('navigation', { name: '所在位置' })).toHaveText('市政府区政府第1所')
  await expect(rows.nth(1)).toContainText(`网点${mark}第1所`)
  await expectAccessible(page, 'organs-below')

  // People: narrowed by an organ's name, and a new one placed by it.
  await page.goto('/admin/officials')
  await chooseOrgan(page.getByRole('combobox', { name: '机构（含下级）' }), '云岫区中心医院')
  await page.getByRole('button', { name: '筛选' }).click()
  await expect(page).toHaveURL(/organId=[0-9a-f-]{36}/)
  await expect(page.getByRole('combobox', { name: '机构（含下级）' })).toHaveValue('云岫区中心医院')
  await expect(page.getByRole('link', { name: PEOPLE.declarant })).toHaveCount(0)
  await page.goto('/admin/officials/new')
  await page.getByLabel(/^工号/).fill(`N${mark}`)
  await page.getByLabel(/^姓名/).fill('温新')
  await page.getByLabel(/^职务/).fill('科员')
  await page.getByRole('radio', { name: '公务员', exact: true }).check()
  await page.getByRole('button', { name: '新增', exact: true }).click()
  await expect(page.getByRole('alert').first()).toContainText('机构')
  await chooseOrgan(page.getByRole('combobox', { name: /^机构/ }), `网点${mark}第42所`)
  await expectAccessible(page, 'official-by-organ')
  await chooseOrgan(page.getByRole('combobox', { name: /^机构/ }), '云岫区中心医院')
  await page.getByRole('button', { name: '新增', exact: true }).click()
  await page.waitForURL(/\/admin\/officials\/[0-9a-f-]{36}/)
  await expect(page.getByRole('combobox', { name: /^机构/ })).toHaveValue('云岫区中心医院')

  const security = await signIn(browser, 'securityAdmin')
  await security.goto('/admin/roles')
  await chooseOfficial(security, '授予谁', `N${mark}`)
  await chooseOrgan(security.getByRole('combobox', { name: /^机构/ }), `网点${mark}第42所`)
  await expect(security.getByRole('combobox', { name: /^机构/ })).toHaveValue(`网点${mark}第42所`)

  await page.goto(imported)
  await page.getByRole('button', { name: '撤回导入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤回导入' }).click()
  await title(page, '导入已撤回')
})
