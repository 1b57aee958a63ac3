// Sign-on by an organ's own OpenID Connect provider: the first links by staff number, later ones go by the identity; who is
// refused and told what; what an administrator sees and removes; and what stays when the provider is down.
import { expect, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { DEMO_PASSWORD } from '../../prisma/personas'
import { expectAccessible, keepPicture } from '../support/axe'
import { exported } from '../support/exporting'
import { expectStatus, fileReport, pick } from '../support/filing'
import { LOOKS, newPage, PEOPLE, signIn } from '../support/people'
import { unique } from '../support/recusals'
import {
  accountMenu,
  BUTTON,
  expectRefused,
  expectSignedOut,
  signOn,
  signOnAs,
  signOut,
  tamper,
  withPasswordsOff,
} from '../support/sign-on'

/** An identity of this run, so that a second run on the same data links anew. */
const identity = (staffNo: string) => `s-${unique()}/${staffNo}`
/** Somebody of whom no other journey needs the account. */
const LOCKED = 'CT0101'

test('an official signs on, files, signs off, comes back, and loses the link', async ({ browser }) => {
  const account = identity(PEOPLE.marketSubstitute)
  const page = await newPage(browser)
  await page.goto('/sign-in')
  await expectAccessible(page, 'sign-on')
  const callbacks: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/auth/callback/oidc')) callbacks.push(request.url())
  })
  // The page that was asked for is the one that is shown.
  await page.goto('/my/sessions')
  await page.getByRole('button', { name: BUTTON }).click()
  await page.getByRole('textbox', { name: '账号', exact: true }).fill(account)
  await page.getByRole('button', { name: '进入' }).click()
  await expect(page.getByRole('heading', { name: '登录设备' })).toBeVisible()
  await fileReport(page, { title: `登录-${unique()}` })

  await signOut(page, '段溪')
  await expect(page.getByText('您在统一身份认证可能仍是登录状态')).toBeVisible()
  await expectAccessible(page, 'sign-on-signed-out')
  // What led back to the product once leads nowhere now.
  expect(callbacks).toHaveLength(1)
  await page.goto(callbacks[0] ?? '')
  await expect(page.getByText('通过统一身份认证的登录没有完成')).toBeVisible()
  await expectAccessible(page, 'sign-on-incomplete')
  await expectSignedOut(page)

  // The provider remembers the person until it is told otherwise.
  await page.getByRole('button', { name: BUTTON }).click()
  await expect(accountMenu(page, '段溪')).toBeVisible()
  await signOut(page, '段溪')
  await page.getByRole('link', { name: '退出统一身份认证' }).click()
  await page.getByRole('button', { name: '确认退出' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await signOn(page, account)
  await expect(accountMenu(page, '段溪')).toBeVisible()

  // The number is taken, and the identity is taken.
  await expectRefused(
    await signOnAs(browser, identity(PEOPLE.marketSubstitute)),
    '您的工号已经与登录平台的另一个账号关联',
  )
  const subject = account.split('/')[0] ?? ''
  await expectRefused(
    await signOnAs(browser, `${subject}/${PEOPLE.colleague}`),
    '与这个账号首次登录时关联的不一致',
  )

  const admin = await signIn(browser, 'systemAdmin')
  await admin.goto(`/admin/officials?q=${PEOPLE.marketSubstitute}`)
  await admin.getByRole('link', { name: '段溪' }).click()
  const card = admin.getByRole('region', { name: '统一身份认证' })
  await expect(card).toContainText(`尾号 ${subject.slice(-6)}`)
  await expectAccessible(admin, 'sign-on-link')
  await card.getByRole('button', { name: '解除关联' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: '解除关联' }).click()
  await expect(card).toContainText('尚未关联')
  await page.goto('/my')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('three people who signed on by it file, decide and export a case', async ({ browser }) => {
  const title = `统一登录 ${unique()}`
  // The same identity in every run: nobody's link has to be removed, which would end sessions that other journeys use.
  const signedOn = async (person: 'declarant' | 'supervisor' | 'discipline', name: string) => {
    const page = await signOnAs(browser, `s-story-${person}/${PEOPLE[person]}`)
    await expect(accountMenu(page, name)).toBeVisible()
    return page
  }
  const official = await signedOn('declarant', '周明远')
  await fileReport(official, { title })

  const supervisor = await signedOn('supervisor', '林叙')
  await supervisor.goto('/review')
  await supervisor.getByRole('link', { name: title }).first().click()
  await pick(supervisor, '同意')
  await supervisor.getByRole('button', { name: '作出决定' }).click()
  await expectStatus(supervisor, '已同意')

  const office = await signedOn('discipline', '苏见')
  await office.goto(`/records/exports?q=${encodeURIComponent(title)}`)
  const csv = await exported(office, /^CSV/)
  const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.map((row) => [row.类别, row.状态, row.工号])).toEqual([
    ['事先报告', '已同意', PEOPLE.declarant],
  ])
})

test('whoever may not come in is told why and what to do', async ({ browser }) => {
  for (const [name, look] of Object.entries(LOOKS)) {
    const stranger = await signOnAs(browser, identity('NOBODY'), look)
    await expectRefused(stranger, '在本系统里没有对应的在职人员')
    await expect(stranger.getByText(/请提供编号 [0-9a-f]{12}/)).toBeVisible()
    await expectAccessible(stranger, `sign-on-refused-${name}`)
  }
  await expectRefused(await signOnAs(browser, `s-${unique()}`), '登录平台没有给出您的工号')
  await expectRefused(
    await signOnAs(browser, identity(PEOPLE.systemAdmin)),
    '系统、安全、审计管理员只能用密码登录',
  )

  const admin = await signIn(browser, 'systemAdmin')
  await admin.goto(`/admin/officials?q=${LOCKED}`)
  await admin.getByRole('link', { name: '孔令川' }).click()
  await admin.waitForURL(/\/officials\/[0-9a-f-]{36}$/)
  const official = admin.url()
  await admin.getByRole('button', { name: '锁定账号' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: '锁定账号' }).click()
  await expect(admin.getByRole('button', { name: '解除锁定' })).toBeVisible()
  await expectRefused(await signOnAs(browser, identity(LOCKED)), '您在本系统的账号已经停用')
  await admin.goto(official)
  await admin.getByRole('button', { name: '解除锁定' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: '解除锁定' }).click()

  const cancelled = await newPage(browser)
  await cancelled.goto('/sign-in')
  await cancelled.getByRole('button', { name: BUTTON }).click()
  await cancelled.getByRole('button', { name: '取消' }).click()
  await expect(cancelled.getByText('登录没有完成')).toBeVisible()
  await expectSignedOut(cancelled)

  for (const parameter of ['nonce', 'state', 'code_challenge']) {
    const page = await newPage(browser)
    await tamper(page, parameter)
    await signOn(page, identity(PEOPLE.colleague))
    await expect(page.getByText('登录没有完成')).toBeVisible()
    await expectSignedOut(page)
  }
})

test('with passwords off and the provider down, the administrators still come in, and nobody else', async ({
  browser,
}) => {
  await withPasswordsOff(async (address) => {
    const page = await newPage(browser)
    await page.goto(`${address}/sign-in`)
    await expect(page.getByText('密码登录只供系统、安全、审计管理员使用')).toBeVisible()
    await page.getByRole('button', { name: BUTTON }).click()
    await expect(page.getByRole('alert').filter({ hasText: '现在连不上统一身份认证' })).toBeVisible()
    await expectAccessible(page, 'sign-on-unreachable')
    const enter = async (identifier: string) => {
      await page.getByLabel('工号或邮箱').fill(identifier)
      await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD)
      await page.locator('form').getByRole('button', { name: '登录' }).click()
    }
    await enter(PEOPLE.declarant)
    await expect(page.getByText('其他人请使用统一身份认证登录')).toBeVisible()
    await keepPicture(page, 'sign-on-password-refused')
    await enter(PEOPLE.systemAdmin)
    await page.waitForURL(`${address}/admin/**`)
  })
})
