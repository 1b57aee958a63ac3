import type { Prisma } from '@/prisma/generated/client/client'
import { administrationRoots } from '@/lib/identity/policy'
import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import { addressHash, findMailServer } from '@/lib/platform/mail'
import type { MailFilter } from './schema'
import type { MailHealth, MailRow, Unreachable } from './types'

const PAGE = 30
/** So many people whom no mail reaches are listed. */
const MOST_UNREACHABLE = 50
/** Counts stop here. */
const MOST_COUNTED = 999

/** Officials within the subtrees in which the actor has the desk of mail. */
function within(actor: Actor): Prisma.OfficialWhereInput {
  const roots = administrationRoots(actor, 'mail')
  return { organ: { OR: roots.map((path) => ({ path: { startsWith: path } })) } }
}

/** The mails of the actor's subtree, newest first, a page before `before`. Nothing says which case a mail is about. */
export function listMails(
  actor: Actor,
  { state, before }: MailFilter,
  now: Date,
): Promise<{ rows: MailRow[]; next: string | null }> {
  return asActor(actor, now, async (tx) => {
    const rows = await tx.mailDelivery.findMany({
      where: {
        official: within(actor),
        ...(state ? { state } : {}),
        ...(before ? { id: { lt: before } } : {}),
      },
      orderBy: { id: 'desc' },
      take: PAGE + 1,
      include: { official: { select: { name: true, staffNo: true } } },
    })
    const page = rows.slice(0, PAGE)
    return {
      rows: page.map((row) => ({
        id: row.id,
        kind: row.kind,
        state: row.state,
        name: row.official.name,
        staffNo: row.official.staffNo,
        createdAt: row.createdAt.toISOString(),
        dueAt: row.dueAt.toISOString(),
        sentAt: row.sentAt?.toISOString() ?? null,
        attempts: row.attempts,
        code: row.answerCode,
        problem: row.problem,
        said: row.said,
      })),
      next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
    }
  })
}

/** People of the actor's subtree whom mail should have reached and did not, the latest first. */
export function listUnreachable(actor: Actor, now: Date): Promise<Unreachable[]> {
  return asActor(actor, now, async (tx) => {
    const problems = await tx.mailAddressProblem.findMany({
      where: { clearedAt: null },
      orderBy: { at: 'desc' },
      take: MOST_UNREACHABLE,
    })
    const people = await tx.official.findMany({
      where: { AND: [{ id: { in: problems.map((one) => one.officialId) }, active: true }, within(actor)] },
      select: { id: true, name: true, staffNo: true, email: true, organ: { select: { name: true } } },
    })
    return problems.flatMap((problem): Unreachable[] => {
      const person = people.find((one) => one.id === problem.officialId)
      if (!person) return []
      const because = reasonOf(person.email, problem.addressHash)
      if (!because) return []
      const { id: officialId, name, staffNo, organ } = person
      const at = problem.at.toISOString()
      return [{ officialId, name, staffNo, organ: organ.name, because, at, code: problem.answerCode }]
    })
  })
}

/** Why no mail reaches an address as it is now; null once it was changed. */
function reasonOf(email: string | null, hash: string): Unreachable['because'] | null {
  if (!email) return 'no-address'
  return addressHash(email) === hash ? 'refused' : null
}

/** Whether mail is set up, and how the server has been doing. */
export function getMailHealth(actor: Actor, now: Date): Promise<MailHealth> {
  return asActor(actor, now, async (tx) => {
    const server = findMailServer()
    const beat = await tx.heartbeat.findUnique({ where: { name: 'mail' } })
    const details = (beat?.details ?? {}) as Partial<
      Record<'lastSentAt' | 'since' | 'problem' | 'said', string>
    >
    const count = async (where: Prisma.MailDeliveryWhereInput) =>
      (
        await tx.mailDelivery.findMany({
          where: { official: within(actor), ...where },
          take: MOST_COUNTED,
          select: { id: true },
        })
      ).length
    const { since, problem = '', said = '' } = details
    return {
      configured: server !== null,
      server: server ? `${server.host}:${server.port}` : null,
      from: server?.from ?? null,
      lastSentAt: details.lastSentAt ?? null,
      failing: server && since ? { since, problem, said } : null,
      waiting: await count({ state: 'WAITING' }),
      dead: await count({ state: 'DEAD' }),
    }
  })
}
