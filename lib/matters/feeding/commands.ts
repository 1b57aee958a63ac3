import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import type { Service } from '@/lib/identity/tokens/types'
import { reaches } from '@/lib/identity/tokens/policy'
import type { Outcome } from '@/lib/organs/feeding/types'
import type { Clock } from '@/lib/platform/clock'
import { asActor, type Tx } from '@/lib/platform/db'
import { ok, refuse, type Result } from '@/lib/platform/result'
import type { matterFeedSchema, matterKey } from './schema'
import { changesOfMatter, lockMatter, writeMatter, type MatterChanges, type Wanted } from './writes'

interface Feed {
  service: Service
  clock: Clock
  key: z.output<typeof matterKey>
  input: z.output<typeof matterFeedSchema>
  /** The version that the other system saw; null when it does not say. */
  version: number | null
}

export interface Fed {
  matterId: string
  outcome: Outcome
  /** Staff numbers that were sent as handlers and are out of the matter by a recusal decision: they were not assigned. */
  recused: string[]
}

/**
 * Creates or updates a matter by organ and external number, whole. One that a clerk registered by hand under the same
 * number in the same organ is that matter. A handler who is out by a recusal decision is not assigned again (公务员回避规定
 * 14), and a substitute whom a decision named stays. Refusals: `outside-reach`, `enterprise-unknown`, `handler-unknown`,
 * `number-taken`, `changed-meanwhile`.
 */
export async function upsertMatter(feed: Feed): Promise<Result<Fed>> {
  const { service, clock } = feed
  const before = await asActor(service, clock.now(), (tx) => plan(tx, feed))
  if (!before.ok) return before
  if (before.value.outcome === 'unchanged') return ok(fedOf(before.value))
  return write<{ matterId: string; outcome: Outcome; recused: string[] }>(
    { who: service, clock, command: 'matters.feed' },
    async (w) => {
      await lockMatter(w, feed.key)
      const now = await plan(w.tx, feed)
      if (!now.ok) return now
      const written = await writeMatter(w, now.value)
      if (!written.ok) return written
      return ok(fedOf({ ...now.value, matterId: written.value.matterId }))
    },
  )
}

const fedOf = ({ matterId, outcome, recused }: MatterChanges) => ({
  matterId: matterId ?? '',
  outcome,
  recused,
})

async function plan(tx: Tx, { service, key, input, version }: Feed): Promise<Result<MatterChanges>> {
  const organ = await tx.organ.findUnique({ where: { code: key.code } })
  if (!organ?.active || !reaches(service, organ.path)) return refuse('matters', 'outside-reach')
  const enterprises = await tx.enterprise.findMany({
    where: { uscc: { in: input.enterprises } },
    select: { id: true, uscc: true },
  })
  const strange = input.enterprises.findIndex((code) => !enterprises.some(({ uscc }) => uscc === code))
  if (strange >= 0)
    return refuse('matters', 'enterprise-unknown', {
      fields: { [`enterprises.${strange}`]: 'matters.refusal.enterprise-unknown' },
    })
  const people = await tx.official.findMany({
    where: { staffNo: { in: input.handlers.map(({ staffNo }) => staffNo) }, active: true },
    select: { id: true, staffNo: true },
  })
  const nobody = input.handlers.findIndex(({ staffNo }) => !people.some((one) => one.staffNo === staffNo))
  if (nobody >= 0)
    return refuse('matters', 'handler-unknown', {
      fields: { [`handlers.${nobody}.staffNo`]: 'matters.refusal.handler-unknown' },
    })
  const handlers = new Map(
    people.map(({ id, staffNo }) => [
      id,
      { staffNo, duty: input.handlers.find((one) => one.staffNo === staffNo)?.duty ?? '' },
    ]),
  )
  const wanted: Wanted = { ...input, enterpriseIds: enterprises.map(({ id }) => id), handlers }
  const changes = await changesOfMatter(tx, { organ, externalNumber: key.externalNumber }, wanted)
  if (version !== null && changes.version !== null && changes.version !== version)
    return refuse('matters', 'changed-meanwhile')
  return ok(changes)
}
