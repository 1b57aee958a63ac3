import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import type { Clock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { mayAdminister } from '../policy'
import type { Actor } from '../types'
import { newAccessToken } from './rules/access-token'
import type {
  createTokenSchema,
  grantServiceSchema,
  issueTokenSchema,
  serviceIdSchema,
  tokenIdSchema,
} from './schema'
import { countOpen, revokeTokens, storeToken } from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** The secret is answered once and kept nowhere: what the request key remembers is the id alone. */
async function once(
  secret: string,
  made: { now: boolean },
  stored: Promise<Result<{ tokenId: string }>>,
): Promise<Result<{ tokenId: string; token: string }>> {
  const result = await stored
  if (!result.ok) return result
  if (!made.now) return refuse('tokens', 'made-before')
  return ok({ tokenId: result.value.tokenId, token: secret })
}

const tooLong = (days: number, most: number) =>
  days > most
    ? refuse('tokens', 'too-long', { params: { days: most }, fields: { days: 'tokens.field.tooLong' } })
    : null

/**
 * Makes a token that acts as the actor within its scopes. The token is answered once; only its hash is stored.
 * Refusals: `too-long` (days above the installation's limit), `too-many`, `made-before` (the same form sent twice).
 */
export function createToken({ actor, clock, input, requestKey }: Command<typeof createTokenSchema>) {
  const secret = newAccessToken('person')
  const made = { now: false }
  const most = env()
  const stored = write<{ tokenId: string }>(
    { who: actor, clock, command: 'tokens.create', requestKey, input },
    async (w) => {
      const denial = tooLong(input.days, most.API_TOKEN_MAX_DAYS)
      if (denial) return denial
      // One after the other, so that the count holds.
      await w.tx.$queryRaw`SELECT 1 FROM "Account" WHERE "officialId" = ${actor.officialId}::uuid FOR UPDATE`
      const bearer = { officialId: actor.officialId }
      if ((await countOpen(w, bearer)) >= most.API_TOKENS_PER_PERSON)
        return refuse('tokens', 'too-many', { params: { most: most.API_TOKENS_PER_PERSON } })
      made.now = true
      const { name, scopes, days } = input
      return ok({ tokenId: await storeToken(w, { secret, name, scopes, days, bearer }) })
    },
  )
  return once(secret, made, stored)
}

/** Ends an own token at once. Refusal: `not-open` when there is none that is good. */
export function revokeToken({ actor, clock, input, requestKey }: Command<typeof tokenIdSchema>) {
  return write({ who: actor, clock, command: 'tokens.revoke', requestKey, input }, async (w) => {
    const ended = await revokeTokens(w, { id: input.tokenId, officialId: actor.officialId }, 'revoked')
    return ended === 0 ? refuse('tokens', 'not-open') : ok({ tokenId: input.tokenId })
  })
}

/**
 * Lets another system in, for a subtree and scopes, with its first token. By the security administrator. Refusals:
 * `not-in-charge`, `organ-inactive`, `too-long`, `made-before`.
 */
export function grantService({ actor, clock, input, requestKey }: Command<typeof grantServiceSchema>) {
  const secret = newAccessToken('service')
  const made = { now: false }
  const stored = write<{ tokenId: string }>(
    { who: actor, clock, command: 'tokens.grant-service', requestKey, input },
    async (w) => {
      if (!mayAdminister(actor, 'tokens')) return refuse('tokens', 'not-in-charge')
      const denial = tooLong(input.days, env().API_SERVICE_TOKEN_MAX_DAYS)
      if (denial) return denial
      const organ = await w.tx.organ.findUnique({
        where: { id: input.organId },
        select: { path: true, active: true },
      })
      if (!organ || !mayAdminister(actor, 'tokens', organ.path))
        return refuse('tokens', 'not-in-charge', { fields: { organId: 'tokens.refusal.not-in-charge' } })
      if (!organ.active)
        return refuse('tokens', 'organ-inactive', { fields: { organId: 'tokens.refusal.organ-inactive' } })
      const id = uuidv7(w.at)
      const { name, organId, scopes, basis, days } = input
      await w.tx.apiService.createMany({
        data: [{ id, name, organId, scopes, basis, grantedById: actor.officialId, createdAt: w.at }],
      })
      w.touch('ApiService', { id })
      made.now = true
      return ok({
        tokenId: await storeToken(w, { secret, name, scopes: [], days, bearer: { serviceId: id } }),
      })
    },
  )
  return once(secret, made, stored)
}

/** Another token for a service, so that the old one can be replaced without a gap. Refusals: as above, and `too-many`. */
export function issueServiceToken({ actor, clock, input, requestKey }: Command<typeof issueTokenSchema>) {
  const secret = newAccessToken('service')
  const made = { now: false }
  const most = env()
  const stored = write<{ tokenId: string }>(
    { who: actor, clock, command: 'tokens.issue', requestKey, input },
    async (w) => {
      const denial = tooLong(input.days, most.API_SERVICE_TOKEN_MAX_DAYS)
      if (denial) return denial
      await w.tx.$queryRaw`SELECT 1 FROM "ApiService" WHERE id = ${input.serviceId}::uuid FOR UPDATE`
      const service = await w.tx.apiService.findUnique({
        where: { id: input.serviceId },
        include: { organ: { select: { path: true } } },
      })
      if (!service || service.endedAt || !mayAdminister(actor, 'tokens', service.organ.path))
        return refuse('tokens', 'not-in-charge')
      const bearer = { serviceId: service.id }
      if ((await countOpen(w, bearer)) >= most.API_TOKENS_PER_SERVICE)
        return refuse('tokens', 'too-many', { params: { most: most.API_TOKENS_PER_SERVICE } })
      made.now = true
      const { days } = input
      return ok({ tokenId: await storeToken(w, { secret, name: service.name, scopes: [], days, bearer }) })
    },
  )
  return once(secret, made, stored)
}

/** Ends one token of a service. By the security administrator. Refusals: `not-in-charge`, `not-open`. */
export function revokeServiceToken({ actor, clock, input, requestKey }: Command<typeof tokenIdSchema>) {
  return write({ who: actor, clock, command: 'tokens.revoke-service', requestKey, input }, async (w) => {
    const token = await w.tx.apiToken.findUnique({
      where: { id: input.tokenId },
      select: { service: { select: { organ: { select: { path: true } } } } },
    })
    if (!token?.service || !mayAdminister(actor, 'tokens', token.service.organ.path))
      return refuse('tokens', 'not-in-charge')
    const ended = await revokeTokens(w, { id: input.tokenId }, 'revoked')
    return ended === 0 ? refuse('tokens', 'not-open') : ok({ tokenId: input.tokenId })
  })
}

/** Shuts another system out, with all its tokens. By the security administrator. Refusals: `not-in-charge`, `not-open`. */
export function endService({ actor, clock, input, requestKey }: Command<typeof serviceIdSchema>) {
  return write({ who: actor, clock, command: 'tokens.end-service', requestKey, input }, async (w) => {
    const service = await w.tx.apiService.findUnique({
      where: { id: input.serviceId },
      select: { organ: { select: { path: true } } },
    })
    if (!service || !mayAdminister(actor, 'tokens', service.organ.path))
      return refuse('tokens', 'not-in-charge')
    const ended = await w.tx.apiService.updateMany({
      where: { id: input.serviceId, endedAt: null },
      data: { endedAt: w.at },
    })
    if (ended.count !== 1) return refuse('tokens', 'not-open')
    w.touch('ApiService', { id: input.serviceId })
    await revokeTokens(w, { serviceId: input.serviceId }, 'service-ended')
    return ok({ serviceId: input.serviceId })
  })
}
