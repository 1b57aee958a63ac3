import { hash } from '@node-rs/argon2'
import { write, type Write } from '@/lib/audit/writes'
import { lockDirectory } from '@/lib/organs/writes'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { passwordProblem } from '../rules/password-strength'
import { newActivation } from '../writes'
import type { AdministratorRole } from './queries'

export interface FirstAdministrator {
  role: AdministratorRole
  staffNo: string
  name: string
  password: string
}

export interface Founding {
  clock: Clock
  /** The organ at the top of the tree, made when there is none. */
  root: { code: string; name: string }
  people: readonly FirstAdministrator[]
}

/** What a new installation writes where nobody could have decided anything yet. */
const BASIS = '首任管理员 / first administrator'

/**
 * Names the first administrators of a new installation: the root organ, the people, their passwords and their roles, in
 * one entry of the log. A role that somebody holds is left alone. Refusals: `password-weak`, `administrators-exclude`.
 * By whoever has the machine.
 */
export async function createAdministrators({
  clock,
  root,
  people,
}: Founding): Promise<Result<{ created: AdministratorRole[] }>> {
  for (const { staffNo, password } of people) {
    const problem = passwordProblem(password, staffNo)
    if (problem)
      return refuse('identity', 'password-weak', { fields: { [staffNo]: problem }, params: { staffNo } })
  }
  const hashed = await Promise.all(
    people.map(async (person) => ({ ...person, passwordHash: await hash(person.password) })),
  )
  return write({ who: null, clock, command: 'identity.create-administrators' }, async (w) => {
    await lockDirectory(w)
    const organId = await findRoot(w, root)
    const created: AdministratorRole[] = []
    for (const { role, staffNo, name, passwordHash } of hashed) {
      const held = await w.tx.roleAssignment.count({
        where: { role, endedAt: null, confirmedAt: { not: null } },
      })
      if (held > 0) continue
      const officialId = await findOfficial(w, organId, { staffNo, name })
      if ((await w.tx.roleAssignment.count({ where: { officialId, endedAt: null } })) > 0)
        return refuse('identity', 'administrators-exclude')
      await nameAdministrator(w, { officialId, organId, role, passwordHash })
      created.push(role)
    }
    return ok({ created })
  })
}

/**
 * A one-time code for anybody's account, an administrator's too. Refusals: `official-inactive` for a number that nobody
 * in active service has. By whoever has the machine.
 */
export function issueActivationHere({ clock, staffNo }: { clock: Clock; staffNo: string }) {
  return write({ who: null, clock, command: 'identity.issue-activation-here' }, async (w) => {
    const official = await w.tx.official.findFirst({
      where: { staffNo, active: true },
      select: { id: true, name: true, account: { select: { disabledAt: true } } },
    })
    if (!official || official.account?.disabledAt) return refuse('identity', 'official-inactive')
    return ok({ name: official.name, code: await newActivation(w, official.id) })
  })
}

async function findRoot(w: Write, { code, name }: Founding['root']): Promise<string> {
  const known = await w.tx.organ.findFirst({ where: { parentId: null }, orderBy: { createdAt: 'asc' } })
  if (known) return known.id
  const id = uuidv7(w.at)
  const words = { name, shortName: name, documentMark: name }
  await w.tx.organ.createMany({
    data: [{ ...words, id, code, path: `/${code}/`, kind: 'PARTY_GOVERNMENT', createdAt: w.at }],
  })
  w.touch('Organ', { id })
  return id
}

async function findOfficial(w: Write, organId: string, person: { staffNo: string; name: string }) {
  const { staffNo, name } = person
  const known = await w.tx.official.findUnique({ where: { staffNo }, select: { id: true } })
  if (known) return known.id
  const id = uuidv7(w.at)
  await w.tx.official.createMany({
    data: [
      {
        id,
        staffNo,
        name,
        organId,
        pinyin: pinyinOf(name, { surname: true }),
        initials: initialsOf(name, { surname: true }),
        post: '',
        personnelCategory: 'CIVIL_SERVANT',
        createdAt: w.at,
      },
    ],
  })
  w.touch('Official', { id })
  return id
}

interface Named {
  officialId: string
  organId: string
  role: AdministratorRole
  passwordHash: string
}

/** A person with a password keeps it: this is no way to take an account over. */
async function nameAdministrator(w: Write, { officialId, organId, role, passwordHash }: Named) {
  const account = await w.tx.account.findUnique({ where: { officialId }, select: { passwordHash: true } })
  const password = { passwordHash, passwordChangedAt: w.at }
  if (!account) await w.tx.account.createMany({ data: [{ officialId, ...password, createdAt: w.at }] })
  else if (!account.passwordHash) await w.tx.account.updateMany({ where: { officialId }, data: password })
  w.touch('Account', { officialId })
  const id = uuidv7(w.at)
  await w.tx.roleAssignment.createMany({
    data: [
      {
        id,
        officialId,
        role,
        organId,
        validFrom: dbDate(civilDateOf(w.at)),
        basis: BASIS,
        confirmedAt: w.at,
        createdAt: w.at,
      },
    ],
  })
  w.touch('RoleAssignment', { id })
}
