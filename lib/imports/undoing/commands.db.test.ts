import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyLog } from '@/lib/audit/queries'
import { fixedClock } from '@/lib/platform/clock'
import { asSystem, db } from '@/lib/platform/db'
import { uuidv7 } from '@/lib/platform/ids'
import { freshDatabase } from '@/lib/platform/testing'
import type { Actor } from '@/lib/identity/types'
import { actorOf } from '@/prisma/seed/actors'
import { seedDirectory, seedRules } from '@/prisma/seed/base'
import { applyImport, undoImport } from '../commands'
import { codeOf, importer, registerOf, work } from '../testing'

const clock = fixedClock('2026-11-23T02:00:00.000Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let admin: Actor
let steps: ReturnType<typeof importer>

beforeAll(async () => {
  process.env.IMPORT_CHUNK_ROWS = '20'
  database = await freshDatabase()
  await asSystem(clock.now(), seedRules)
  await asSystem(clock.now(), (tx) => seedDirectory(tx, clock.now()))
  admin = await actorOf('SYS001')
  steps = importer(admin, clock)
}, 120_000)

beforeEach(() => clock.advance(60_000))
afterAll(() => database.close())

const bytes = (...lines: string[]) => new TextEncoder().encode(lines.join('\n'))
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)
const enterprise = (n: number) =>
  db().enterprise.findUnique({
    where: { uscc: codeOf(n) },
    include: { persons: { orderBy: { name: 'asc' } } },
  })
const findings = async () => (await verifyLog(clock.now())).findings
const HEAD = '企业名称,统一社会信用代码,法定代表人,注册资金,注册日期,曾用名,企业类型'
const matter = (number: string, code: string, handler = 'ZJ0102') =>
  bytes(
    '事项编号,事项名称,事项类型,机构代码,立项日期,企业统一社会信用代码,承办人工号',
    `${number},测试采购,采购招标,ZJ,2026-11-01,${code},${handler}`,
  )
const organCode = async () =>
  (await db().official.findUniqueOrThrow({ where: { staffNo: 'ZJ0102' }, include: { organ: true } })).organ
    .code

async function matterFile(number: string, code: string, handler?: string) {
  const text = new TextDecoder().decode(matter(number, code, handler))
  return bytes(text.replace(',ZJ,', `,${await organCode()},`))
}

