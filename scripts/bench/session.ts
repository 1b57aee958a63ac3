// Signed-in sessions for measurements over HTTP: accounts for some of the generated officials, and the product's own sign-in.
import { hash } from '@node-rs/argon2'
import type pg from 'pg'

const PASSWORD = 'measure-the-city-2026'

/** Gives officials of the scratch database an account. */
export async function giveAccounts(superuser: pg.Pool, staffNos: readonly string[]): Promise<void> {
  await superuser.query(
    `INSERT INTO "Account" ("officialId", "passwordHash", "passwordChangedAt")
     SELECT id, $2, now() FROM "Official" WHERE "staffNo" = ANY ($1)
     ON CONFLICT ("officialId") DO UPDATE SET "passwordHash" = excluded."passwordHash"`,
    [staffNos, await hash(PASSWORD)],
  )
}

const cookiesOf = (answer: Response): string[] =>
  answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')

/** Signs in as a person would and answers the cookies of the session. */
export async function signIn(url: string, staffNo: string): Promise<string> {
  const form = await fetch(`${url}/api/auth/csrf`)
  const { csrfToken } = (await form.json()) as { csrfToken: string }
  const before = cookiesOf(form)
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: before.join('; '),
      origin: url,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ csrfToken, identifier: staffNo, password: PASSWORD, json: 'true' }),
  })
  const session = cookiesOf(answer)
  if (!session.some((cookie) => cookie.includes('session-token')))
    throw new Error(`${staffNo} was not signed in (${answer.status})`)
  return [...before, ...session].join('; ')
}
