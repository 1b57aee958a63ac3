import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'

/** Orders the export of the search in the address and answers the bytes of the file. */
export async function exported(page: Page, format: RegExp): Promise<Buffer> {
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
