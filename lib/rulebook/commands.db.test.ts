import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/identity/types'
import { fixedClock, toDate } from '@/lib/platform/clock'
import { asSystem, db } from '@/lib/platform/db'
import type { Result } from '@/lib/platform/result'
import { freshDatabase } from '@/lib/platform/testing'
import { actorOf } from '@/prisma/seed/actors'
import { seedDirectory, seedRules } from '@/prisma/seed/base'
import { publishPolicy } from './commands'
import { getRulebook, getRulebookAt, listRulebooks } from './queries'
import { DEFAULT_LIMITS, DEFAULT_SUSPENDS, LIMIT_NAMES, publishPolicySchema, type Limits } from './schema'

const clock = fixedClock('2026-11-23T02:00:00.000Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let admin: Actor

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

/** What the form sends: digits in texts. */
const entered = (effectiveFrom: string, limits: Partial<Limits>) => ({
  effectiveFrom,
  note: '局务会纪要（示例）',
  suspends: [...DEFAULT_SUSPENDS],
  ...Object.fromEntries(Object.entries({ ...DEFAULT_LIMITS, ...limits }).map(([k, n]) => [k, String(n)])),
})
const publish = (effectiveFrom: string, limits: Partial<Limits>, actor = admin) =>
  publishPolicy({ actor, clock, input: publishPolicySchema.parse(entered(effectiveFrom, limits)) })

beforeAll(async () => {
  database = await freshDatabase()
  await asSystem(clock.now(), seedRules)
  await asSystem(clock.now(), (tx) => seedDirectory(tx, clock.now()))
  admin = await actorOf('SEC001')
}, 120_000)

afterAll(() => database.close())

describe('a policy version', () => {
  it('is refused on today, earlier, and without a change', async () => {
    expect(await publish('2026-11-23', { reportDecide: 2 })).toMatchObject({
      refusal: {
        code: 'effective-too-early',
        params: { last: '2026-11-23' },
        fields: { effectiveFrom: 'rulebook.field.effectiveTooEarly' },
      },
    })
    expect(code(await publish('2026-01-01', { reportDecide: 2 }))).toBe('effective-too-early')
    expect(code(await publish('2026-12-01', {}))).toBe('nothing-changed')
    expect(await listRulebooks(db())).toHaveLength(1)
  })

  it('counts from its day on, and the one before stays', async () => {
    expect(await publish('2026-12-01', { reportDecide: 2 })).toEqual({ ok: true, value: { version: 2 } })
    const at = async (instant: string) => (await getRulebookAt(db(), toDate(instant))).version
    expect(await at('2026-11-30T15:59:59.999Z')).toBe(1)
    expect(await at('2026-11-30T16:00:00.000Z')).toBe(2)
    expect((await getRulebook(db(), 1)).limits).toEqual(DEFAULT_LIMITS)
    const [newest] = await listRulebooks(db())
    expect(newest).toMatchObject({
      version: 2,
      limits: { ...DEFAULT_LIMITS, reportDecide: 2 },
      note: '局务会纪要（示例）',
      publishedBy: '安全宁',
    })
    const last = await db().logEntry.findFirstOrThrow({ orderBy: { index: 'desc' } })
    expect(JSON.parse(Buffer.from(last.canonical).toString('utf8'))).toMatchObject({
      command: 'rulebook.publish-policy',
      rows: [{ table: 'PolicyVersion', key: { version: '2' } }],
    })
  })

  it('follows the newest one, also when that is not yet in force', async () => {
    expect(code(await publish('2026-12-01', { reportDecide: 4 }))).toBe('effective-too-early')
    expect(code(await publish('2027-01-01', { reportDecide: 2 }))).toBe('nothing-changed')
    expect(await publish('2026-12-02', {})).toEqual({ ok: true, value: { version: 3 } })
  })

  it('is for the security administrator alone', async () => {
    for (const staffNo of ['SYS001', 'AUD001', 'ZJ0001', 'ZJ0102'])
      expect(code(await publish('2028-01-01', { reportDecide: 5 }, await actorOf(staffNo)))).toBe(
        'not-allowed',
      )
  })
})

describe('the form', () => {
  it('asks for every limit once', () =>
    expect([...LIMIT_NAMES].sort()).toEqual(Object.keys(DEFAULT_LIMITS).sort()))

  it.each([
    ['reportDecide', '0'],
    ['reportDecide', '61'],
    ['reportDecide', '2.5'],
    ['reportDecide', ''],
    ['reportDecide', '三'],
    ['giftHandInMonths', '13'],
    ['effectiveFrom', '2026-02-30'],
    ['note', ' '],
  ])('refuses %s = "%s"', (name, value) => {
    const parsed = publishPolicySchema.safeParse({ ...entered('2026-12-01', {}), [name]: value })
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([name])
  })
})