describe('an import of enterprises that is taken back', () => {
  it('removes what it made and gives what it changed its former values', async () => {
    await steps.take(
      'enterprises',
      bytes(HEAD, `甲旧名有限公司,${codeOf(1)},张三,100万元,2002-01-03,甲更旧,私营有限责任公司`),
    )
    const before = await enterprise(1)
    const taken = await steps.take(
      'enterprises',
      bytes(
        HEAD,
        `甲新名有限公司,${codeOf(1)},李四,5亿元,2003-01-03,,国有独资`,
        ...numbers(10, 50).map((n) => `乙${n}有限公司,${codeOf(n)},王五,,,,`),
      ),
    )
    expect(taken).toMatchObject({ rowsCreated: 50, rowsUpdated: 1, undoable: true })
    expect(await enterprise(1)).toMatchObject({ name: '甲新名有限公司', ownership: 'STATE', version: 2 })
    const undone = await steps.undo(taken.id)
    expect(undone).toMatchObject({ status: 'UNDONE', undoable: false, rowsApplied: 0, blockers: [] })
    const { version, updatedAt: _at, ...after } = (await enterprise(1)) ?? {}
    const { version: _v, updatedAt: _u, ...was } = before ?? {}
    // The former legal representative came with the import and goes with it.
    expect(after).toEqual(was)
    expect(version).toBe(3)
    expect(await db().enterprise.count({ where: { name: { startsWith: '乙' } } })).toBe(0)
    expect(await findings()).toEqual([])
    expect(await undoImport({ actor: admin, clock, input: { batchId: taken.id } })).toMatchObject({
      refusal: { code: 'not-undoable' },
    })
    // The rows are free to come again.
    expect(await steps.take('enterprises', registerOf(numbers(10, 50)))).toMatchObject({ rowsCreated: 50 })
  })

  it('is refused whole, naming each row that was changed or used since, until that is taken back too', async () => {
    const first = await steps.take('enterprises', registerOf(numbers(100, 60)))
    const matters = await steps.take('matters', await matterFile('测采〔2026〕1号', codeOf(101)))
    expect(matters).toMatchObject({ status: 'DONE', rowsCreated: 1, problems: [] })
    const changed = await steps.take('enterprises', registerOf([155], '改名企业'))
    expect(changed).toMatchObject({ rowsUpdated: 1 })
    const kept = await steps.undo(first.id)
    expect(kept).toMatchObject({
      status: 'DONE',
      rowsApplied: 60,
      error: { code: 'undo-refused' },
      undoable: true,
    })
    expect(kept.blockers.map(({ column, code, params }) => [column, code, params?.usedBy]).sort()).toEqual(
      [
        [`改名企业155有限公司 ${codeOf(155)}`, 'changed-since', ''],
        [`测试企业101有限公司 ${codeOf(101)}`, 'used-since', 'MatterEnterprise'],
      ].sort(),
    )
    expect(await db().enterprise.count({ where: { uscc: { in: numbers(100, 60).map(codeOf) } } })).toBe(60)
    expect(await steps.undo(matters.id)).toMatchObject({ status: 'UNDONE' })
    expect(await db().matter.count({ where: { number: '测采〔2026〕1号' } })).toBe(0)
    expect(await steps.undo(changed.id)).toMatchObject({ status: 'UNDONE' })
    // Its former values are back, but the row was worked on: its version says so.
    expect((await steps.undo(first.id)).blockers).toMatchObject([{ code: 'changed-since' }])
    expect(await findings()).toEqual([])
  })

  it('is possible for some days only; then what it needed is removed', async () => {
    const taken = await steps.take('enterprises', registerOf(numbers(200, 25)))
    expect(await db().importRow.count({ where: { batchId: taken.id } })).toBe(25)
    clock.advance(7 * 86_400_000 + 60_000)
    expect((await steps.detail(taken.id)).undoable).toBe(false)
    expect(await undoImport({ actor: admin, clock, input: { batchId: taken.id } })).toMatchObject({
      refusal: { code: 'not-undoable' },
    })
    await work(clock)
    expect(await db().importRow.count({ where: { batchId: taken.id } })).toBe(0)
    const chunks = await db().importChunk.findMany({ where: { batchId: taken.id } })
    expect(chunks.map(({ changes }) => changes)).toEqual([{}, {}])
    expect(await findings()).toEqual([])
  })
})

describe('an import of officials that is taken back', () => {
  const OFFICIALS = '工号,姓名,机构代码,职务,人员类别,主管领导工号,邮箱'
  const links = async (staffNo: string) =>
    (
      await db().supervisionLink.findMany({
        where: { official: { staffNo } },
        include: { supervisor: true },
        orderBy: { createdAt: 'asc' },
      })
    ).map((link) => [link.supervisor.staffNo, link.validTo])

  it('gives back posts, leaders and addresses that went from one to the other', async () => {
    const organ = await organCode()
    await steps.take(
      'officials',
      bytes(
        OFFICIALS,
        `T1,测一,${organ},科员,公务员,ZJ0002,one@example.gov.cn`,
        `T2,测二,${organ},科员,公务员,,two@example.gov.cn`,
      ),
    )
    clock.advance(86_400_000)
    const before = await db().official.findMany({
      where: { staffNo: { in: ['T1', 'T2'] } },
      orderBy: { staffNo: 'asc' },
    })
    const taken = await steps.take(
      'officials',
      bytes(
        OFFICIALS,
        `T1,测一,${organ},科长,公务员,ZJ0001,two@example.gov.cn`,
        `T2,测二,${organ},科员,公务员,T1,one@example.gov.cn`,
        `T3,测三,${organ},科员,公务员,T2,`,
      ),
    )
    expect(taken).toMatchObject({ status: 'DONE', rowsCreated: 1, rowsUpdated: 2 })
    expect(await steps.undo(taken.id)).toMatchObject({ status: 'UNDONE', blockers: [] })
    const plain = (rows: typeof before) => rows.map(({ version: _v, updatedAt: _u, ...row }) => row)
    const after = await db().official.findMany({
      where: { staffNo: { in: ['T1', 'T2', 'T3'] } },
      orderBy: { staffNo: 'asc' },
    })
    expect(plain(after)).toEqual(plain(before))
    expect(await links('T1')).toEqual([['ZJ0002', null]])
    expect(await links('T2')).toEqual([])
    expect(await findings()).toEqual([])
  })

  it('is refused when somebody has an account since', async () => {
    const organ = await organCode()
    const taken = await steps.take('officials', bytes(OFFICIALS, `T9,测九,${organ},科员,公务员,,`))
    const { id } = await db().official.findUniqueOrThrow({ where: { staffNo: 'T9' } })
    await asSystem(clock.now(), (tx) => tx.account.create({ data: { officialId: id } }))
    expect((await steps.undo(taken.id)).blockers).toMatchObject([
      { column: '测九 T9', code: 'used-since', params: { usedBy: 'Account' } },
    ])
    expect(await db().official.count({ where: { staffNo: 'T9' } })).toBe(1)
  })
})

