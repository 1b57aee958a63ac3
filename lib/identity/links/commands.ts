import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Prisma } from '@/prisma/generated/client/client'
import { write, type Who } from '@/lib/audit/writes'
import type { Clock } from '@/lib/platform/clock'
import { asSystem, db, type Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { logger } from '@/lib/platform/log'
import { listed } from '@/lib/platform/oidc-settings'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { isAdministrator, mayAdminister } from '../policy'
import { countAttempt, ROLES_IN_FORCE } from '../sign-in/commands'
import { openSession } from '../sign-in/writes'
import type { Actor } from '../types'
import { revokeSessions } from '../writes'
import { whomTheProviderSignsIn, type SignOnVerdict } from './rules/whom-the-provider-signs-in'
import type { removeLinkSchema } from './schema'
import type { LinkedPerson, LinkFacts, ProviderIdentity, SignOnRefusal } from './types'

export interface SignOn {
  identity: ProviderIdentity
  clock: Clock
  userAgent: string
  address: string
}

type Entering = Exclude<SignOnVerdict, { step: 'refuse' }>

/**
 * Opens a session for an identity that the organ's provider vouches for; the first time it is linked to the official with
 * its staff number. Refusals: those of `SIGN_ON_REFUSALS`, each with the `id` under which the process log names it.
 */
export async function signInByProvider(signOn: SignOn): Promise<Result<{ token: string }>> {
  const { identity, clock } = signOn
  const now = clock.now()
  // Counted apart from passwords: whoever guesses those must not keep the person out of the other way.
  const counted = createHash('sha256').update(`${identity.issuer}\n${identity.subject}`).digest('hex')
  if (!(await countAttempt(counted, now))) return refused('provider-throttled', NOBODY, clock)
  if (identity.issuer !== env().OIDC_ISSUER) return refused('provider-failed', NOBODY, clock)
  for (let look = 0; look < LOOKS; look += 1) {
    const facts = await asSystem(now, (tx) => findFacts(tx, identity))
    const verdict = whomTheProviderSignsIn(identity, facts, listed(env().OIDC_REQUIRED_ACR))
    if (verdict.step === 'refuse') return refused(verdict.code, facts, clock)
    const token = randomBytes(32).toString('base64url')
    // Refused only when the link was made or removed since the look; then the facts are others.
    if (!(await enter(verdict, signOn, token)).ok) continue
    await db().signInThrottle.deleteMany({ where: { identifierHash: counted } })
    return ok({ token })
  }
  return refused('provider-failed', NOBODY, clock)
}

/** How often one sign-on looks, when others change the same link at the same time. */
const LOOKS = 3
const NOBODY: LinkFacts = { linked: null, named: null }
const PERSON = {
  id: true,
  name: true,
  post: true,
  staffNo: true,
  active: true,
  account: { select: { disabledAt: true } },
  roles: ROLES_IN_FORCE,
} as const

async function findFacts(tx: Tx, { issuer, subject, staffNo }: ProviderIdentity): Promise<LinkFacts> {
  // The person first: a link that is seen there, made this moment by the same identity, is then also found as its own.
  const official = staffNo
    ? await tx.official.findUnique({
        where: { staffNo },
        select: { ...PERSON, links: { where: { issuer, removedAt: null }, select: { id: true } } },
      })
    : null
  const link = await tx.identityLink.findFirst({
    where: { issuer, subject, removedAt: null },
    select: { id: true, official: { select: PERSON } },
  })
  return {
    linked: link && { ...personOf(link.official), linkId: link.id },
    named: official && { ...personOf(official), linkId: official.links[0]?.id ?? null },
  }
}

type PersonRow = Prisma.OfficialGetPayload<{ select: typeof PERSON }>

function personOf({ id, name, post, staffNo, active, account, roles }: PersonRow): LinkedPerson {
  const disabled = Boolean(account?.disabledAt)
  return { officialId: id, name, post, staffNo, active, disabled, administers: isAdministrator(roles) }
}

/** One transaction: the link, made or used, and the session. Refused when somebody linked or removed it meanwhile. */
function enter(entering: Entering, { identity, clock, userAgent, address }: SignOn, token: string) {
  const { officialId, name, post } = entering.person
  const who: Who = { officialId, name, post }
  const first = entering.step === 'link'
  const command = first ? 'identity.link-and-sign-in' : 'identity.sign-in-by-provider'
  return write({ who, clock, command }, async (w) => {
    const linkId = first ? uuidv7(w.at) : entering.linkId
    const used = first
      ? await w.tx.identityLink.createMany({
          data: [
            {
              id: linkId,
              officialId,
              issuer: identity.issuer,
              subject: identity.subject,
              linkedAt: w.at,
              lastSignInAt: w.at,
            },
          ],
          skipDuplicates: true,
        })
      : await w.tx.identityLink.updateMany({
          where: { id: linkId, removedAt: null },
          data: { lastSignInAt: w.at },
        })
    if (used.count !== 1) return refuse('identity', first ? 'provider-link-taken' : 'provider-failed')
    // Whoever signs on this way needs no activation code; the account has no password then.
    await w.tx.account.createMany({ data: [{ officialId, createdAt: w.at }], skipDuplicates: true })
    w.touch('IdentityLink', { id: linkId })
    await openSession(w, { officialId, token, userAgent, address, identityLinkId: linkId })
    return ok({ linkId })
  })
}

/**
 * Says no: in the process log with an id that the person is shown, and in the installation's log where somebody known is
 * concerned.
 */
async function refused(code: SignOnRefusal, { linked, named }: LinkFacts, clock: Clock) {
  const id = randomBytes(6).toString('hex')
  const linkId = linked?.linkId ?? named?.linkId
  const officialId = linked?.officialId ?? named?.officialId
  logger.warn({ refusalId: id, code, officialId, linkId }, 'sign-on refused')
  if (officialId)
    await write({ who: null, clock, command: 'identity.refuse-sign-on' }, async (w) => {
      if (linkId) w.touch('IdentityLink', { id: linkId })
      else if ((await w.tx.account.count({ where: { officialId } })) > 0) w.touch('Account', { officialId })
      return ok(undefined)
    })
  return refuse('identity', code, { params: { id } })
}

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/**
 * Takes a link away and ends the sessions it opened; the next sign-on links anew by staff number. By the system
 * administrator within the subtree of that role. Refusals: `link-gone` for one that is unknown, removed or out of reach.
 */
export function removeLink({ actor, clock, input, requestKey }: Command<typeof removeLinkSchema>) {
  return write({ who: actor, clock, command: 'identity.remove-link', requestKey, input }, async (w) => {
    const link = await w.tx.identityLink.findFirst({
      where: { id: input.linkId, removedAt: null },
      select: { id: true, official: { select: { organ: { select: { path: true } } } } },
    })
    if (!link || !mayAdminister(actor, 'accounts', link.official.organ.path))
      return refuse('identity', 'link-gone')
    const removed = await w.tx.identityLink.updateMany({
      where: { id: link.id, removedAt: null },
      data: { removedAt: w.at, removedById: actor.officialId },
    })
    if (removed.count !== 1) return refuse('identity', 'link-gone')
    w.touch('IdentityLink', { id: link.id })
    await revokeSessions(w, { identityLinkId: link.id }, 'link-removed')
    return ok({ linkId: link.id })
  })
}
