import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { uuidv7 } from '@/lib/platform/ids'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { denyDeactivation, hasDirectoryDesk, looksAfter } from './policy'
import type {
  accountSchema,
  officialSchema,
  officialStateSchema,
  organSchema,
  organStateSchema,
} from './schema'
import { endRolesOf, endSessionsOf, endTokensOf, lockDirectory, setSupervisor } from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

const refusal = (code: string, field?: string) =>
  refuse('organs', code, field ? { fields: { [field]: `organs.refusal.${code}` } } : {})

/**
 * Creates or edits an organ. Refusals: `not-in-charge`, `organ-unknown`, `parent-needed`, `organ-has-moved` (code and
 * parent of an organ stay: paths of cases are made of them), `division-needs-unit`, `code-taken`, `changed-meanwhile`.
 */
export function saveOrgan({ actor, clock, input, requestKey }: Command<typeof organSchema>) {
  return write({ who: actor, clock, command: 'organs.save-organ', requestKey, input }, async (w) => {
    if (!hasDirectoryDesk(actor)) return refusal('not-in-charge')
    await lockDirectory(w)
    return input.organId ? editOrgan(w, actor, input.organId, input) : createOrgan(w, actor, input)
  })
}

type OrganInput = z.output<typeof organSchema>

async function createOrgan(w: Write, actor: Actor, input: OrganInput): Promise<Result<{ organId: string }>> {
  const { organId: _new, version: _none, parentId, code, ...rest } = input
  if (!parentId) return refusal('parent-needed', 'parentId')
  const parent = await w.tx.organ.findUnique({ where: { id: parentId } })
  if (!parent?.active) return refusal('organ-unknown', 'parentId')
  if (!looksAfter(actor, parent.path)) return refusal('not-in-charge')
  if ((await w.tx.organ.count({ where: { code } })) > 0) return refusal('code-taken', 'code')
  const id = uuidv7(w.at)
  const path = `${parent.path}${code}/`
  await w.tx.organ.createMany({ data: [{ ...rest, id, code, parentId, path, createdAt: w.at }] })
  w.touch('Organ', { id })
  return ok({ organId: id })
}

async function editOrgan(
  w: Write,
  actor: Actor,
  id: string,
  input: OrganInput,
): Promise<Result<{ organId: string }>> {
  const { organId: _id, version, parentId, code, ...rest } = input
  const organ = await w.tx.organ.findUnique({ where: { id } })
  if (!organ) return refusal('organ-unknown')
  if (!looksAfter(actor, organ.path)) return refusal('not-in-charge')
  if (organ.code !== code || organ.parentId !== parentId) return refusal('organ-has-moved')
  if (rest.isDivision && !parentId) return refusal('division-needs-unit', 'isDivision')
  const saved = await w.tx.organ.updateMany({
    where: { id, version },
    data: { ...rest, version: { increment: 1 } },
  })
  if (saved.count !== 1) return refusal('changed-meanwhile')
  w.touch('Organ', { id })
  return ok({ organId: id })
}

/** Puts an organ out of use. Refusals: `organ-in-use` while people or organs below it are active, and as for editing. */
export function deactivateOrgan({ actor, clock, input, requestKey }: Command<typeof organStateSchema>) {
  return write({ who: actor, clock, command: 'organs.deactivate-organ', requestKey, input }, async (w) => {
    await lockDirectory(w)
    const organ = await w.tx.organ.findUnique({
      where: { id: input.organId },
      select: {
        path: true,
        _count: {
          select: { officials: { where: { active: true } }, children: { where: { active: true } } },
        },
      },
    })
    if (!organ || !looksAfter(actor, organ.path)) return refusal('not-in-charge')
    const denial = denyDeactivation(organ._count)
    return denial ? refusal(denial) : setOrganActive(w, input, false)
  })
}

/** Takes an organ into use again. Refusals: `organ-unknown` while the organ above is out of use, and as for editing. */
export function reactivateOrgan({ actor, clock, input, requestKey }: Command<typeof organStateSchema>) {
  return write({ who: actor, clock, command: 'organs.reactivate-organ', requestKey, input }, async (w) => {
    await lockDirectory(w)
    const organ = await w.tx.organ.findUnique({
      where: { id: input.organId },
      select: { path: true, parent: { select: { active: true } } },
    })
    if (!organ || !looksAfter(actor, organ.path)) return refusal('not-in-charge')
    if (organ.parent && !organ.parent.active) return refusal('organ-unknown')
    return setOrganActive(w, input, true)
  })
}

