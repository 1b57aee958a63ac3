import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, type Browser, type Page } from '@playwright/test'
import { newPage, type Look } from './people'

/** What the button of the organ's own sign-on says. */
export const BUTTON = '使用统一身份认证登录'

/** Goes to the provider from the sign-in page and says who one is there: `subject/staff number`. */
export async function signOn(page: Page, account: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: BUTTON }).click()
  await page.getByRole('textbox', { name: '账号', exact: true }).fill(account)
  await page.getByRole('button', { name: '进入' }).click()
}

/** Signs on in a browser of one's own, which keeps no session of the provider. */
export async function signOnAs(browser: Browser, account: string, look: Look = {}): Promise<Page> {
  const page = await newPage(browser, look)
  await signOn(page, account)
  return page
}

/** The account menu of whoever is signed in. */
export const accountMenu = (page: Page, name: string) => page.locator('summary', { hasText: name })

export async function signOut(page: Page, name: string): Promise<void> {
  await accountMenu(page, name).click()
  await page.getByRole('button', { name: '退出登录' }).click()
}

/** The page says why, and nobody is signed in. */
export async function expectRefused(page: Page, why: string): Promise<void> {
  await expect(page.getByRole('heading', { name: '没有登录成功' })).toBeVisible()
  await expect(page.getByText(why)).toBeVisible()
  await expectSignedOut(page)
}

/** Whoever asks for a desk is asked to sign in. */
export async function expectSignedOut(page: Page): Promise<void> {
  const elsewhere = await page.context().newPage()
  await elsewhere.goto('/my')
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await elsewhere.close()
}

/** As long as a challenge of PKCE is. */
const SOMEBODY_ELSES = 'A'.repeat(43)

/** Changes a parameter of the way to the provider, as somebody between browser and provider would. */
export async function tamper(page: Page, parameter: string): Promise<void> {
  await page.route('**/api/auth/signin/oidc', async (route) => {
    const response = await route.fetch()
    const { url } = (await response.json()) as { url: string }
    const changed = new URL(url)
    expect(changed.searchParams.get(parameter)).toBeTruthy()
    changed.searchParams.set(parameter, SOMEBODY_ELSES)
    await route.fulfill({ response, json: { url: changed.href } })
  })
}

const START_MS = 60_000

/** Runs a story at a second app where passwords are for administrators only and the provider does not answer. */
export async function withPasswordsOff(story: (address: string) => Promise<void>): Promise<void> {
  const app = spawn(process.execPath, ['e2e/support/passwords-off.mjs'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const gone = once(app, 'exit')
  try {
    const address = await new Promise<string>((done, no) => {
      let said = ''
      setTimeout(() => no(new Error(`the second app was not ready: ${said}`)), START_MS).unref()
      app.on('exit', () => no(new Error(`the second app ended: ${said}`)))
      app.stdout?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const ready = /^ready (\S+)$/m.exec(said)
        if (ready?.[1]) done(ready[1])
      })
    })
    await story(address)
  } finally {
    app.kill('SIGTERM')
    await gone
  }
}
