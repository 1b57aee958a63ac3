import { Prisma } from '@/prisma/generated/client/client'
import { administrationRoots } from '@/lib/identity/policy'
import type { Actor } from '@/lib/identity/types'
import { db } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { bigrams, escapeLike } from '@/lib/platform/search-terms'
import { directoryRoots } from '../policy'
import type { OrganChoices } from '../types'

/** So many organs stand in a list to choose from; where there are more, they are found by their name. */
const MOST_LISTED = 60
const MOST_FOUND = 20

interface Line {
  id: string
  name: string
  path: string
}

/** What may be chosen below some roots: `units` is all but internal divisions. */
const CHOOSABLE = {
  all: Prisma.sql`true`,
  inUse: Prisma.sql`o.active`,
  units: Prisma.sql`NOT o."isDivision"`,
} as const
type Choosable = keyof typeof CHOOSABLE

/** Whether organ `o` is at or below a path: compared by code point, as an index has them, whatever the database's collation. */
export function atOrBelow(root: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`o.path COLLATE "C" >= ${root} AND o.path COLLATE "C" < ${root} || chr(1114111)`
}

/** Of paths those that lie below none of the others. */
export function topmost(paths: readonly string[]): string[] {
  return [...new Set(paths)].filter(
    (path) => !paths.some((above) => above !== path && path.startsWith(above)),
  )
}

/** Organs `o` at or below some paths, each once. */
export function below(paths: readonly string[], what: Choosable = 'all'): Prisma.Sql {
  return Prisma.sql`unnest(${topmost(paths)}::text[]) AS root (path)
    JOIN "Organ" o ON ${atOrBelow(Prisma.sql`root.path`)} AND ${CHOOSABLE[what]}`
}

/** The organs below some paths, by tree; none of them where a list would be too long. */
export async function listBelow(paths: readonly string[], what: Choosable): Promise<OrganChoices> {
  const found = await db().$queryRaw<Line[]>`
    SELECT o.id, o.name, o.path FROM ${below(paths, what)} ORDER BY o.path COLLATE "C" LIMIT ${MOST_LISTED + 1}`
  if (found.length > MOST_LISTED) return { organs: [], tooMany: true }
  const depthOf = (path: string) => path.split('/').length
  const least = Math.min(...found.map((one) => depthOf(one.path)))
  return {
    organs: found.map(({ path, ...one }) => ({ ...one, depth: depthOf(path) - least })),
    tooMany: false,
  }
}

/** A condition for organs `o` by any part of their name, in full or in short, which indexes find; null for words that say nothing. */
export function calledLike(query: string): Prisma.Sql | null {
  const words = query.trim().normalize('NFKC')
  if (!words) return null
  const [parts, like] = [bigrams(words), `%${escapeLike(words)}%`]
  return Prisma.sql`((name_parts(o.name) @> ${parts}::text[] AND o.name LIKE ${like})
    OR (name_parts(o."shortName") @> ${parts}::text[] AND o."shortName" LIKE ${like}))`
}

/** Organs below some paths by part of their name; those higher in the tree first. */
export async function findBelow(
  paths: readonly string[],
  what: Choosable,
  query: string,
): Promise<{ id: string; name: string }[]> {
  const like = calledLike(query)
  if (!like) return []
  const found = await db().$queryRaw<Line[]>`
    SELECT o.id, o.name, o.path FROM ${below(paths, what)} WHERE ${like}
    ORDER BY length(o.path) - length(replace(o.path, '/', '')), o.path COLLATE "C" LIMIT ${MOST_FOUND}`
  return found.map(({ id, name }) => ({ id, name }))
}

/** The organs that the system administrator looks after, to narrow a list to one. */
export function listDirectoryOrgans(actor: Actor): Promise<OrganChoices> {
  return listBelow(directoryRoots(actor), 'all')
}

/** Those of them in use, for a person or an organ below. */
export function listOrgansInUse(actor: Actor): Promise<OrganChoices> {
  return listBelow(directoryRoots(actor), 'inUse')
}

/** The organs in use that the security administrator may grant something for: a role, a token, an endpoint. */
export function listGrantOrgans(actor: Actor): Promise<OrganChoices> {
  return listBelow(administrationRoots(actor, 'roles'), 'inUse')
}

/** Organs in use that an administrator may choose, by part of their name; nothing for everybody else. */
export function findAdministeredOrgans(actor: Actor, query: string): Promise<{ id: string; name: string }[]> {
  return findBelow([...directoryRoots(actor), ...administrationRoots(actor, 'roles')], 'inUse', query)
}

/** What organs are called: the names of organs are no secret. Ids that nobody has are left out. */
export function nameOrgans(ids: readonly (string | undefined)[]): Promise<{ id: string; name: string }[]> {
  const known = ids.filter((id) => id !== undefined && isUuid(id)) as string[]
  if (known.length === 0) return Promise.resolve([])
  return db().organ.findMany({ where: { id: { in: known } }, select: { id: true, name: true } })
}
