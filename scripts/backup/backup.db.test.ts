import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  createReadStream,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAttachment } from '@/lib/attachments/commands'
import { everyRow, fileReport, openWorld, type World } from '@/lib/filing/testing'
import { startReport } from '@/lib/advance-reports/commands'
import { receiveImport } from '@/lib/imports/commands'
import { env } from '@/lib/platform/env'
import { files, readKept } from '@/lib/platform/files'
import { createDatabase } from '@/scripts/embedded-postgres.mjs'
import { readBackup } from './read'
import { MANIFEST, partOf, type Manifest } from './tables'
import { writeBackup } from './write'

const folder = mkdtempSync(join(tmpdir(), 'qinqing-backup-'))
const place = join(folder, 'first')
let world: World
let before: Record<string, string>
let manifest: Manifest
let attached: string

beforeAll(async () => {
  world = await openWorld()
  for (let index = 0; index < 3; index += 1) await fileReport(world)
  const actor = await world.actor('ZJ0102')
  const { clock } = world
  const started = await startReport({ actor, clock, input: {} })
  if (!started.ok) throw new Error(started.refusal.code)
  const paper = await PDFDocument.create()
  paper.addPage()
  const bytes = await paper.save()
  const added = await addAttachment({
    actor,
    clock,
    input: { caseId: started.value.caseId, name: '材料\t\\N.pdf', bytes },
  })
  if (!added.ok) throw new Error(added.refusal.code)
  const input = {
    kind: 'organs' as const,
    fileName: 'organs.csv',
    bytes: createReadStream('e2e/fixtures/organs.csv') as AsyncIterable<Uint8Array>,
  }
  await receiveImport({ actor: null, clock, input })
  // What a text format could stumble over.
  await world.owner.query(`INSERT INTO "Setting" (key, value) VALUES ('odd', $1)`, [
    JSON.stringify(['\\N', '\\.', 'a\tb\nc\rd', '"', '𠮷', '']),
  ])
  before = await everyRow(world)
  manifest = await writeBackup(world.database.ownerUrl, place)
  attached = Object.keys(manifest.files).find((key) => key.startsWith('files/')) ?? ''
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

/** An empty, migrated database, its addresses and its owner. */
async function target(work: (urls: { app: string; owner: string }, owner: Client) => Promise<void>) {
  const { TEST_ADMIN_URL: admin = '', TEST_APP_URL: app = '', TEST_OWNER_URL: mine = '' } = process.env
  const name = `restore_${randomBytes(6).toString('hex')}`
  await createDatabase(admin, name, { template: 'template_qinqing' })
  const urls = { app: named(app, name), owner: named(mine, name) }
  const owner = new Client(urls.owner)
  await owner.connect()
  await owner.query(`SELECT set_config('app.actor', 'system', false)`)
  try {
    await work(urls, owner)
  } finally {
    await owner.end()
  }
}
function named(address: string, database: string): string {
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}
const copyOf = (name: string) => {
  const path = join(folder, name)
  for (const file of ['database', 'files', 'imports', MANIFEST])
    if (readdirSync(place).includes(file)) cpSync(join(place, file), join(path, file), { recursive: true })
  return path
}
const rowsIn = async (owner: Client) => everyRow({ ...world, owner })

describe('a backup', () => {
  it('holds every table and every file that a row names, and its list last', () => {
    expect(Object.keys(manifest.tables).sort()).toEqual(Object.keys(before).sort())
    for (const [table, { rows }] of Object.entries(manifest.tables))
      expect([table, rows]).toEqual([table, Number(before[table]?.split(' ')[0])])
    expect(
      Object.keys(manifest.files)
        .map((key) => key.split('/')[0])
        .sort(),
    ).toEqual(['files', 'imports'])
    expect(manifest.log.index).toBeGreaterThan(5)
  })

  it('goes into an empty folder only', async () => {
    await expect(writeBackup(world.database.ownerUrl, place)).rejects.toThrow('is not empty')
  })

  it('is refused when a file that a row names is gone', async () => {
    const bytes = (await readKept(attached)) ?? Buffer.alloc(0)
    await files().remove(attached)
    try {
      await expect(writeBackup(world.database.ownerUrl, join(folder, 'lacking'))).rejects.toThrow('missing')
      expect(readdirSync(join(folder, 'lacking'))).not.toContain(MANIFEST)
    } finally {
      await files().put(attached, bytes)
    }
  })

  it('is one moment, whatever is written meanwhile', async () => {
    // More than ten entries: as texts the ninth would be the newest.
    for (let n = 0; n < 3; n += 1) await fileReport(world)
    const [backup] = await Promise.all([
      writeBackup(world.database.ownerUrl, join(folder, 'busy')),
      fileReport(world),
      fileReport(world),
    ])
    const log = gunzipSync(readFileSync(join(folder, 'busy', partOf('LogHead')))).toString()
    // The head names the next entry, the list of the backup the newest: both are of the same moment as the entries.
    expect(Number(log.split('\t')[1])).toBe(backup.log.index + 1)
    expect(backup.tables.LogEntry?.rows).toBe(backup.log.index + 1)
    expect(backup.log.index).toBeGreaterThanOrEqual(10)
  })
})

describe('a restore', () => {
  it('gives back every row, file and number, behind the same policies, with an intact log', async () => {
    await target(async (urls, owner) => {
      rmSync(join(env().DATA_DIR, 'files'), { recursive: true })
      const run = spawnSync(
        process.execPath,
        ['--import', 'tsx', 'scripts/backup/run.ts', 'restore', place],
        {
          env: { ...process.env, DATABASE_URL: urls.app, BACKUP_OWNER_URL: urls.owner },
          encoding: 'utf8',
        },
      )
      expect([run.status, run.stderr]).toEqual([0, ''])
      // The tool checks the log afterwards, as npm run audit:verify does.
      expect(run.stdout).toContain(`The log is intact: ${manifest.tables.LogEntry?.rows}`)
      expect(run.stdout).toContain(`${manifest.log.index} ${manifest.log.hash}`)
      expect(await rowsIn(owner)).toEqual(before)
      expect((await readKept(attached))?.byteLength).toBe(manifest.files[attached]?.size)
      // Row policies, triggers and references are as the migrations made them.
      const guards = `SELECT (SELECT count(*) FROM pg_class WHERE relforcerowsecurity)::int AS forced,
        (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D')::int AS off,
        (SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated)::int AS refs`
      const mine = await owner.query(guards)
      expect(mine.rows).toEqual((await world.owner.query(guards)).rows)
    })
  })

  it('is refused where somebody has worked, and changes nothing', async () => {
    const rows = await everyRow(world)
    await expect(readBackup(world.database.ownerUrl, place)).rejects.toThrow('is not empty')
    expect(await everyRow(world)).toEqual(rows)
  })

  it.each<[string, (path: string) => void, RegExp]>([
    ['without its list', (path) => rmSync(join(path, MANIFEST)), /no whole backup/],
    [
      'of another version',
      (path) => change(path, (it) => it.migrations.pop()),
      /restore with the sources of that version/,
    ],
    [
      'with a changed table',
      (path) => {
        const file = join(path, partOf('Official'))
        writeFileSync(file, gzipSync(gunzipSync(readFileSync(file)).toString().replace('周', '州')))
      },
      /damaged/,
    ],
    [
      'with a changed file',
      (path) => writeFileSync(join(path, attached), 'changed'),
      /not the expected ones/,
    ],
  ])('of a backup %s is refused, and changes nothing', async (name, damage, problem) => {
    const path = copyOf(name.replaceAll(' ', '-'))
    damage(path)
    await target(async (urls, owner) => {
      const rows = await rowsIn(owner)
      await expect(readBackup(urls.owner, path)).rejects.toThrow(problem)
      expect(await rowsIn(owner)).toEqual(rows)
    })
  })
})

function change(path: string, work: (it: Manifest) => void): void {
  const read = JSON.parse(readFileSync(join(path, MANIFEST), 'utf8')) as Manifest
  work(read)
  writeFileSync(join(path, MANIFEST), JSON.stringify(read))
}
