// Input that nobody means, or that somebody means badly: a clear answer below 500 or a faithful round trip.
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { answerSelfCheck, fillDealing, next, pick, startReport } from '../support/filing'
import { newPage, signIn } from '../support/people'

/** Rare characters, emoji, a right-to-left override and a zero-width space, and what a spreadsheet would run. */
const TYPED = '=1+1 𠮷野 👩‍👩‍👧 曾\u202E用\u200B名'
/** What nobody sees is not kept; the rest is. */
const KEPT = '=1+1 𠮷野 👩‍👩‍👧 曾用名'

/** Height of the header, which stays in sight. */
const HEADER = 56

/** The address and the id of an action that the page of drafts calls. */
async function actionOf(page: Page): Promise<{ url: string; id: string }> {
  const sent = page.waitForRequest((request) => Boolean(request.headers()['next-action']))
  await page.goto('/my/advance-reports/new')
  await page.getByRole('button', { name: /^填写报告/ }).click()
  const request = await sent
  await page.waitForURL(/\/edit/)
  return { url: request.url(), id: request.headers()['next-action'] ?? '' }
}

async function statuses(context: BrowserContext, addresses: readonly string[]): Promise<[string, number][]> {
  const answers: [string, number][] = []
  for (const address of addresses)
    answers.push([address, (await context.request.get(address, { maxRedirects: 0 })).status()])
  return answers
}

test('addresses with nonsense in them are answered below 500', async ({ browser }) => {
  const own = await signIn(browser, 'declarant')
  const office = await signIn(browser, 'discipline')
  const nonsense = [
    '/my/advance-reports/nope',
    '/my/advance-reports/%00',
    '/matters?q=%00',
    '/review/%E0%A4%A',
  ]
  for (const [address, status] of await statuses(own.context(), nonsense))
    expect([address, status >= 400 && status < 500]).toEqual([address, true])
  const odd = [
    '/my/advance-reports?after=garbage&status=NOPE&status=DRAFT',
    `/records?q=${encodeURIComponent(TYPED)}`,
    '/records?kind=NOPE&status=x&from=9999-99-99&to=0000-00-00&after=%FF&organ=x&ground=y',
    `/records?q=${'x'.repeat(5000)}`,
    '/review?kind=NOPE&urgency=x&after=%22',
    '/api/officials?q=%00',
    '/api/units?q=%00',
    '/api/organs?q=%00',
    '/api/enterprises?ids=a,b,%27',
  ]
  for (const [address, status] of await statuses(office.context(), odd))
    expect([address.slice(0, 60), status]).toEqual([address.slice(0, 60), 200])
  await office.goto('/records?kind=NOPE&from=9999-99-99')
  await expect(office.getByText('部分条件没有采用')).toBeVisible()
})

test('an action with a broken, foreign or oversize body is refused in words', async ({ browser }) => {
  const page = await signIn(browser, 'declarant')
  const { url, id } = await actionOf(page)
  const origin = new URL(url).origin
  const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', origin }
  const post = async (data: string, other: Record<string, string> = {}) => {
    const answer = await page.request.post(url, { headers: { ...headers, ...other }, data })
    return [answer.status(), await answer.text()] as const
  }
  for (const broken of ['{{{', '"text"', '[{"input":'])
    expect(await post(broken)).toEqual([400, expect.stringContaining('从页面上重新操作')])
  expect((await post('[{"input":{}}]', { origin: 'http://other.example' }))[0]).toBe(403)
  expect(await post(JSON.stringify([{ input: { citesCaseId: 'x'.repeat(3_000_000) } }]))).toEqual([
    413,
    expect.stringContaining('2 MB'),
  ])
  for (const strange of ['[null]', '["x"]', '[{"input":{"citesCaseId":"nope"}}]', '[{"input":[]}]'])
    expect((await post(strange))[0]).toBeLessThan(500)
})

test('files of a wrong type, too large or in a broken form are refused in words', async ({ browser }) => {
  const page = await signIn(browser, 'declarant')
  await actionOf(page)
  const caseId = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? ''
  const headers = { origin: new URL(page.url()).origin }
  const upload = async (name: string, buffer: Buffer) => {
    const file = { name, mimeType: 'application/pdf', buffer }
    const answer = await page.request.post('/api/uploads', { headers, multipart: { caseId, file } })
    return [answer.status(), ((await answer.json()) as { message?: string }).message] as const
  }
  expect(await upload('a.pdf', Buffer.from('MZ\0\0'))).toEqual([415, expect.stringContaining('不支持')])
  expect(await upload('b.pdf', Buffer.from('<html><script>'))).toEqual([
    415,
    expect.stringContaining('不支持'),
  ])
  expect(await upload('空.txt', Buffer.from(''))).toEqual([422, expect.stringContaining('空')])
  expect((await upload('c.pdf', Buffer.alloc(60 * 1024 * 1024, 37)))[0]).toBe(413)
  expect((await upload('𠮷.txt', Buffer.from('抄告单')))[0]).toBe(201)
  const broken = { ...headers, 'content-type': 'multipart/form-data; boundary=x' }
  expect((await page.request.post('/api/uploads', { headers: broken, data: '--y\r\n' })).status()).toBe(400)
  const json = { ...headers, 'content-type': 'application/json' }
  expect((await page.request.post('/api/activate', { headers: json, data: '{"a"' })).status()).toBe(400)
})

