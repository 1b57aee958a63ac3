import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import * as organs from '@/lib/organs/commands'
import { fixedClock } from '@/lib/platform/clock'
import { listGrantOrgans } from '@/lib/organs/choosing/queries'
import { asSystem, db } from '@/lib/platform/db'
import type { Result } from '@/lib/platform/result'
import { freshDatabase } from '@/lib/platform/testing'
import { actorOf } from '@/prisma/seed/actors'
import { need, seedDirectory, seedRules, type Seeded } from '@/prisma/seed/base'
import { signIn } from '../sign-in/commands'
import { loadActor } from '../queries'
import { tokenHash } from '../rules/token-hash'
import { grantRoleSchema } from '../schema'
import type { Actor } from '../types'
import { DEMO_PASSWORD } from '@/prisma/personas'
import { confirmRole, endRole, grantRole } from './commands'
import { listRoles } from './queries'

const clock = fixedClock('2026-11-23T02:00:00.000Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let seeded: Seeded
let admin: Actor
let second: Actor
let auditor: Actor

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

type Entered = Partial<z.input<typeof grantRoleSchema>>

function propose(staffNo: string, entered: Entered = {}, actor = admin) {
  const input = grantRoleSchema.parse({
    officialId: need(seeded.people, staffNo),
    role: 'CLERK',
    organId: need(seeded.organs, 'YXFG'),
    validFrom: '2026-11-23',
    basis: '局党组会议纪要（示例）',
    ...entered,
  })
  return grantRole({ actor, clock, input })
}
const confirm = (assignmentId: string, actor: Actor) => confirmRole({ actor, clock, input: { assignmentId } })
const end = (assignmentId: string, actor = admin) => endRole({ actor, clock, input: { assignmentId } })
const rolesOf = async (staffNo: string) => (await actorOf(staffNo)).roles.map((grant) => grant.role)

/** The same administrator with the role for one subtree only. */
const local = (actor: Actor, organ: string, organPath: string): Actor => ({
  ...actor,
  roles: actor.roles.map((grant) => ({ ...grant, organId: need(seeded.organs, organ), organPath })),
})

beforeAll(async () => {
  database = await freshDatabase()
  await asSystem(clock.now(), seedRules)
  seeded = await asSystem(clock.now(), (tx) => seedDirectory(tx, clock.now()))
  admin = await actorOf('SEC001')
  second = await actorOf('SEC002')
  auditor = await actorOf('AUD001')
}, 120_000)

afterAll(() => database.close())

describe('a role', () => {
  it('counts once a second person has confirmed it, and ends the sessions of its holder', async () => {
    const { assignmentId } = valueOf(await propose('FG0101'))
    expect(await rolesOf('FG0101')).toEqual([])
    const { token } = valueOf(
      await signIn({ identifier: 'FG0101', password: DEMO_PASSWORD, clock, userAgent: '', address: '' }),
    )
    const session = () => loadActor(tokenHash(token), clock.now())
    expect((await session())?.roles).toEqual([])
    expect(code(await confirm(assignmentId, admin))).toBe('second-person-needed')
    expect(code(await confirm(assignmentId, auditor))).toBe('ok')
    expect(await rolesOf('FG0101')).toEqual(['CLERK'])
    expect(await session()).toBeNull()
    expect(code(await confirm(assignmentId, second))).toBe('role-not-waiting')
    const row = await db().roleAssignment.findUniqueOrThrow({ where: { id: assignmentId } })
    expect(row).toMatchObject({ grantedById: admin.officialId, confirmedById: auditor.officialId })
    expect(code(await end(assignmentId))).toBe('ok')
    expect(await rolesOf('FG0101')).toEqual([])
    expect(code(await end(assignmentId))).toBe('role-not-waiting')
  })

  it('is confirmed by another security administrator too, and not by its holder', async () => {
    const { assignmentId } = valueOf(await propose('FG0101'))
    const holder = { ...second, officialId: need(seeded.people, 'FG0101') }
    expect(code(await confirm(assignmentId, holder))).toBe('second-person-needed')
    expect(code(await confirm(assignmentId, second))).toBe('ok')
    expect(code(await end(assignmentId))).toBe('ok')
  })

  it('that was only proposed can be taken back', async () => {
    const { assignmentId } = valueOf(await propose('FG0101'))
    expect(code(await end(assignmentId))).toBe('ok')
    expect(code(await confirm(assignmentId, auditor))).toBe('role-not-waiting')
  })
})

describe('a proposal', () => {
  it('is refused for oneself, with dates that cannot be, and twice', async () => {
    expect(code(await propose('SEC001'))).toBe('own-role')
    expect(await propose('FG0101', { validTo: '2026-11-22' })).toMatchObject({
      refusal: { code: 'dates-wrong', fields: { validTo: 'identity.field.endBeforeStart' } },
    })
    const past = { validFrom: '2026-11-01', validTo: '2026-11-22' }
    expect(await propose('FG0101', past)).toMatchObject({
      refusal: { code: 'role-past', fields: { validTo: 'identity.field.endPassed' } },
    })
    const { assignmentId } = valueOf(await propose('FG0101', { validTo: '2026-11-30' }))
    expect(await propose('FG0101')).toMatchObject({
      refusal: { code: 'role-held', fields: { role: 'identity.field.roleHeld' } },
    })
    const later = valueOf(await propose('FG0101', { validFrom: '2026-12-01' }))
    expect(code(await end(assignmentId))).toBe('ok')
    expect(code(await end(later.assignmentId))).toBe('ok')
    expect(
      grantRoleSchema.safeParse({ validFrom: '2026-02-30' }).error?.issues.map((one) => one.path[0]),
    ).toContain('validFrom')
  })

  it('is refused for people and organs that are inactive', async () => {
    const system = await actorOf('SYS001')
    const person = { officialId: need(seeded.people, 'SJ0102'), version: 1 }
    valueOf(await organs.deactivateOfficial({ actor: system, clock, input: person }))
    expect(await propose('SJ0102')).toMatchObject({
      refusal: { code: 'grantee-inactive', fields: { officialId: 'identity.field.officialInactive' } },
    })
    await asSystem(clock.now(), (tx) =>
      tx.organ.updateMany({ where: { code: 'YXCT' }, data: { active: false } }),
    )
    expect(await propose('FG0101', { organId: need(seeded.organs, 'YXCT') })).toMatchObject({
      refusal: { code: 'organ-inactive', fields: { organId: 'identity.field.organInactive' } },
    })
    expect((await listGrantOrgans(admin)).organs.some((one) => one.id === need(seeded.organs, 'YXCT'))).toBe(
      false,
    )
    const unknown = '019b0000-0000-7000-8000-000000000000'
    expect(code(await propose('FG0101', { officialId: unknown }))).toBe('grantee-inactive')
    expect(code(await propose('FG0101', { organId: unknown }))).toBe('organ-inactive')
  })

  it('that ran out before it was confirmed is not confirmed any more', async () => {
    const { assignmentId } = valueOf(await propose('FG0101', { validTo: '2026-11-23' }))
    const later = fixedClock('2026-11-24T02:00:00.000Z')
    const confirmed = await confirmRole({ actor: auditor, clock: later, input: { assignmentId } })
    expect(code(confirmed)).toBe('role-past')
    expect(code(await end(assignmentId))).toBe('ok')
  })

  it('of an administrator excludes every other role, either way', async () => {
    expect(code(await propose('ZJ0003', { role: 'AUDIT_ADMIN' }))).toBe('administrators-exclude')
    expect(code(await propose('SYS001', { role: 'CLERK' }))).toBe('administrators-exclude')
  })

  it('of an administrator is not for somebody who leads people and reads their cases', async () => {
    const leader = await db().official.findUniqueOrThrow({ where: { staffNo: 'ZJ0104' } })
    await asSystem(clock.now(), (tx) =>
      tx.supervisionLink.updateMany({
        where: { official: { staffNo: 'ZJ0105' } },
        data: { supervisorId: leader.id },
      }),
    )
    expect(code(await propose('ZJ0104', { role: 'AUDIT_ADMIN' }))).toBe('leads-people')
  })
})

describe('who may', () => {
  it('propose and end: the security administrator; confirm: the audit administrator too', async () => {
    const { assignmentId } = valueOf(await propose('FG0101'))
    for (const staffNo of ['SYS001', 'AUD001', 'ZJ0001', 'ZJ0102']) {
      const actor = await actorOf(staffNo)
      expect(code(await propose('FG0101', { role: 'HR' }, actor))).toBe('not-allowed')
      expect(code(await end(assignmentId, actor))).toBe('not-allowed')
      if (staffNo !== 'AUD001') expect(code(await confirm(assignmentId, actor))).toBe('not-allowed')
    }
    expect(code(await end(assignmentId))).toBe('ok')
  })

  it('end a role: never one’s own', async () => {
    const own = await db().roleAssignment.findFirstOrThrow({ where: { officialId: admin.officialId } })
    expect(code(await end(own.id))).toBe('own-role')
  })

  it('only for people and organs below the organ of the own role', async () => {
    const outside = { organId: need(seeded.organs, 'YXZJ') }
    const here = local(admin, 'YXFG', '/QL/YX/YXFG/')
    expect(await propose('ZJ0102', {}, here)).toMatchObject({
      refusal: { code: 'not-in-charge', fields: { officialId: 'identity.field.outside' } },
    })
    expect(await propose('FG0101', outside, here)).toMatchObject({
      refusal: { code: 'not-in-charge', fields: { organId: 'identity.field.outside' } },
    })
    const { assignmentId } = valueOf(await propose('FG0101', {}, here))
    const there = '/QL/YX/YXZJ/'
    expect(code(await confirm(assignmentId, local(auditor, 'YXZJ', there)))).toBe('not-in-charge')
    expect(code(await end(assignmentId, local(second, 'YXZJ', there)))).toBe('not-in-charge')
    expect(code(await confirm(assignmentId, local(auditor, 'YXFG', '/QL/YX/YXFG/')))).toBe('ok')
    // The role is here, its holder belongs elsewhere: nothing for an administrator of this organ alone.
    const mixed = valueOf(await propose('ZJ0103', { role: 'HR' }))
    expect(code(await confirm(mixed.assignmentId, local(auditor, 'YXFG', '/QL/YX/YXFG/')))).toBe(
      'not-in-charge',
    )
    expect(code(await end(mixed.assignmentId, here))).toBe('not-in-charge')
    for (const id of [assignmentId, mixed.assignmentId]) expect(code(await end(id))).toBe('ok')
    expect((await listGrantOrgans(here)).organs.map((one) => one.id)).toEqual([need(seeded.organs, 'YXFG')])
  })
})

describe('the list', () => {
  const ids = async (filter: Parameters<typeof listRoles>[1], actor = admin) =>
    (await listRoles(actor, filter, clock.now())).rows.map((row) => row.id)

  it('finds roles by person, role and state, and says what the reader may do', async () => {
    const { assignmentId } = valueOf(await propose('FG0101', { validFrom: '2026-12-01' }))
    const line = async (actor: Actor) =>
      (await listRoles(actor, { q: 'fg0101' }, clock.now())).rows.find((row) => row.id === assignmentId)
    expect(await line(admin)).toMatchObject({ state: 'waiting', mayConfirm: false, mayEnd: true })
    expect(await line(auditor)).toMatchObject({ mayConfirm: true, mayEnd: false, grantedBy: '安全宁' })
    expect(await ids({ state: 'waiting' })).toEqual([assignmentId])
    valueOf(await confirm(assignmentId, auditor))
    expect(await line(admin)).toMatchObject({ state: 'upcoming', confirmedBy: '申计' })
    expect(await ids({ state: 'upcoming' })).toEqual([assignmentId])
    expect(await ids({ role: 'CLERK', state: 'inForce' })).not.toContain(assignmentId)
    valueOf(await end(assignmentId))
    expect(await ids({ q: 'FG0101', state: 'ended' })).toContain(assignmentId)
    expect(await line(admin)).toMatchObject({ state: 'ended', mayEnd: false })
  })

  it('comes a page at a time, and is empty for everybody else', async () => {
    const first = await listRoles(admin, {}, clock.now())
    const total = await db().roleAssignment.count()
    expect(first.rows).toHaveLength(Math.min(30, total))
    if (first.next) {
      const rest = await ids({ after: first.next })
      expect(rest.some((id) => first.rows.some((row) => row.id === id))).toBe(false)
      expect(rest.length).toBe(Math.min(30, total - 30))
    }
    expect(first.newest).toBe(first.rows[0]?.id)
    expect(await ids({}, await actorOf('SYS001'))).toEqual([])
    expect(await ids({}, await actorOf('ZJ0001'))).toEqual([])
  })
})
