import type { z } from 'zod'
import { Prisma } from '@/prisma/generated/client/client'
import { findEnterprises } from '@/lib/enterprises/queries'
import { normaliseUscc } from '@/lib/enterprises/rules/uscc-check-character'
import type { Actor } from '@/lib/identity/types'
import type { Bearer } from '@/lib/identity/tokens/types'
import { below } from '@/lib/organs/choosing/queries'
import { pageOfPeople, waysToPerson } from '@/lib/organs/queries'
import { db } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { norm } from '@/lib/platform/search-terms'
import { decodeCursor, encodeCursor } from '../rules/cursor'
import type { enterprise, official, officialQuery, organ, organQuery } from './schema'

const ORGAN = { parent: { select: { code: true } } } as const
const OFFICIAL = {
  id: true,
  staffNo: true,
  name: true,
  post: true,
  personnelCategory: true,
  active: true,
  version: true,
  organ: { select: { code: true, name: true } },
} as const

/** Officials know the whole directory, as in the pickers of the pages; another system knows its own subtree. */
function subtree(bearer: Bearer): Prisma.OrganWhereInput {
  return bearer.kind === 'service' ? { path: { startsWith: bearer.service.organPath } } : {}
}

type OrganRow = Prisma.OrganGetPayload<{ include: typeof ORGAN }>

function organOf({
  parent,
  parentId: _p,
  path: _q,
  createdAt: _c,
  updatedAt: _u,
  ...row
}: OrganRow): z.input<typeof organ> {
  return { ...row, parentCode: parent?.code ?? null }
}

/** A page of organs by code; null when the cursor is none. */
export async function listOrgans(bearer: Bearer, { limit, cursor, q, parent }: z.output<typeof organQuery>) {
  const after = cursor === undefined ? [] : decodeCursor('organs', 1, cursor)
  if (!after) return null
  const rows = await db().organ.findMany({
    where: {
      AND: [
        subtree(bearer),
        after[0] ? { code: { gt: after[0] } } : {},
        parent ? { parent: { code: parent } } : {},
        q ? { OR: [{ name: { contains: q } }, { code: { startsWith: q.toUpperCase() } }] } : {},
      ],
    },
    orderBy: { code: 'asc' },
    take: limit + 1,
    include: ORGAN,
  })
  const items = rows.slice(0, limit).map(organOf)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? encodeCursor('organs', [last.code]) : null }
}

/** An organ by its code; null when there is none within reach. */
export async function findOrgan(bearer: Bearer, code: string) {
  const row = await db().organ.findFirst({ where: { AND: [{ code }, subtree(bearer)] }, include: ORGAN })
  return row && organOf(row)
}

type OfficialRow = Prisma.OfficialGetPayload<{ select: typeof OFFICIAL }>

function officialOf({ organ: place, ...row }: OfficialRow): z.input<typeof official> {
  return { ...row, organCode: place.code, organ: place.name }
}

/** A page of officials by staff number, in active service unless for a service; null when the cursor is none. */
export async function listOfficials(
  bearer: Bearer,
  { limit, cursor, q, organ: code }: z.output<typeof officialQuery>,
) {
  const after = cursor === undefined ? [] : decodeCursor('officials', 1, cursor)
  if (!after) return null
  const text = q?.normalize('NFKC')
  const within =
    bearer.kind === 'service'
      ? Prisma.sql`EXISTS (SELECT 1 FROM ${below([bearer.service.organPath])} WHERE o.id = p."organId")`
      : Prisma.sql`p.active`
  const here = code
    ? Prisma.sql`p."organId" = (SELECT id FROM "Organ" WHERE code = ${code})`
    : Prisma.sql`true`
  const ids = await pageOfPeople({
    where: Prisma.sql`${within} AND ${here}`,
    ways: text ? waysToPerson(text) : undefined,
    after: after[0],
    limit: limit + 1,
  })
  const rows = await db().official.findMany({
    where: { id: { in: ids } },
    orderBy: { staffNo: 'asc' },
    select: OFFICIAL,
  })
  const items = rows.slice(0, limit).map(officialOf)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? encodeCursor('officials', [last.staffNo]) : null }
}

/** An official by staff number; null when there is none within reach. */
export async function findOfficial(bearer: Bearer, staffNo: string) {
  const row = await db().official.findFirst({
    where: {
      AND: [{ staffNo }, { organ: subtree(bearer) }, bearer.kind === 'person' ? { active: true } : {}],
    },
    select: OFFICIAL,
  })
  return row && officialOf(row)
}

const ENTERPRISE = {
  id: true,
  name: true,
  uscc: true,
  formerNames: true,
  legalRepresentative: true,
  enterpriseType: true,
  ownership: true,
  registeredOn: true,
  address: true,
  source: true,
  version: true,
  persons: { select: { id: true, name: true, post: true }, take: 20 },
} as const

type EnterpriseRow = Prisma.EnterpriseGetPayload<{ select: typeof ENTERPRISE }>

function enterpriseOf({ source, registeredOn, ...row }: EnterpriseRow): z.input<typeof enterprise> {
  return {
    ...row,
    registeredOn: registeredOn?.toISOString().slice(0, 10) ?? null,
    declared: source === 'DECLARED',
  }
}

/** Enterprises that fit best, by the search of the pages for a person; another system finds by its exact name. */
export async function searchEnterprises(bearer: Bearer, q: string) {
  const where =
    bearer.kind === 'person'
      ? { id: { in: (await findEnterprises(bearer.actor, q)).map(({ id }) => id) } }
      : { norm: norm(q) }
  const rows = await db().enterprise.findMany({ where, select: ENTERPRISE, take: 20 })
  const order = (name: string) => name.length
  return rows.sort((a, b) => order(a.name) - order(b.name)).map(enterpriseOf)
}

/** An enterprise by its credit code or by its id here; null when there is none. */
export async function findEnterprise(_bearer: Bearer | Actor, key: string) {
  const where = isUuid(key) ? { id: key } : { uscc: normaliseUscc(key) }
  const row = await db().enterprise.findUnique({ where, select: ENTERPRISE })
  return row && enterpriseOf(row)
}