test('rare characters come back as typed, what nobody sees does not, and too much is said so', async ({
  browser,
}) => {
  const page = await signIn(browser, 'declarant')
  await startReport(page, { title: TYPED })
  await page.getByLabel('情况说明').fill('长'.repeat(350_000))
  await next(page).click()
  await fillDealing(page, { title: TYPED, starts: '0001-01-01T00:00', ends: '9999-12-31T23:59' })
  await next(page).click()
  await pick(page, '本单位')
  await next(page).click()
  await answerSelfCheck(page)
  await next(page).click()
  await page.getByRole('checkbox', { name: /以上内容真实完整/ }).check()
  await page.getByRole('button', { name: '提交报告' }).click()
  const alert = page.getByRole('alert').filter({ hasText: '请先改正' })
  await expect(alert).toContainText('情况说明')
  await expect(alert).toContainText('开始时间')
  // Nothing typed was lost.
  await page.goto(page.url().replace(/\?.*$/, ''))
  await expect(page.getByLabel('情况说明')).not.toHaveValue('')
  await page.getByLabel('情况说明').fill(TYPED)
  await next(page).click()
  await fillDealing(page, { title: TYPED })
  for (let step = 0; step < 3; step += 1) await next(page).click()
  const pledge = page.getByRole('checkbox', { name: /以上内容真实完整/ })
  if (!(await pledge.isChecked())) await pledge.check()
  await page.getByRole('button', { name: '提交报告' }).click()
  await page.waitForURL(/submitted=1/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(KEPT)
})

test('a draft open in two windows is not overwritten, and an expired session loses nothing', async ({
  browser,
}) => {
  const one = await signIn(browser, 'colleague')
  await one.goto('/my/advance-reports/new')
  await one.getByRole('button', { name: /^填写报告/ }).click()
  await one.waitForURL(/\/edit/)
  const two = await one.context().newPage()
  await two.goto(one.url())
  await one.getByLabel('情况说明').fill('第一个窗口写的。')
  await expect(one.getByText(/^已保存/)).toBeVisible()
  await two.getByLabel('情况说明').fill('第二个窗口写的。')
  await expect(two.getByText('这份草稿在另一个窗口里改过了').first()).toBeVisible()
  await two.getByRole('button', { name: '载入另一个窗口的内容' }).click()
  await expect(two.getByLabel('情况说明')).toHaveValue('第一个窗口写的。')

  await two.context().clearCookies()
  await two.getByLabel('情况说明').fill('登录过期以后写的。')
  await expect(two.getByText(/登录已过期。内容保存在这台设备上/).first()).toBeVisible()
  await expect(two.getByLabel('情况说明')).toHaveValue('登录过期以后写的。')
})

test('words that chose no unit are not let go: a plain form is not sent with them', async ({ browser }) => {
  const page = await newPage(browser)
  await page.goto('/apply')
  const box = page.getByRole('combobox').first()
  const said = () => box.evaluate((node) => (node as HTMLInputElement).validationMessage)
  await box.fill('住房')
  await expect.poll(said).toBe('请从列表中选择，或清除')
  await page.getByRole('option').first().click()
  await expect.poll(said).toBe('')
})

test('an export without a purpose: on a phone the field is written in next, in sight with its name', async ({
  browser,
}) => {
  const page = await signIn(browser, 'discipline', { phone: true })
  await page.goto('/records/exports')
  const field = page.getByLabel(/^导出目的/)
  const order = page.locator('form').filter({ has: field }).getByRole('button').last()
  // As far down as the page goes: the field stands above what is seen.
  await page.evaluate(() => {
    window.scrollTo(0, document.body.scrollHeight)
  })
  await order.tap()
  await expect(field).toBeFocused()
  expect((await page.locator('label[for="export-purpose"]').boundingBox())?.y).toBeGreaterThanOrEqual(HEADER)
  await page.keyboard.type('月度核对')
  await expect(field).toHaveValue('月度核对')
})