describe('organs and matters', () => {
  it('are taken back with what hangs on them', async () => {
    const file = bytes('机构代码,名称,发文代字,类型,上级代码', 'U2,测科,云测,机关,U1', 'U1,测局,云测,机关,YX')
    const taken = await steps.take('organs', file)
    expect(taken).toMatchObject({ rowsCreated: 2, problems: [] })
    const official = await steps.take(
      'officials',
      bytes('工号,姓名,机构代码,职务,人员类别', 'U9,测九,U2,科员,公务员'),
    )
    expect((await steps.undo(taken.id)).blockers).toMatchObject([
      { column: '测科 U2', code: 'used-since', params: { usedBy: 'Official' } },
    ])
    expect(await steps.undo(official.id)).toMatchObject({ status: 'UNDONE' })
    expect(await steps.undo(taken.id)).toMatchObject({ status: 'UNDONE' })
    expect(await db().organ.count({ where: { code: { in: ['U1', 'U2'] } } })).toBe(0)
    expect(await findings()).toEqual([])
  })

  it('are known by their number; handlers and enterprises are added, none taken away', async () => {
    await steps.take('enterprises', registerOf([300, 301]))
    const number = '测采〔2026〕9号'
    await steps.take('matters', await matterFile(number, codeOf(300)))
    const again = await steps.take('matters', await matterFile(number, codeOf(301), 'ZJ0103'))
    expect(again).toMatchObject({ rowsCreated: 0, rowsUpdated: 1 })
    const found = () =>
      db().matter.findUniqueOrThrow({
        where: { number },
        include: { enterprises: true, handlers: { include: { official: true } } },
      })
    const both = await found()
    expect(both.enterprises).toHaveLength(2)
    expect(both.handlers.map(({ official }) => official.staffNo).sort()).toEqual(['ZJ0102', 'ZJ0103'])
    expect(await steps.take('matters', await matterFile(number, codeOf(301), 'ZJ0103'))).toMatchObject({
      rowsUnchanged: 1,
    })
    await steps.undo(again.id)
    const one = await found()
    expect([one.enterprises.length, one.handlers.length]).toEqual([1, 1])
    expect(await findings()).toEqual([])
  })

  it('whose handler a recusal took off the matter do not get them back by a file', async () => {
    const number = '测采〔2026〕8号'
    const made = await steps.take('matters', await matterFile(number, ''))
    expect(made.rowsCreated).toBe(1)
    await asSystem(clock.now(), (tx) =>
      tx.matterHandler.updateMany({
        where: { matter: { number } },
        data: { endedAt: clock.now(), endedByCaseId: uuidv7(clock.now()) },
      }),
    )
    const { problems, id } = await steps.preview('matters', await matterFile(number, ''))
    expect(problems).toMatchObject([{ line: 2, column: '承办人工号', code: 'handler-recused' }])
    expect(await applyImport({ actor: admin, clock, input: { batchId: id, mode: 'ALL' } })).toMatchObject({
      refusal: { code: 'has-problems' },
    })
    expect((await steps.undo(made.id)).blockers).toMatchObject([{ code: 'changed-since' }])
  })
})
