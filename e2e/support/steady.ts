import type { Page } from '@playwright/test'

/** What a page may move by while it loads, as the sum of its layout shifts; a tenth of what is called good. */
const MOST = 0.01

/** From the next page on, notes what moves although nobody touched anything. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Shift extends PerformanceEntry {
      value: number
      hadRecentInput: boolean
      sources?: { node?: Node | null }[]
    }
    const shifts: { value: number; what: string }[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources = [] } of list.getEntries() as Shift[]) {
        const node = sources[0]?.node
        const what = node instanceof Element ? node.outerHTML.slice(0, 120) : (node?.textContent ?? '')
        if (!hadRecentInput) shifts.push({ value, what })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** What moved on this page, a line each; nothing when it is too little to be seen. */
export async function shifted(page: Page): Promise<string[]> {
  const all = await page.evaluate(
    () => (window as unknown as { shifts: { value: number; what: string }[] }).shifts,
  )
  const sum = all.reduce((total, { value }) => total + value, 0)
  return sum > MOST ? all.map(({ value, what }) => `moves by ${value.toFixed(3)}: ${what}`) : []
}