async function setOrganActive(
  w: Write,
  { organId: id, version }: z.output<typeof organStateSchema>,
  active: boolean,
): Promise<Result<{ organId: string }>> {
  const saved = await w.tx.organ.updateMany({
    where: { id, version },
    data: { active, version: { increment: 1 } },
  })
  if (saved.count !== 1) return refusal('changed-meanwhile')
  w.touch('Organ', { id })
  return ok({ organId: id })
}

/**
 * Creates or edits an official; the supervising leader changes from today on and the history stays. Refusals:
 * `not-in-charge`, `official-unknown`, `organ-unknown`, `supervisor-unknown`, `supervisor-is-self`, `supervisor-is-administrator`,
 * `staff-number-taken`, `email-taken`, `changed-meanwhile`.
 */
export function saveOfficial({ actor, clock, input, requestKey }: Command<typeof officialSchema>) {
  return write({ who: actor, clock, command: 'organs.save-official', requestKey, input }, async (w) => {
    if (!hasDirectoryDesk(actor)) return refusal('not-in-charge')
    await lockDirectory(w)
    const id = input.officialId ?? uuidv7(w.at)
    const before = await findCurrent(w, input.officialId)
    if (input.officialId && !before) return refusal('official-unknown')
    if (before && !looksAfter(actor, before.organ.path)) return refusal('not-in-charge')
    const denial = await denyOfficial(w, actor, id, input, before)
    if (denial) return denial
    const { officialId: _id, version, supervisorId, electronicServiceConsent, ...rest } = input
    const consentAt = electronicServiceConsent ? (before?.electronicServiceConsentAt ?? w.at) : null
    const data = {
      ...rest,
      pinyin: pinyinOf(input.name, { surname: true }),
      initials: initialsOf(input.name, { surname: true }),
      electronicServiceConsentAt: consentAt,
    }
    if (before) {
      const saved = await w.tx.official.updateMany({
        where: { id, version },
        data: { ...data, version: { increment: 1 } },
      })
      if (saved.count !== 1) return refusal('changed-meanwhile')
    } else await w.tx.official.createMany({ data: [{ ...data, id, createdAt: w.at }] })
    w.touch('Official', { id })
    await setSupervisor(w, id, supervisorId)
    return ok({ officialId: id })
  })
}

type Current = NonNullable<Awaited<ReturnType<typeof findCurrent>>>

async function findCurrent(w: Write, id: string | null) {
  if (!id) return null
  return w.tx.official.findUnique({
    where: { id },
    select: {
      organId: true,
      electronicServiceConsentAt: true,
      organ: { select: { path: true } },
      supervisedBy: { where: { validTo: null }, select: { supervisorId: true } },
    },
  })
}

/** What stands against the values entered for an official; what did not change is not asked about again. */
async function denyOfficial(
  w: Write,
  actor: Actor,
  id: string,
  input: z.output<typeof officialSchema>,
  before: Current | null,
) {
  if (before?.organId !== input.organId) {
    const organ = await w.tx.organ.findUnique({ where: { id: input.organId } })
    if (!organ?.active) return refusal('organ-unknown', 'organId')
    if (!looksAfter(actor, organ.path)) return refusal('not-in-charge', 'organId')
  }
  const { supervisorId, staffNo, email } = input
  if (supervisorId === id) return refusal('supervisor-is-self', 'supervisorId')
  if (supervisorId && !before?.supervisedBy.some((link) => link.supervisorId === supervisorId)) {
    const leader = await w.tx.official.findUnique({
      where: { id: supervisorId, active: true },
      select: { roles: { where: { endedAt: null }, select: { role: true } } },
    })
    if (!leader) return refusal('supervisor-unknown', 'supervisorId')
    // A leader reads and decides the cases of the people led; administrators see none (三员).
    if (leader.roles.some(({ role }) => role.endsWith('_ADMIN')))
      return refusal('supervisor-is-administrator', 'supervisorId')
  }
  const others = { id: { not: id } }
  if ((await w.tx.official.count({ where: { ...others, staffNo } })) > 0)
    return refusal('staff-number-taken', 'staffNo')
  if (email && (await w.tx.official.count({ where: { ...others, email } })) > 0)
    return refusal('email-taken', 'email')
  return null
}

