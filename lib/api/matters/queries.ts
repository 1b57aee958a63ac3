import type { z } from 'zod'
import type { Prisma } from '@/prisma/generated/client/client'
import type { Bearer } from '@/lib/identity/tokens/types'
import { readable } from '@/lib/matters/queries'
import { db } from '@/lib/platform/db'
import { civilOfDbDate } from '@/lib/platform/db-dates'
import { decodeCursor, encodeCursor } from '../rules/cursor'
import type { matter, matterQuery } from './schema'

const MATTER = {
  id: true,
  number: true,
  externalNumber: true,
  title: true,
  type: true,
  openedOn: true,
  closedAt: true,
  version: true,
  organ: { select: { code: true } },
  enterprises: { select: { enterprise: { select: { id: true, name: true, uscc: true } } } },
  handlers: {
    where: { endedAt: null },
    orderBy: { startedAt: 'asc' },
    select: { duty: true, startedAt: true, official: { select: { staffNo: true, name: true } } },
  },
} as const satisfies Prisma.MatterSelect

type Row = Prisma.MatterGetPayload<{ select: typeof MATTER }>

function matterOf({ organ, enterprises, handlers, closedAt, openedOn, ...row }: Row): z.input<typeof matter> {
  return {
    ...row,
    organCode: organ.code,
    openedOn: civilOfDbDate(openedOn),
    closed: closedAt !== null,
    enterprises: enterprises.map((one) => one.enterprise),
    handlers: handlers.map(({ duty, startedAt, official }) => ({
      ...official,
      duty,
      since: startedAt.toISOString(),
    })),
  }
}

/** What the pages show a person; another system sees its own subtree. */
function within(bearer: Bearer): Prisma.MatterWhereInput {
  return bearer.kind === 'person'
    ? readable(bearer.actor)
    : { organ: { path: { startsWith: bearer.service.organPath } } }
}

/** A page of matters, highest number first; null when the cursor is none. */
export async function listMatters(
  bearer: Bearer,
  { limit, cursor, q, organ, mine, state }: z.output<typeof matterQuery>,
) {
  const after = cursor === undefined ? [] : decodeCursor('matters', 1, cursor)
  if (!after) return null
  const me = bearer.kind === 'person' ? bearer.actor.officialId : null
  const rows = await db().matter.findMany({
    where: {
      AND: [
        within(bearer),
        after[0] ? { number: { lt: after[0] } } : {},
        organ ? { organ: { code: organ } } : {},
        mine === 'true' && me ? { handlers: { some: { officialId: me, endedAt: null } } } : {},
        state === 'all' ? {} : { closedAt: state === 'open' ? null : { not: null } },
        q ? { OR: [{ title: { contains: q } }, { number: { contains: q } }] } : {},
      ],
    },
    orderBy: { number: 'desc' },
    take: limit + 1,
    select: MATTER,
  })
  const items = rows.slice(0, limit).map(matterOf)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? encodeCursor('matters', [last.number]) : null }
}

/** A matter by its id, or by organ and external number; null when there is none the bearer may see. */
export async function findMatter(
  bearer: Bearer,
  key: { id: string } | { code: string; externalNumber: string },
) {
  const where = 'id' in key ? key : { organ: { code: key.code }, externalNumber: key.externalNumber }
  const row = await db().matter.findFirst({ where: { AND: [where, within(bearer)] }, select: MATTER })
  return row && matterOf(row)
}
