import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/identity/types'
import { fixedClock } from '@/lib/platform/clock'
import { asSystem, db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { freshDatabase } from '@/lib/platform/testing'
import { actorOf } from '@/prisma/seed/actors'
import { seedDirectory, seedRules } from '@/prisma/seed/base'
import { readEntry } from '@/lib/audit/audit'
import { verifyLog } from '@/lib/audit/queries'
import type { Result } from '@/lib/platform/result'
import {
  applyImport,
  chooseSheet,
  discardImport,
  mapImport,
  receiveImport,
  stopImport,
  undoImport,
} from './commands'
import { findProblemSheet } from './correcting/queries'
import { getImport, importKey, listImports } from './queries'
import { work } from './testing'
import type { ImportKind, ImportMode } from './types'

const clock = fixedClock('2026-11-23T02:00:00.000Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let admin: Actor

const fixture = (name: string) => readFileSync(new URL(`../../e2e/fixtures/${name}`, import.meta.url))
/** Where the folder of this test keeps the file of a batch. */
const fileOf = (id: string) => join(env().DATA_DIR, importKey(id))
const bytes = (...lines: string[]) => new TextEncoder().encode(lines.join('\n'))

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

async function* pieces(content: Uint8Array) {
  for (let at = 0; at < content.length; at += 1000) yield content.subarray(at, at + 1000)
}

const receive = (
  kind: ImportKind,
  content: Uint8Array,
  actor: Actor | null = admin,
  fileName = `${kind}.csv`,
) => receiveImport({ actor, clock, input: { kind, fileName, bytes: pieces(content) } })

/** The worker's turn; what the command line began is a worker's when it has been silent. */
async function carryOn(actor: Actor | null) {
  if (!actor) clock.advance(121_000)
  await work(clock)
}

async function detail(id: string) {
  const found = await getImport(admin, id, clock.now())
  if (!found) throw new Error('no such import')
  return found
}

/** A file received and checked, with its known columns. */
async function preview(kind: ImportKind, content: Uint8Array, actor: Actor | null = admin) {
  const received = done(await receive(kind, content, actor))
  const { mapping } = await detail(received.id)
  if (received.status === 'UPLOADED')
    done(await mapImport({ actor, clock, input: { batchId: received.id, mapping } }))
  await carryOn(actor)
  return detail(received.id)
}

async function apply(batchId: string, mode: ImportMode = 'ALL', actor: Actor | null = admin) {
  const begun = await applyImport({ actor, clock, input: { batchId, mode } })
  if (begun.ok) await carryOn(actor)
  return begun
}

/** Imports the valid rows and says what came of them: created, updated, unchanged. */
async function take(kind: ImportKind, content: Uint8Array, actor: Actor | null = admin) {
  const { id } = await preview(kind, content, actor)
  done(await apply(id, 'VALID', actor))
  const { status, error, rowsCreated, rowsUpdated, rowsUnchanged } = await detail(id)
  if (status !== 'DONE') throw new Error(`${status} ${JSON.stringify(error)}`)
  return [rowsCreated, rowsUpdated, rowsUnchanged]
}

const problemsOf = async (kind: ImportKind, content: Uint8Array, actor: Actor | null = admin) =>
  (await preview(kind, content, actor)).problems.map(({ line, column, code }) => [line, column, code])

const findings = async () => (await verifyLog(clock.now())).findings

beforeAll(async () => {
  database = await freshDatabase()
  await asSystem(clock.now(), seedRules)
  await asSystem(clock.now(), (tx) => seedDirectory(tx, clock.now()))
  admin = await actorOf('SYS001')
}, 120_000)

beforeEach(() => clock.advance(60_000))

afterAll(() => database.close())

describe('organs', () => {
  it('are placed below parents of the same file in any order, and circles are refused', async () => {
    expect(await problemsOf('organs', fixture('organs.csv'))).toEqual([
      [6, '上级代码', 'parent-unknown'],
      [7, '上级代码', 'parent-circle'],
      [8, '上级代码', 'parent-unknown'],
      [9, '发文代字', 'mark'],
      [9, '行政区划代码', 'district'],
      [9, '是否内设', 'not-yes-or-no'],
    ])
    expect(await take('organs', fixture('organs.csv'))).toEqual([4, 0, 0])
    const division = await db().organ.findUniqueOrThrow({
      where: { code: 'YXSW-GC' },
      include: { parent: true },
    })
    expect(division).toMatchObject({
      path: '/QL/YX/YXSW/YXSW-GC/',
      shortName: '工程科',
      documentMark: '云水',
      isDivision: true,
      parent: { code: 'YXSW' },
    })
  })

  it('change by code and do not move', async () => {
    expect(await take('organs', fixture('organs.csv'))).toEqual([0, 0, 4])
    const renamed = bytes('机构代码,名称,类型', 'YXSY,云岫区水务集团,国企')
    expect(await take('organs', renamed)).toEqual([0, 1, 0])
    const organ = await db().organ.findUniqueOrThrow({ where: { code: 'YXSY' } })
    expect(organ).toMatchObject({
      name: '云岫区水务集团',
      shortName: '区水投公司',
      documentMark: '云水投',
      version: 2,
    })
    const moved = bytes('机构代码,名称,类型,上级代码', 'YXSY,云岫区水务集团,国企,YXSW')
    expect(await problemsOf('organs', moved)).toEqual([[2, '上级代码', 'parent-changed']])
  })

  it('outside the administrator’s subtree are refused', async () => {
    const root = bytes('机构代码,名称,发文代字,类型', 'ELSEWHERE,别处,别,机关')
    expect(await problemsOf('organs', root)).toEqual([[2, '机构代码', 'not-in-charge']])
    expect(await problemsOf('organs', root, null)).toEqual([])
  })
})

describe('officials', () => {
  const leaderOf = async (staffNo: string) =>
    (
      await db().supervisionLink.findMany({
        where: { official: { staffNo } },
        include: { supervisor: true },
        orderBy: { createdAt: 'asc' },
      })
    ).map((link) => [
      link.supervisor.staffNo,
      link.validFrom.toISOString().slice(0, 10),
      link.validTo?.toISOString().slice(0, 10) ?? null,
    ])

  it('come with organ, leader and consent, rows with problems left out', async () => {
    expect(await problemsOf('officials', fixture('officials.csv'))).toEqual([
      [5, '主管领导工号', 'supervisor-is-self'],
      [6, '机构代码', 'organ-unknown'],
      [7, '邮箱', 'email-taken'],
      [8, '是否领导干部', 'not-yes-or-no'],
      [8, '人员类别', 'not-a-choice'],
      [8, '邮箱', 'email'],
    ])
    expect(await take('officials', fixture('officials.csv'))).toEqual([3, 0, 0])
    const official = await db().official.findUniqueOrThrow({
      where: { staffNo: 'SW0102' },
      include: { organ: true },
    })
    expect(official).toMatchObject({
      pinyin: 'ouyangsiyuan',
      initials: 'oysy',
      email: 'ouyang@example.gov.cn',
      organ: { code: 'YXSJ' },
    })
    expect(official.electronicServiceConsentAt).toEqual(clock.now())
    expect(await leaderOf('SW0103')).toEqual([['SW0101X', '2026-11-23', null]])
  })

  it('change leaders from today on, the one before until yesterday', async () => {
    clock.advance(3 * 24 * 3_600_000)
    const head = '工号,姓名,机构代码,职务,人员类别,主管领导工号,邮箱'
    const changed = bytes(
      head,
      'SW0103,单于 Ольга,YXSJ,工程师,事业编,SW0102,ouyang@example.gov.cn',
      'SW0102,欧阳思源,YXSJ,科员,公务员,SW0101X,',
    )
    expect(await take('officials', changed)).toEqual([0, 2, 0])
    expect(await leaderOf('SW0103')).toEqual([
      ['SW0101X', '2026-11-23', '2026-11-25'],
      ['SW0102', '2026-11-26', null],
    ])
    expect(await leaderOf('SW0102')).toEqual([['SW0101X', '2026-11-23', null]])
    expect(await take('officials', changed)).toEqual([0, 0, 2])
    const moved = await db().official.findUniqueOrThrow({ where: { staffNo: 'SW0103' } })
    expect(moved.email).toBe('ouyang@example.gov.cn')
    // A column that is missing changes nothing: the consent stands.
    const other = await db().official.findUniqueOrThrow({ where: { staffNo: 'SW0102' } })
    expect([other.email, other.electronicServiceConsentAt !== null, other.rank]).toEqual([
      null,
      true,
      '二级主任科员',
    ])
  })

  it('never lead each other in a circle', async () => {
    const head = '工号,姓名,机构代码,职务,人员类别,主管领导工号'
    const circle = bytes(head, 'SW0101X,曾𠮷,YXSJ,副局长,公务员,SW0103')
    expect(await problemsOf('officials', circle)).toEqual([[2, '主管领导工号', 'supervisor-circle']])
  })

  it('are not led by one of the three administrators', async () => {
    const head = '工号,姓名,机构代码,职务,人员类别,主管领导工号'
    const led = bytes(head, 'SW0101X,曾𠮷,YXSJ,副局长,公务员,SYS001')
    expect(await problemsOf('officials', led)).toEqual([[2, '主管领导工号', 'supervisor-is-administrator']])
  })

  it('whose leader’s own row is wrong are left out too', async () => {
    const head = '工号,姓名,机构代码,职务,人员类别,主管领导工号'
    const rows = bytes(
      head,
      'N1,甲,YXSJ,科员,公务员,N2',
      'N2,乙,YXSJ,科长,公务员,N3',
      'N3,丙,NOWHERE,局长,公务员,',
    )
    expect(await problemsOf('officials', rows)).toEqual([
      [2, '主管领导工号', 'supervisor-unknown'],
      [3, '主管领导工号', 'supervisor-unknown'],
      [4, '机构代码', 'organ-unknown'],
    ])
  })
})

describe('enterprises', () => {
  const named = (name: string) =>
    db().enterprise.findFirstOrThrow({ where: { name }, include: { persons: true } })

  it('are taken over from the untidy register, and again without a change', async () => {
    const content = fixture('enterprises-untidy.csv')
    const { id } = await preview('enterprises', content)
    expect(await apply(id)).toMatchObject({ refusal: { code: 'has-problems', params: { count: 10 } } })
    expect(await db().enterprise.count({ where: { name: '青岚磊鑫园林工程有限公司' } })).toBe(0)
    done(await apply(id, 'VALID'))
    expect(await detail(id)).toMatchObject({
      status: 'DONE',
      rowsCreated: 31,
      rowsUpdated: 0,
      rowsUnchanged: 0,
    })
    expect(await take('enterprises', content)).toEqual([0, 0, 31])
    const one = await named('青岚磊鑫园林工程有限公司')
    expect(one).toMatchObject({
      ownership: 'PRIVATE',
      capitalText: '101(万人民币元)',
      capitalCurrency: 'CNY',
    })
    expect([one.capitalAmount?.toString(), one.persons.map((person) => person.name)]).toEqual([
      '1010000',
      ['陆鑫'],
    ])
    expect(await named('青岚永安通驾驶员培训有限公司机场路分公司')).toMatchObject({ isBranch: true })
    expect(await named('+云@岫-演艺有限公司')).toMatchObject({ capitalText: '壹佰万元', capitalAmount: null })
  })

  it('keep what is known when a later register knows less, and remember a former name', async () => {
    const { uscc } = await named('青岚磊鑫园林工程有限公司')
    const later = bytes(
      '企业名称,统一社会信用代码,企业类型,法人代表,注册资金',
      `青岚磊鑫生态园林有限公司,${uscc},N/A,陆二,`,
    )
    expect(await take('enterprises', later)).toEqual([0, 1, 0])
    const after = await named('青岚磊鑫生态园林有限公司')
    expect(after).toMatchObject({
      uscc,
      ownership: 'PRIVATE',
      enterpriseType: '有限责任公司(自然人投资或控股)',
      capitalText: '101(万人民币元)',
      formerNames: ['青岚磊鑫园林工程有限公司'],
      legalRepresentative: '陆二',
    })
    expect(after.persons.map((person) => person.name).sort()).toEqual(['陆二', '陆鑫'])
  })

  it('without a code are known by name in either bracket width, and get their code later', async () => {
    const { id } = await named('云岫无码（筹）有限公司')
    const content = bytes('企业名称,统一社会信用代码', '云岫无码(筹) 有限公司,91440101732977351X')
    expect(await take('enterprises', content)).toEqual([0, 1, 0])
    expect(await db().enterprise.findUniqueOrThrow({ where: { id } })).toMatchObject({
      uscc: '91440101732977351X',
      source: 'REGISTER',
    })
  })

  it('of one name need a code', async () => {
    const twice = bytes(
      '企业名称,统一社会信用代码',
      '同名贸易有限公司,9144010173489535XF',
      '同名贸易有限公司,91440300734162957A',
    )
    expect(await take('enterprises', twice)).toEqual([2, 0, 0])
    const without = bytes('企业名称', '同名贸易有限公司')
    expect(await problemsOf('enterprises', without)).toEqual([[2, '企业名称', 'name-ambiguous']])
  })
})

describe('a batch', () => {
  const organ = (name: string, code = 'YXNEW') =>
    bytes('机构代码,名称,发文代字,类型,上级代码', `${code},${name},云新,机关,YX`)

  it('is imported once', async () => {
    const { id } = await preview('organs', organ('新局'))
    expect(await apply(id)).toMatchObject({ ok: true })
    expect(await apply(id)).toMatchObject({ refusal: { code: 'already-imported' } })
  })

  it('is not checked when its kept file was changed or removed', async () => {
    const { id } = done(await receive('organs', organ('新局甲')))
    writeFileSync(fileOf(id), organ('别的局'))
    await work(clock)
    expect(await detail(id)).toMatchObject({ status: 'FAILED', error: { code: 'file-gone' } })
    const other = done(await receive('organs', organ('新局甲')))
    rmSync(fileOf(other.id))
    await work(clock)
    expect(await detail(other.id)).toMatchObject({ status: 'FAILED', error: { code: 'file-gone' } })
  })

  it('is checked again when it is imported', async () => {
    const content = bytes('机构代码,名称,发文代字,类型,上级代码', 'YXNEW-2,新二局,云新,机关,YXNEW')
    const { id, problems } = await preview('organs', content)
    expect(problems).toEqual([])
    await asSystem(clock.now(), (tx) =>
      tx.organ.update({ where: { code: 'YXNEW' }, data: { active: false } }),
    )
    done(await apply(id))
    expect(await detail(id)).toMatchObject({
      status: 'STOPPED',
      rowsApplied: 0,
      error: { code: 'has-problems' },
    })
    done(await apply(id, 'VALID'))
    expect(await detail(id)).toMatchObject({ status: 'DONE', rowsCreated: 0, problemsTotal: 1 })
    await asSystem(clock.now(), (tx) => tx.organ.update({ where: { code: 'YXNEW' }, data: { active: true } }))
  })

  it('that is discarded leaves no file and no staged row', async () => {
    const { id } = await preview('organs', organ('新局乙'))
    expect(existsSync(fileOf(id))).toBe(true)
    expect(await discardImport({ actor: admin, clock, input: { batchId: id } })).toMatchObject({ ok: true })
    await work(clock)
    expect(existsSync(fileOf(id))).toBe(false)
    expect(await db().importRow.count({ where: { batchId: id } })).toBe(0)
    expect(await detail(id)).toMatchObject({ status: 'CANCELLED' })
  })

  it('is in the list, with its problems and who imported it', async () => {
    const { id } = await preview('enterprises', bytes('企业名称,统一社会信用代码', '甲,错码'))
    expect((await listImports(admin, clock.now()))[0]).toMatchObject({
      id,
      importedBy: '丁系统',
      rowsTotal: 1,
      rowsValid: 0,
    })
    expect((await detail(id)).problems).toEqual([
      { line: 2, column: '统一社会信用代码', code: 'uscc-length', params: { value: '错码', length: 2 } },
    ])
  })

  it('is the system administrator’s alone', async () => {
    const { id, mapping } = await preview('organs', organ('新局丙'))
    const refused = { refusal: { code: 'not-in-charge' } }
    for (const staffNo of ['ZJ0102', 'SEC001', 'AUD001']) {
      const actor = await actorOf(staffNo)
      const input = { batchId: id }
      expect(await receive('organs', organ('新局丁'), actor)).toMatchObject(refused)
      expect(await mapImport({ actor, clock, input: { batchId: id, mapping } })).toMatchObject(refused)
      expect(await chooseSheet({ actor, clock, input: { batchId: id, sheet: 'x' } })).toMatchObject(refused)
      expect(await apply(id, 'ALL', actor)).toMatchObject(refused)
      expect(await stopImport({ actor, clock, input })).toMatchObject(refused)
      expect(await undoImport({ actor, clock, input })).toMatchObject(refused)
      expect(await discardImport({ actor, clock, input })).toMatchObject(refused)
      expect(await listImports(actor, clock.now())).toEqual([])
      expect(await getImport(actor, id, clock.now())).toBeNull()
      expect(await findProblemSheet(actor, id, clock.now())).toBeNull()
    }
  })

  it('is in the log with every row that it wrote', async () => {
    const { id } = await preview('organs', organ('改名局'))
    done(await apply(id))
    const entry = await db().logEntry.findFirstOrThrow({ orderBy: { index: 'desc' } })
    const said = readEntry(entry.canonical)
    expect(said).toMatchObject({ version: 2, command: 'imports.write', actor: admin.officialId })
    expect(said?.rows.map(({ table }) => table)).toEqual(['ImportBatch'])
    expect(said?.lists).toMatchObject([{ table: 'Organ', count: 1 }])
    expect(await findings()).toEqual([])
  })
})
