import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe says against a page, a line each, and whether the page is wider than its window. */
export async function violations(page: Page): Promise<string[]> {
  // Where the page happens to be scrolled, the header that stays covers half of something: no fault of that.
  await page.evaluate(() => window.scrollTo(0, 0))
  // Without a page of its own to sum up in, which only frames of other origins need, and without the nodes that pass.
  const { violations: found } = await new AxeBuilder({ page })
    .options({ runOnly: WCAG, resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze()
  const problems = found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return wide > 0 ? [...problems, `wider than the window by ${wide}px`] : problems
}

/** Looks at a page as it stands; with LOOKS=1 a picture of it is kept under test-results/looks. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  expect({ name, problems: await violations(page) }).toEqual({ name, problems: [] })
  await keepPicture(page, name)
}

export async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env.LOOKS) await page.screenshot({ path: `test-results/looks/${name}.png`, fullPage: true })
}
