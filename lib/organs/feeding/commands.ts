import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { reaches } from '@/lib/identity/tokens/policy'
import type { Service } from '@/lib/identity/tokens/types'
import type { Clock } from '@/lib/platform/clock'
import { asActor, type Tx } from '@/lib/platform/db'
import { uuidv7 } from '@/lib/platform/ids'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { denyDeactivation } from '../policy'
import { endRolesOf, endSessionsOf, endTokensOf, lockDirectory } from '../writes'
import type { officialFeedSchema, officialKey, organFeedSchema, organKey } from './schema'
import type { Outcome } from './types'

interface Feed<K extends z.ZodType, S extends z.ZodType> {
  service: Service
  clock: Clock
  key: z.output<K>
  input: z.output<S>
  /** The version that the other system saw; null when it does not say. */
  version: number | null
}

/** What an upsert would do, found out without writing. */
interface Plan {
  id: string
  outcome: Outcome
  write: (w: Write) => Promise<Result<undefined>>
}

const refusal = (code: string, field?: string) =>
  refuse('organs', code, field ? { fields: { [field]: `organs.refusal.${code}` } } : {})

/** Carries a plan out unless it changes nothing; it is made anew under the lock, for what was read may have changed. */
async function carryOut(
  { service, clock }: { service: Service; clock: Clock },
  command: string,
  plan: (tx: Tx, at: Date) => Promise<Result<Plan>>,
): Promise<Result<{ id: string; outcome: Outcome }>> {
  const before = await asActor(service, clock.now(), (tx) => plan(tx, clock.now()))
  if (!before.ok) return before
  if (before.value.outcome === 'unchanged') return ok({ id: before.value.id, outcome: 'unchanged' })
  return write({ who: service, clock, command }, async (w) => {
    await lockDirectory(w)
    const now = await plan(w.tx, w.at)
    if (!now.ok) return now
    const { id, outcome } = now.value
    const written = await now.value.write(w)
    return written.ok ? ok({ id, outcome }) : written
  })
}

/** The columns that differ; null when none does. */
function changesOf<T extends object>(
  before: { readonly [K in keyof T]: unknown },
  after: T,
): Partial<T> | null {
  const changed = (Object.keys(after) as (keyof T)[]).filter((name) => before[name] !== after[name])
  return changed.length > 0
    ? (Object.fromEntries(changed.map((name) => [name, after[name]])) as Partial<T>)
    : null
}

/**
 * Creates or updates an organ by its code, within the service's subtree. Refusals: `not-in-charge`, `organ-unknown` (the
 * one above), `organ-has-moved`, `organ-in-use` (put out of use with people in it), `changed-meanwhile`.
 */
export function upsertOrgan(feed: Feed<typeof organKey, typeof organFeedSchema>) {
  const { service, key, input, version } = feed
  const { parentCode, ...facts } = input
  return carryOut(feed, 'organs.feed-organ', async (tx, at) => {
    const parent = await tx.organ.findUnique({ where: { code: parentCode } })
    if (!parent?.active) return refusal('organ-unknown', 'parentCode')
    if (!reaches(service, parent.path)) return refusal('not-in-charge')
    const organ = await tx.organ.findUnique({
      where: { code: key.code },
      include: {
        _count: { select: { officials: { where: { active: true } }, children: { where: { active: true } } } },
      },
    })
    if (!organ) {
      const id = uuidv7(at)
      const path = `${parent.path}${key.code}/`
      return ok({
        id,
        outcome: 'created',
        write: async (w) => {
          await w.tx.organ.createMany({
            data: [{ ...facts, id, code: key.code, parentId: parent.id, path, createdAt: w.at }],
          })
          w.touch('Organ', { id })
          return ok(undefined)
        },
      })
    }
    if (!reaches(service, organ.path)) return refusal('not-in-charge')
    if (organ.parentId !== parent.id) return refusal('organ-has-moved', 'parentCode')
    if (version !== null && version !== organ.version) return refusal('changed-meanwhile')
    const changes = changesOf(organ, facts)
    if (!changes)
      return ok({ id: organ.id, outcome: 'unchanged', write: () => Promise.resolve(ok(undefined)) })
    const denial = changes.active === false ? denyDeactivation(organ._count) : null
    if (denial) return refusal(denial, 'active')
    return ok({
      id: organ.id,
      outcome: 'updated',
      write: async (w) => {
        const saved = await w.tx.organ.updateMany({
          where: { id: organ.id, version: organ.version },
          data: { ...changes, version: { increment: 1 } },
        })
        if (saved.count !== 1) return refusal('changed-meanwhile')
        w.touch('Organ', { id: organ.id })
        return ok(undefined)
      },
    })
  })
}

/**
 * Creates or updates an official by staff number; the organ, before and after, lies within the service's subtree. One who
 * is put out of service loses sessions, tokens and roles. Refusals: `not-in-charge`, `organ-unknown`, `email-taken`,
 * `administrator-by-hand` (the three administrators are kept by people), `changed-meanwhile`.
 */
export function upsertOfficial(feed: Feed<typeof officialKey, typeof officialFeedSchema>) {
  const { service, key, input, version } = feed
  const { organCode, ...rest } = input
  return carryOut(feed, 'organs.feed-official', async (tx, at) => {
    const organ = await tx.organ.findUnique({ where: { code: organCode } })
    const before = await tx.official.findUnique({
      where: { staffNo: key.staffNo },
      include: {
        organ: { select: { path: true } },
        roles: { where: { endedAt: null }, select: { role: true } },
      },
    })
    if (!organ || (!organ.active && before?.organId !== organ.id))
      return refusal('organ-unknown', 'organCode')
    if (!reaches(service, organ.path) || (before && !reaches(service, before.organ.path)))
      return refusal('not-in-charge')
    if (before?.roles.some(({ role }) => role.endsWith('_ADMIN'))) return refusal('administrator-by-hand')
    if (version !== null && before && version !== before.version) return refusal('changed-meanwhile')
    const owner = rest.email
      ? await tx.official.findUnique({ where: { email: rest.email }, select: { staffNo: true } })
      : null
    if (owner && owner.staffNo !== key.staffNo) return refusal('email-taken', 'email')
    const facts = {
      ...rest,
      organId: organ.id,
      pinyin: pinyinOf(rest.name, { surname: true }),
      initials: initialsOf(rest.name, { surname: true }),
    }
    if (!before) {
      const id = uuidv7(at)
      return ok({
        id,
        outcome: 'created',
        write: async (w) => {
          await w.tx.official.createMany({ data: [{ ...facts, id, staffNo: key.staffNo, createdAt: w.at }] })
          w.touch('Official', { id })
          return ok(undefined)
        },
      })
    }
    const { id } = before
    const changes = changesOf(before, facts)
    if (!changes) return ok({ id, outcome: 'unchanged', write: () => Promise.resolve(ok(undefined)) })
    return ok({
      id,
      outcome: 'updated',
      write: async (w) => {
        const saved = await w.tx.official.updateMany({
          where: { id, version: before.version },
          data: { ...changes, version: { increment: 1 } },
        })
        if (saved.count !== 1) return refusal('changed-meanwhile')
        w.touch('Official', { id })
        if (changes.active !== false) return ok(undefined)
        await endSessionsOf(w, id, 'deactivated')
        await endTokensOf(w, id, 'deactivated')
        await endRolesOf(w, id)
        return ok(undefined)
      },
    })
  })
}
