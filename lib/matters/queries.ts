import type { Prisma } from '@/prisma/generated/client/client'
import { holds, type Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { denyAct } from './policy'
import type { MatterFilter } from './schema'
import type { MatterRow, MatterView } from './types'
import { findActFacts } from './writes'

const PAGE = 20
/** The newest acts that a page shows. */
const MOST_ACTS = 100

/** Who sees a matter: the unit it belongs to and those above, whoever handles or handled it. */
export function readable(actor: Actor): Prisma.MatterWhereInput {
  const roots = actor.roles
    .filter((grant) => ['UNIT_HEAD', 'DISCIPLINE', 'HR', 'HEAD_CASES_OFFICER'].includes(grant.role))
    .map((grant) => grant.organPath)
  return {
    OR: [
      { handlers: { some: { officialId: actor.officialId } } },
      ...[...roots, actor.unitPath].map((path) => ({ organ: { path: { startsWith: path } } })),
    ],
  }
}

/** Matters the actor may see, newest number first; `after` is the last number of the page before. */
export function listMatters(
  actor: Actor,
  filter: MatterFilter,
  now: Date,
): Promise<{ rows: MatterRow[]; next: string | null; mayRegister: boolean }> {
  return asActor(actor, now, async (tx) => {
    const found = await tx.matter.findMany({
      where: {
        AND: [
          readable(actor),
          filter.mine ? { handlers: { some: { officialId: actor.officialId, endedAt: null } } } : {},
          filter.q
            ? {
                OR: [
                  { title: { contains: filter.q } },
                  { number: { contains: filter.q } },
                  { enterprises: { some: { enterprise: { name: { contains: filter.q } } } } },
                ],
              }
            : {},
          filter.after ? { number: { lt: filter.after } } : {},
        ],
      },
      orderBy: { number: 'desc' },
      take: PAGE + 1,
      select: {
        id: true,
        number: true,
        title: true,
        type: true,
        closedAt: true,
        organ: { select: { shortName: true } },
        enterprises: { select: { enterprise: { select: { name: true } } } },
        handlers: { where: { endedAt: null }, select: { official: { select: { name: true } } } },
      },
    })
    const page = found.slice(0, PAGE)
    return {
      rows: page.map((row) => ({
        id: row.id,
        number: row.number,
        title: row.title,
        type: row.type,
        organ: row.organ.shortName,
        enterprises: row.enterprises.map((one) => one.enterprise.name),
        handlers: row.handlers.map((one) => one.official.name),
        closed: row.closedAt !== null,
      })),
      next: found.length > PAGE ? (page.at(-1)?.number ?? null) : null,
      mayRegister:
        holds(actor, 'CLERK', actor.unitPath) ||
        holds(actor, 'UNIT_HEAD', actor.unitPath) ||
        actor.leadsSomebody,
    }
  })
}

/** One matter with handlers past and present and its acts; null when there is none the actor may see. */
export function findMatter(actor: Actor, id: string, now: Date): Promise<MatterView | null> {
  if (!isUuid(id)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.matter.findFirst({
      where: { AND: [{ id }, readable(actor)] },
      select: {
        id: true,
        number: true,
        title: true,
        type: true,
        openedOn: true,
        closedAt: true,
        organ: { select: { name: true } },
        enterprises: { select: { enterprise: { select: { id: true, name: true, uscc: true } } } },
        handlers: {
          orderBy: { startedAt: 'asc' },
          include: { official: { select: { name: true, post: true } } },
        },
        acts: {
          orderBy: { occurredAt: 'desc' },
          take: MOST_ACTS,
          include: { official: { select: { name: true } } },
        },
      },
    })
    const facts = await findActFacts(tx, id, actor.officialId)
    if (!row || !facts) return null
    const decisions = await tx.case.findMany({
      where: {
        id: {
          in: row.handlers
            .flatMap((one) => [one.startedByCaseId, one.endedByCaseId])
            .filter((one) => one !== null),
        },
      },
      select: { id: true, documentNumber: true },
    })
    const numberOf = (caseId: string | null) =>
      decisions.find((one) => one.id === caseId)?.documentNumber ?? null
    const denial = denyAct(facts)
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      type: row.type,
      organ: row.organ.name,
      openedOn: row.openedOn.toISOString().slice(0, 10),
      closed: row.closedAt !== null,
      enterprises: row.enterprises.map((one) => one.enterprise),
      handlers: row.handlers.map((one) => ({
        id: one.id,
        name: one.official.name,
        post: one.official.post,
        duty: one.duty,
        startedAt: one.startedAt.toISOString(),
        endedAt: one.endedAt?.toISOString() ?? null,
        byDecision: numberOf(one.endedByCaseId ?? one.startedByCaseId),
      })),
      acts: row.acts.map((act) => ({
        id: act.id,
        kind: act.kind,
        description: act.description,
        actor: act.official.name,
        occurredAt: act.occurredAt.toISOString(),
      })),
      mayAct: denial === null,
      denial,
    }
  })
}
