// What looks at the pages finds what is wrong: without this, an empty answer would say nothing.
import { expect, test } from '@playwright/test'
import { violations } from '../support/axe'

test('a faint text, a field without a name and a page that is too wide are found', async ({ page }) => {
  await page.setContent(`<!doctype html><html lang="zh"><title>x</title>
    <main><p style="color: #ccc; background: #fff">看不清</p><input><div style="width: 3000px">宽</div></main>`)
  const found = await violations(page)
  expect(found.map((line) => line.split(' ')[0])).toEqual(
    expect.arrayContaining(['color-contrast:', 'label:', 'wider']),
  )
})
