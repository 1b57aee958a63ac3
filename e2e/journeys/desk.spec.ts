// What the desk gives beside its pages: the palette, the keys, the introduction, and steps on several cases.
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { fileReport } from '../support/filing'
import { LOOKS, signIn } from '../support/people'
import { unique } from '../support/recusals'
import { localTime } from '../support/time'

const palette = (page: Page) => page.getByRole('dialog', { name: '搜索和前往' })

test('the palette finds pages and cases by keyboard alone, and remembers no names', async ({ browser }) => {
  const page = await signIn(browser, 'discipline')
  await page.goto('/records')
  await page.keyboard.press('Control+k')
  const box = palette(page).getByRole('combobox')
  await expect(box).toBeFocused()
  await box.fill('dc')
  await expect(palette(page).getByRole('option', { name: '导出 监督' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/records\/exports$/)

  await page.keyboard.press('Control+k')
  await expect(palette(page).getByRole('group', { name: '最近打开' })).toContainText('导出')
  await box.fill('周明远')
  const people = palette(page).getByRole('group', { name: '人员' })
  await expect(people.getByRole('option', { name: /周明远/ }).first()).toBeVisible()
  await expect(palette(page).getByRole('group', { name: '案件' }).getByRole('option').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  const active = await box.getAttribute('aria-activedescendant')
  await expect(page.locator(`#${active ?? ''}`)).toHaveAttribute('aria-selected', 'true')
  await people
    .getByRole('option', { name: /周明远/ })
    .first()
    .click()
  await page.waitForURL(/\/records\/people\//)
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('周明')

  await page.keyboard.press('Control+k')
  await box.fill('不会有的词')
  await expect(palette(page).getByText('没有找到').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/records\?q=/)
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()

  const official = await signIn(browser, 'hospital')
  await official.goto('/my')
  await official.getByRole('link', { name: /^搜索全部/ }).click()
  await palette(official).getByRole('combobox').fill('周明')
  await expect(palette(official).getByText('没有找到').first()).toBeVisible()
  await expect(palette(official).getByRole('group', { name: '人员' })).toHaveCount(0)
})

test('keys walk rows and go to desks, never while typing, and can be switched off', async ({ browser }) => {
  const page = await signIn(browser, 'supervisor')
  await page.goto('/review?scope=all')
  await page.keyboard.press('j')
  const rows = page.getByRole('main').getByRole('row')
  await expect(rows.nth(1).getByRole('link').first()).toBeFocused()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: '快捷键' })
  await expect(help).toContainText('下一行')
  await expect(help).toContainText('待我办理')
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await expect(page.locator('#queue-q')).toBeFocused()
  await page.keyboard.type('gm')
  await expect(page.locator('#queue-q')).toHaveValue('gm')
  await page.locator('#queue-q').blur()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.waitForURL(/\/statistics$/)

  await page.getByRole('banner').locator('summary').last().click()
  await page.getByRole('button', { name: '启用单键快捷键' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await page.keyboard.press('?')
  await expect(help).toBeHidden()
  await expect(page).toHaveURL(/\/statistics$/)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-keys', 'off')
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
})

test('the introduction comes once, says its steps beside real elements, and comes again when asked for', async ({
  browser,
}) => {
  const page = await signIn(browser, 'investment', { tour: true })
  await page.goto('/my')
  const tour = page.getByRole('dialog', { name: '往来之前，先从这里报告' })
  await expect(tour).toBeFocused()
  await expectAccessible(page, 'tour')
  for (let step = 0; step < 4; step += 1) await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('dialog', { name: '显示和快捷键' })).toBeFocused()
  const saved = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await page.getByRole('button', { name: '完成' }).click()
  await saved
  // Another device knows it too: the database remembers, not the cookie.
  await page.context().clearCookies({ name: 'tour' })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.goto('/my/notices')
  await page.getByRole('banner').locator('summary').last().click()
  await page.getByRole('button', { name: '重看新手引导' }).click()
  await page.waitForURL(/\/my$/)
  await expect(tour).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('late reports are noted several at once, and each says what became of it', async ({ browser }) => {
  const name = `补报 ${unique()}`
  const late = {
    starts: localTime(-180),
    ends: localTime(-120),
    lateReason: '企业临时到访，来不及事先报告。',
  }
  const official = await signIn(browser, 'colleague')
  const cases = [
    await fileReport(official, { title: `${name} 甲`, ...late }),
    await fileReport(official, { title: `${name} 乙`, ...late }),
  ]
  const leader = await signIn(browser, 'supervisor')
  await leader.goto(`/review?q=${encodeURIComponent(name)}`)
  await leader.getByRole('checkbox', { name: '全选本页可以一起办的' }).check()
  await expect(leader.getByText('已选 2 件')).toBeVisible()
  // Somebody else takes one of them meanwhile: here the leader themselves, in another window.
  const window = await leader.context().newPage()
  await window.goto(`/review/${cases[0]?.split('/').at(-1) ?? ''}`)
  await window.getByRole('radio', { name: /阅存/ }).check()
  await window.getByRole('button', { name: /作出决定/ }).click()
  // What is noted is over already, so the worker may have asked for its result before one looks.
  await expect(
    window
      .getByRole('main')
      .getByText(/· (已阅存|待填结果)$/)
      .first(),
  ).toBeVisible()
  await leader.getByRole('button', { name: '阅存 (2)' }).click()
  await expectAccessible(leader, 'bulk-question')
  await leader.getByRole('button', { name: '确定' }).click()
  const result = leader.getByRole('status').filter({ hasText: '办理结果' })
  await expect(result).toContainText('1 件已办，1 件没有办')
  await expect(result.getByRole('listitem').filter({ hasText: '乙' })).toContainText('已阅存')
  await expect(result.getByRole('listitem').filter({ hasText: '甲' })).not.toContainText('：已阅存')
})

for (const [name, look] of Object.entries(LOOKS))
  test(`what opens over a page, ${name}`, async ({ browser }) => {
    const page = await signIn(browser, 'discipline', look)
    await page.goto('/records')
    await page.getByRole('link', { name: /^搜索全部/ }).click()
    await palette(page).getByRole('combobox').fill('岚岳')
    await expect(palette(page).getByRole('group', { name: '企业' })).toBeVisible()
    await expectAccessible(page, `palette-${name}`)
    await page.route('**/api/search?*', (route) => route.fulfill({ status: 429, body: '{}' }))
    await palette(page).getByRole('combobox').fill('岚岳建设')
    await expect(palette(page).getByText('搜索太频繁了').first()).toBeVisible()
    await expectAccessible(page, `palette-refused-${name}`)
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible()
    await expectAccessible(page, `keys-${name}`)
  })
