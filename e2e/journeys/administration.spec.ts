// The security administrator's three pages: roles with a second person, limits, and the working calendar.
import { expect, test, type Page } from '@playwright/test'
import { chooseOfficial, chooseOrgan } from '../support/filing'
import { PEOPLE, signIn } from '../support/people'

const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name })

/** Presses a button of a row or card and says yes to the question. */
async function actOn(page: Page, row: ReturnType<Page['getByRole']>, button: string) {
  await row.getByRole('button', { name: button }).click()
  await page.getByRole('dialog').getByRole('button', { name: button }).click()
}

test('a role is proposed by one administrator, confirmed by another, in force, and ended', async ({
  browser,
}) => {
  const basis = `局党组会议纪要 ${Date.now()}`
  const security = await signIn(browser, 'securityAdmin')
  await security.goto('/admin/roles')
  const form = region(security, '提出授予角色')
  await chooseOfficial(security, '授予谁', PEOPLE.investment)
  await form.getByRole('combobox', { name: /^角色/ }).selectOption('HR')
  await chooseOrgan(form.getByRole('combobox', { name: /^机构/ }), '云岫区发展和改革局')
  await form.getByLabel('依据').fill(basis)
  await form.getByRole('button', { name: '提出' }).click()
  await expect(security).toHaveURL(/state=waiting/)
  const rowOf = (page: Page) => page.getByRole('row').filter({ hasText: basis })
  await expect(rowOf(security)).toContainText('等待第二人确认')
  await expect(rowOf(security).getByRole('button', { name: '确认授予' })).toHaveCount(0)

  const auditor = await signIn(browser, 'auditAdmin')
  await auditor.goto('/admin/roles?state=waiting')
  await expect(region(auditor, '提出授予角色')).toHaveCount(0)
  await actOn(auditor, rowOf(auditor), '确认授予')
  await expect(rowOf(auditor)).toHaveCount(0)
  await auditor.goto(`/admin/roles?state=inForce&q=${PEOPLE.investment}`)
  await expect(rowOf(auditor)).toContainText('有效')
  await expect(rowOf(auditor)).toContainText(/提出：.*确认：/s)

  await security.goto(`/admin/roles?q=${PEOPLE.investment}`)
  await actOn(security, rowOf(security), '结束角色')
  await expect(rowOf(security)).toContainText('已结束')
})

test('a new version of the limits is published for a later day', async ({ browser }) => {
  const page = await signIn(browser, 'securityAdmin')
  await page.goto('/admin/policy')
  const versions = page.getByRole('heading', { level: 2, name: /^第 \d+ 版$/ })
  await expect(versions.first()).toBeVisible()
  const before = await versions.count()
  const form = region(page, '发布新版本')
  const publish = form.getByRole('button', { name: '发布' })

  await form.getByLabel('生效日期').fill('2020-01-02')
  await form.getByLabel('审批事先报告').fill(String(10 + before))
  await form.getByLabel('说明').fill('局务会纪要（示例）')
  // Looked at before it counts: in numbers, for the cases that are open now.
  await form.getByRole('button', { name: '预览影响' }).click()
  await expect(form.getByText(/审批事先报告：\d+ 个工作日改为/)).toBeVisible()
  await publish.click()
  await expect(form.getByText('必须晚于今天，也晚于最新一版的生效日期').first()).toBeVisible()

  // Far away, so that no other journey meets it, and later with each run.
  await form.getByLabel('生效日期').fill(`2090-01-${String(before).padStart(2, '0')}`)
  await publish.click()
  await expect(versions).toHaveCount(before + 1)
  const published = region(page, `第 ${before + 1} 版`)
  await expect(published).toContainText('尚未生效')
  await expect(published).toContainText(`${10 + before} 个工作日`)
  await expect(page.getByText('现行', { exact: true })).toHaveCount(1)
})

test('a day of the calendar is added and removed', async ({ browser }) => {
  const page = await signIn(browser, 'securityAdmin')
  await page.goto('/admin/calendar?year=2031')
  const name = `示例节 ${Date.now()}`
  const form = region(page, '设置一天')
  await form.getByLabel('日期').fill('2031-10-06')
  await form.getByRole('radio', { name: '调休上班' }).check()
  await form.getByLabel('名称').fill(name)
  await form.getByRole('button', { name: '保存这一天' }).click()
  // The hint says it once; the refusal says it again.
  await expect(form.getByText('调休上班只能在星期六或者星期日')).not.toHaveCount(1)
  await form.getByRole('radio', { name: '放假' }).check()
  await form.getByRole('button', { name: '保存这一天' }).click()
  const row = page.getByRole('row').filter({ hasText: name })
  await expect(row).toContainText('星期一')
  await expect(row).toContainText('放假')
  await expect(page.getByText('暂定', { exact: true })).toBeVisible()
  await actOn(page, row, '删除')
  await expect(row).toHaveCount(0)
})

test('a year of the calendar is imported, and lines that cannot be read are named', async ({ browser }) => {
  const page = await signIn(browser, 'securityAdmin')
  await page.goto('/admin/calendar?year=2033')
  const form = region(page, '导入 2033 年')
  await form.getByLabel('特殊日').fill('2033-01-01,放假,元旦\n2033-02-30,放假,')
  await form.getByLabel('公布的文件').fill('国办发明电（示例）')
  await form.getByRole('button', { name: '导入' }).click()
  await expect(form.getByText(/第 2 行不对/).first()).toBeVisible()
  await form.getByLabel('特殊日').fill('2033-01-01,放假,元旦\n2033-01-02,调休上班,元旦')
  await form.getByRole('button', { name: '导入' }).click()
  await expect(page.getByText('依据：国办发明电（示例）')).toBeVisible()
  await expect(page.getByText('元旦').first()).toBeVisible()
})
