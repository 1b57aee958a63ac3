// A number of the statistics is the list behind it, on the page, in the file, and for every person who may count.
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { expectAccessible } from '../support/axe'
import { LOOKS, signIn } from '../support/people'

const card = (page: Page, name: string) => page.getByRole('region', { name })

/** Follows a number and answers how many cases its list says there are. */
async function listed(page: Page, address: string): Promise<number> {
  await page.goto(address)
  const count = await page
    .getByText(/^共 [\d,]+ 件$/)
    .first()
    .textContent()
  return Number(/[\d,]+/.exec(count ?? '')?.[0].replaceAll(',', ''))
}

/** The numbers of a card with the addresses they open. */
async function numbersOf(page: Page, name: string): Promise<[number, string][]> {
  const links = await card(page, name)
    .getByRole('table')
    .getByRole('link', { name: /查看这些案件/ })
    .all()
  return Promise.all(
    links.map(async (link): Promise<[number, string]> => [
      Number(/^[\d,]+/.exec((await link.textContent()) ?? '')?.[0].replaceAll(',', '')),
      (await link.getAttribute('href')) ?? '',
    ]),
  )
}

test('the discipline office follows numbers to their cases and takes a table away', async ({ browser }) => {
  const page = await signIn(browser, 'discipline')
  await page.goto('/records')
  await page.getByRole('navigation').getByRole('link', { name: '统计' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '统计' })).toBeVisible()
  // Other journeys file cases meanwhile: number and list, number and file are compared anew until nobody came between.
  const settled = (compare: () => Promise<void>) => expect(compare).toPass({ timeout: 60_000 })
  await settled(async () => {
    await page.goto('/statistics')
    const units = await numbersOf(page, '单位')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载“单位”的 CSV' }).click()
    const file = await (await download).path()
    const rows = parse(readFileSync(file), { bom: true }) as string[][]
    expect(rows[0]).toEqual(['名称', '件数', '占比'])
    expect(rows.slice(1).map((row) => Number(row[1]))).toEqual(units.map(([cases]) => cases))
  })

  // One number of each kind of filter is followed in the browser; all of them are in the database test.
  for (const name of ['期限是否守住', '登记件数', '单位', '事先报告的往来类型', '涉及最多的企业'])
    await settled(async () => {
      await page.goto('/statistics')
      await expect(card(page, name).getByRole('img')).toBeVisible()
      const [first] = await numbersOf(page, name)
      expect([name, first]).toEqual([name, [expect.any(Number), expect.stringMatching(/^\/records\?/)]])
      const [cases, address] = first ?? [0, '']
      expect([address, await listed(page, address)]).toEqual([address, cases])
    })
  // The list says which enterprise it is narrowed to, and keeps that when it is searched again.
  await expect(page.getByRole('link', { name: '不限企业' })).toBeVisible()
  await page.getByRole('button', { name: '检索', exact: true }).click()
  await expect(page).toHaveURL(/enterprise=/)

  await page.goto('/statistics?kind=REFUSAL&from=2020-13-01&to=2026-01-01')
  await expect(page.getByText('没有采用：登记日期，自')).toBeVisible()
  await expect(page.getByText('这一范围内没有案件')).toBeVisible()
})

test('a supervising leader counts the cases they lead; nobody else has the page or its file', async ({
  browser,
}) => {
  const leader = await signIn(browser, 'supervisor')
  await leader.goto('/statistics')
  const [first] = await numbersOf(leader, '类别和到哪一步')
  expect(first?.[1]).toMatch(/^\/statistics\/cases\?/)
  expect(await listed(leader, first?.[1] ?? '')).toBe(first?.[0])
  await leader.getByRole('main').getByRole('row').nth(1).getByRole('link').first().click()
  await leader.waitForURL(/\/review\/[0-9a-f-]{36}$/)
  for (const person of ['declarant', 'clerk', 'hr', 'systemAdmin', 'securityAdmin', 'auditAdmin'] as const) {
    const other = await signIn(browser, person)
    for (const path of ['/statistics', '/statistics/cases', '/api/statistics/limits'])
      expect([person, path, (await other.request.get(path)).status()]).toEqual([person, path, 404])
    await other.context().close()
  }
})

for (const [name, look] of Object.entries(LOOKS))
  test(`the page with everything and with nothing on it, ${name}`, async ({ browser }) => {
    const page = await signIn(browser, 'unitHead', look)
    await page.goto('/statistics')
    await expectAccessible(page, `statistics-${name}`)
    await page.goto('/statistics?to=2001-01-01')
    await expectAccessible(page, `statistics-empty-${name}`)
    await page.emulateMedia({ media: 'print' })
    await page.goto('/statistics')
    await expect(page.getByRole('navigation').first()).toBeHidden()
    await expect(page.getByRole('link', { name: /下载/ }).first()).toBeHidden()
    await expect(card(page, '期限是否守住').getByRole('table')).toBeVisible()
  })
