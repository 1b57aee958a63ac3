import type { Browser, BrowserContext, Page } from '@playwright/test'
import { DEMO_PASSWORD } from '../../prisma/personas'

/** The personas by what they are in the story. */
export const PEOPLE = {
  declarant: 'ZJ0102',
  colleague: 'ZJ0103',
  divisionHead: 'ZJ0104',
  rareName: 'ZJ0105',
  clerk: 'ZJ0003',
  supervisor: 'ZJ0002',
  unitHead: 'ZJ0001',
  hr: 'ZJ0004',
  marketOfficer: 'SJ0101',
  marketSubstitute: 'SJ0102',
  marketClerk: 'SJ0003',
  marketSupervisor: 'SJ0002',
  marketHead: 'SJ0001',
  investment: 'FG0101',
  hospital: 'YY0101',
  hospitalHead: 'YY0001',
  districtHead: 'YX0001',
  discipline: 'JW0101',
  systemAdmin: 'SYS001',
  securityAdmin: 'SEC001',
  auditAdmin: 'AUD001',
} as const
export type Person = keyof typeof PEOPLE

export interface Look {
  phone?: boolean
  dark?: boolean
  english?: boolean
  /** Whoever has not seen the introduction sees it. */
  tour?: boolean
}

const BASE = process.env.BASE_URL ?? 'http://127.0.0.1:3000'

/** The two looks in which pages are looked at. */
export const LOOKS: Readonly<Record<string, Look>> = {
  'desk-light': {},
  'phone-dark': { phone: true, dark: true },
}

/** A browser context of its own with one page. */
export async function newPage(browser: Browser, look: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    ...(look.phone ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } : {}),
    colorScheme: look.dark ? 'dark' : 'light',
  })
  // The introduction is looked at by its own journey; everywhere else it would stand in the way.
  if (!look.tour) await context.addCookies([{ name: 'tour', value: 'off', url: BASE }])
  return context.newPage()
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
/** Sessions of this run's worker, so that a hundred journeys do not derive the key of the same password again. */
const sessions = new Map<string, Cookies>()

const pastSignIn = (page: Page) =>
  page.waitForURL((url) => !url.pathname.startsWith('/sign-in'), { waitUntil: 'commit' })

/**
 * Signs a person in, in a browser context of their own: at the sign-in page the first time, then with the session that
 * this gave as long as it holds.
 */
export async function signIn(browser: Browser, person: Person, look: Look = {}): Promise<Page> {
  const page = await newPage(browser, look)
  const key = `${person} ${look.english ? 'en' : 'zh'} ${look.tour ? 'tour' : ''}`
  const kept = sessions.get(key)
  if (kept) {
    await page.context().addCookies(kept)
    // The front page leads whoever is signed in to their desk, and shows everybody else the form.
    await page.goto('/', { waitUntil: 'commit' })
    if (new URL(page.url()).pathname !== '/') return page
    await page.context().clearCookies({ name: /session/ })
  }
  await atTheForm(page, person, look)
  sessions.set(key, await page.context().cookies())
  return page
}

/** What a person does at the sign-in page. */
async function atTheForm(page: Page, person: Person, look: Look): Promise<void> {
  await page.goto('/sign-in')
  if (look.english) {
    await page.context().addCookies([{ name: 'locale', value: 'en', url: new URL(page.url()).origin }])
    await page.reload()
  }
  await page.locator('#identifier').fill(PEOPLE[person])
  await page.locator('#password').fill(DEMO_PASSWORD)
  await page
    .locator('form')
    .getByRole('button', { name: look.english ? /Sign in/ : /登录/ })
    .first()
    .click()
  // The page of the logs goes on checking the log while it is read.
  await pastSignIn(page)
}