/** An official left: no sign-in, no roles from now on. Refusals: `is-yourself`, `not-in-charge`, `changed-meanwhile`. */
export function deactivateOfficial({ actor, clock, input, requestKey }: Command<typeof officialStateSchema>) {
  return write({ who: actor, clock, command: 'organs.deactivate-official', requestKey, input }, async (w) => {
    if (input.officialId === actor.officialId) return refusal('is-yourself')
    const saved = await setOfficialActive(w, actor, input, false)
    if (!saved.ok) return saved
    await endSessionsOf(w, input.officialId, 'deactivated')
    await endTokensOf(w, input.officialId, 'deactivated')
    await endRolesOf(w, input.officialId)
    return saved
  })
}

/** An official came back; roles are granted anew. Refusals: `organ-unknown` while the organ is out of use, and as above. */
export function reactivateOfficial({ actor, clock, input, requestKey }: Command<typeof officialStateSchema>) {
  return write({ who: actor, clock, command: 'organs.reactivate-official', requestKey, input }, (w) =>
    setOfficialActive(w, actor, input, true),
  )
}

async function setOfficialActive(
  w: Write,
  actor: Actor,
  { officialId: id, version }: z.output<typeof officialStateSchema>,
  active: boolean,
): Promise<Result<{ officialId: string }>> {
  await lockDirectory(w)
  const official = await w.tx.official.findUnique({ where: { id }, select: { organ: true } })
  if (!official || !looksAfter(actor, official.organ.path)) return refusal('not-in-charge')
  if (active && !official.organ.active) return refusal('organ-unknown')
  const saved = await w.tx.official.updateMany({
    where: { id, version },
    data: { active, version: { increment: 1 } },
  })
  if (saved.count !== 1) return refusal('changed-meanwhile')
  w.touch('Official', { id })
  return ok({ officialId: id })
}

/** Locks an account: no sign-in, open sessions and a waiting activation code end. Refusals: `is-yourself`, `not-in-charge`, `account-unknown`. */
export function disableAccount({ actor, clock, input, requestKey }: Command<typeof accountSchema>) {
  return write({ who: actor, clock, command: 'organs.disable-account', requestKey, input }, async (w) => {
    const { officialId } = input
    if (officialId === actor.officialId) return refusal('is-yourself')
    if (!(await inCharge(w, actor, officialId))) return refusal('not-in-charge')
    const locked = await w.tx.account.updateMany({
      where: { officialId },
      data: { disabledAt: w.at, activationHash: null, activationExpiresAt: null },
    })
    if (locked.count === 0) return refusal('account-unknown')
    w.touch('Account', { officialId })
    await endSessionsOf(w, officialId, 'account-disabled')
    await endTokensOf(w, officialId, 'account-disabled')
    return ok({ officialId })
  })
}

/** Opens a locked account. Refusals: `not-in-charge`, `account-unknown`. */
export function enableAccount({ actor, clock, input, requestKey }: Command<typeof accountSchema>) {
  return write({ who: actor, clock, command: 'organs.enable-account', requestKey, input }, async (w) => {
    const { officialId } = input
    if (!(await inCharge(w, actor, officialId))) return refusal('not-in-charge')
    const opened = await w.tx.account.updateMany({ where: { officialId }, data: { disabledAt: null } })
    if (opened.count === 0) return refusal('account-unknown')
    w.touch('Account', { officialId })
    return ok({ officialId })
  })
}

/** Signs an official out everywhere. Refusal: `not-in-charge`. */
export function endSessions({ actor, clock, input, requestKey }: Command<typeof accountSchema>) {
  return write({ who: actor, clock, command: 'organs.end-sessions', requestKey, input }, async (w) => {
    if (!(await inCharge(w, actor, input.officialId))) return refusal('not-in-charge')
    return ok({ ended: await endSessionsOf(w, input.officialId, 'ended-by-administrator') })
  })
}

async function inCharge(w: Write, actor: Actor, officialId: string): Promise<boolean> {
  const official = await w.tx.official.findUnique({
    where: { id: officialId },
    select: { organ: { select: { path: true } } },
  })
  return !!official && looksAfter(actor, official.organ.path)
}
