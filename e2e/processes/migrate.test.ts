// npm run migrate, as a container or a second machine runs it: from nothing to a database and a file store that apps can use.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase } from '@/scripts/embedded-postgres.mjs'
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY, startS3 } from '@/scripts/s3-server.mjs'

const folder = mkdtempSync(join(tmpdir(), 'qinqing-migrate-'))
const name = `migrate_${randomBytes(6).toString('hex')}`
const { TEST_ADMIN_URL: admin = '', TEST_APP_URL: app = '', TEST_OWNER_URL: owner = '' } = process.env
const named = (address: string) => Object.assign(new URL(address), { pathname: `/${name}` }).href
let store: Awaited<ReturnType<typeof startS3>>

beforeAll(async () => {
  await createDatabase(admin, name)
  store = await startS3({ folder: join(folder, 'store'), bucket: 'another' })
})
afterAll(async () => {
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The store is in this process: the tool must run beside it, not before. */
function migrate(more: Record<string, string> = {}): Promise<{ status: number | null; text: string }> {
  const child = spawn(process.execPath, ['scripts/migrate-database.mjs'], {
    env: {
      PATH: process.env.PATH,
      DATABASE_OWNER_URL: named(owner),
      DATABASE_URL_FILE: join(folder, 'database_url'),
      DATA_DIR: join(folder, 'data'),
      S3_ENDPOINT: store.endpoint,
      S3_BUCKET: 'made-here',
      S3_ACCESS_KEY_ID: ACCESS_KEY_ID,
      S3_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY,
      ...more,
    } as unknown as NodeJS.ProcessEnv,
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  return new Promise((done) => child.on('exit', (status) => done({ status, text })))
}

describe('npm run migrate', () => {
  it('makes everything from nothing, with a secret from a file, and nothing twice', async () => {
    writeFileSync(join(folder, 'database_url'), `${named(app)}\n`)
    const all = readdirSync('prisma/migrations', { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    ).length
    const first = await migrate()
    expect(first).toMatchObject({
      status: 0,
      text: expect.stringContaining(`${all} new migrations`) as string,
    })
    expect(await migrate()).toMatchObject({
      status: 0,
      text: expect.stringContaining(': 0 new migrations') as string,
    })
    const client = new Client({ connectionString: named(app) })
    await client.connect()
    const { rows } = await client.query(`SELECT count(*)::int AS n FROM "PolicyVersion"`)
    await client.end()
    expect(rows).toEqual([{ n: 1 }])
  })

  it('says in one sentence what is missing or wrong', async () => {
    const wrong = await migrate({ S3_SECRET_ACCESS_KEY: 'wrong' })
    expect(wrong.status).toBe(1)
    expect(wrong.text).toContain('The file store made-here cannot be used')
    const same = await migrate({ DATABASE_URL: named(owner) })
    expect(same).toMatchObject({
      status: 1,
      text: expect.stringContaining('must be different roles') as string,
    })
    const lacking = spawnSync(process.execPath, ['scripts/app.mjs'], {
      env: { PATH: process.env.PATH } as unknown as NodeJS.ProcessEnv,
      encoding: 'utf8',
    })
    expect(lacking.status).toBe(1)
    expect(lacking.stderr).toContain('DATABASE_URL, NEXTAUTH_SECRET, NEXTAUTH_URL')
  })
})
