// What a person feels on a slow phone: from the touch to the next picture, in a real browser whose processor is held back to a
// quarter, at the largest size. An interaction takes what the browser itself counts (Event Timing, as INP does).
import { chromium, type Page } from 'playwright'
import pg from 'pg'
import { browserOptions } from '../browser.mjs'
import { append } from './figures'
import { median } from './measure'
import { citySize, staffOf } from './people'
import { startProduct } from './servers'
import { giveAccounts, signIn } from './session'
import { setting } from './settings'

/** The browser's processor is so many times slower than the machine's. */
const SLOWER = 4
const RUNS = 5
/** How long after an interaction the browser has told of it. */
const SETTLED_MS = 400

interface Interaction {
  name: string
  page: string
  who: 'office' | 'official'
  act: (page: Page) => Promise<void>
}

const INTERACTIONS: readonly Interaction[] = [
  {
    name: 'desk: open the navigation',
    page: '/my',
    who: 'official',
    act: (page) => page.getByLabel('打开导航').tap(),
  },
  {
    name: 'desk: open the account menu',
    page: '/my',
    who: 'official',
    act: (page) => page.locator('[data-tour=account] summary').tap(),
  },
  {
    name: 'desk: open the palette',
    page: '/my',
    who: 'official',
    act: (page) => page.locator('[data-tour=search]').tap(),
  },
  {
    name: 'list: unfold the steps',
    page: '/records',
    who: 'office',
    act: (page) => page.locator('summary').filter({ hasText: '到哪一步' }).tap(),
  },
  {
    name: 'list: type into the search',
    page: '/records',
    who: 'office',
    act: (page) => page.locator('#record-q').pressSequentially('座'),
  },
  {
    name: 'list: tick a box',
    page: '/records',
    who: 'office',
    act: (page) => page.locator('#record-overdue').tap(),
  },
  {
    name: 'notice of an emergency: choose',
    page: '/my/advance-reports/emergency',
    who: 'official',
    act: (page) => page.getByRole('radio').first().tap(),
  },
  {
    name: 'notice of an emergency: type',
    page: '/my/advance-reports/emergency',
    who: 'official',
    act: (page) => page.locator('#emergency-place').pressSequentially('场'),
  },
  {
    name: 'notice of an emergency: send it empty',
    page: '/my/advance-reports/emergency',
    who: 'official',
    act: (page) => page.getByRole('button', { name: '马上报告' }).tap(),
  },
]

/** Milliseconds of the slowest event of the interaction. */
async function timed(page: Page, { page: address, act }: Interaction, url: string): Promise<number> {
  await page.goto(`${url}${address}`)
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => {
    const events: number[] = []
    Object.assign(window, { events })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) events.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  await act(page)
  await page.waitForTimeout(SETTLED_MS)
  // What the browser does not tell of took less than it looks at.
  return page.evaluate(() => Math.max(8, ...(window as unknown as { events: number[] }).events))
}

async function main(): Promise<void> {
  const superuser = new pg.Pool({ connectionString: setting('BENCH_FLOOR_URL'), max: 1 })
  const staff = staffOf(citySize())
  await giveAccounts(superuser, [staff.office, staff.official])
  await superuser.end()
  const product = await startProduct()
  const browser = await chromium.launch(await browserOptions())
  const figures: { name: string; medianMs: number; mostMs: number }[] = []
  try {
    for (const interaction of INTERACTIONS) {
      const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        isMobile: true,
        hasTouch: true,
        locale: 'zh-CN',
      })
      const cookies = (await signIn(product.url, staff[interaction.who])).split('; ').map((cookie) => {
        const at = cookie.indexOf('=')
        return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url: product.url }
      })
      await context.addCookies([...cookies, { name: 'tour', value: 'off', url: product.url }])
      const page = await context.newPage()
      const devtools = await context.newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
      const times: number[] = []
      for (let run = 0; run < RUNS; run += 1) times.push(await timed(page, interaction, product.url))
      await context.close()
      const figure = {
        name: interaction.name,
        medianMs: Math.round(median(times)),
        mostMs: Math.round(Math.max(...times)),
      }
      console.log(
        `  ${figure.name.padEnd(44)} ${String(figure.medianMs).padStart(5)} ms  at most ${figure.mostMs} ms`,
      )
      figures.push(figure)
    }
  } finally {
    await browser.close()
    await product.end()
  }
  append({ phone: { slower: SLOWER, figures } })
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
