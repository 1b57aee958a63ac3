import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyLog } from '@/lib/audit/queries'
import { signIn } from '@/lib/identity/sign-in/commands'
import { fixedClock } from '@/lib/platform/clock'
import { asSystem, db } from '@/lib/platform/db'
import { freshDatabase } from '@/lib/platform/testing'
import { seedRules } from '@/prisma/seed/base'
import { createAdministrators, type FirstAdministrator } from './commands'
import { missingAdministrators } from './queries'

const clock = fixedClock('2026-11-23T02:00:00.000Z')
const root = { code: 'ROOT', name: '青岚市人民政府' }
const SYSTEM: FirstAdministrator = {
  role: 'SYSTEM_ADMIN',
  staffNo: 'A001',
  name: '丁系统',
  password: 'Qinglan-first-1',
}
const SECURITY: FirstAdministrator = {
  role: 'SECURITY_ADMIN',
  staffNo: 'A002',
  name: '安全宁',
  password: 'Qinglan-second-2',
}
let database: Awaited<ReturnType<typeof freshDatabase>>

const found = (...people: FirstAdministrator[]) => createAdministrators({ clock, root, people })

beforeAll(async () => {
  database = await freshDatabase()
  await asSystem(clock.now(), seedRules)
})
afterAll(() => database.close())

describe('the first administrators', () => {
  it('are refused with a weak password, and as one person with two roles; nothing is written', async () => {
    expect(await found({ ...SYSTEM, password: 'short' })).toMatchObject({
      refusal: { code: 'password-weak', fields: { A001: 'identity.password.tooShort' } },
    })
    expect(await found(SYSTEM, { ...SECURITY, staffNo: 'A001' })).toMatchObject({
      refusal: { code: 'administrators-exclude' },
    })
    expect(await db().organ.count()).toBe(0)
    expect(await missingAdministrators()).toEqual(['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'])
  })

  it('get the root organ, their roles and their passwords', async () => {
    expect(await found(SYSTEM, SECURITY)).toEqual({
      ok: true,
      value: { created: ['SYSTEM_ADMIN', 'SECURITY_ADMIN'] },
    })
    expect(await db().organ.findMany({ select: { path: true, name: true } })).toEqual([
      { path: '/ROOT/', name: root.name },
    ])
    expect(await missingAdministrators()).toEqual(['AUDIT_ADMIN'])
    const device = { clock, userAgent: '', address: '' }
    for (const { staffNo, password } of [SYSTEM, SECURITY])
      expect(await signIn({ identifier: staffNo, password, ...device })).toMatchObject({ ok: true })
  })

  it('are made once: a repeat leaves them and their passwords alone', async () => {
    const before = await db().account.findMany({ orderBy: { officialId: 'asc' } })
    expect(await found({ ...SYSTEM, password: 'Qinglan-other-9' }, { ...SECURITY, staffNo: 'A009' })).toEqual(
      {
        ok: true,
        value: { created: [] },
      },
    )
    expect(await db().account.findMany({ orderBy: { officialId: 'asc' } })).toEqual(before)
    expect(await db().official.count()).toBe(2)
    expect((await verifyLog(clock.now())).findings).toEqual([])
  })
})
