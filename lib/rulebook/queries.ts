import type { MatterType } from '@/prisma/generated/client/enums'
import { db, oncePer, type Tx } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { civilOfDbDate, dbDate } from '@/lib/platform/db-dates'
import { limitsSchema } from './schema'
import type { PublishedRulebook, Rulebook } from './types'

/** The policy version in force at an instant. Throws when none is: start-up seeds the first. */
export async function getRulebookAt(tx: Tx, at: Date): Promise<Rulebook> {
  const row = await tx.policyVersion.findFirst({
    where: { effectiveFrom: { lte: dbDate(civilDateOf(at)) } },
    orderBy: { effectiveFrom: 'desc' },
  })
  if (!row) throw new Error('no policy version is in force: run npm start once to seed the first one')
  const found = toRulebook(row)
  return oncePer(tx, `rulebook:${found.version}`, () => Promise.resolve(found))
}

/** A policy version by its number: the one a record was filed under. */
export function getRulebook(tx: Tx, version: number): Promise<Rulebook> {
  return oncePer(tx, `rulebook:${version}`, async () =>
    toRulebook(await tx.policyVersion.findUniqueOrThrow({ where: { version } })),
  )
}

/** All versions, newest first, with the note and who published each; the first one came with the installation. */
export async function listRulebooks(tx: Tx = db()): Promise<PublishedRulebook[]> {
  const rows = await tx.policyVersion.findMany({ orderBy: { version: 'desc' } })
  const people = await tx.official.findMany({
    where: { id: { in: rows.map((row) => row.createdById).filter((id) => id !== null) } },
    select: { id: true, name: true },
  })
  return rows.map((row) => ({
    ...toRulebook(row),
    note: row.note,
    publishedBy: people.find((one) => one.id === row.createdById)?.name ?? null,
  }))
}

function toRulebook(row: {
  version: number
  effectiveFrom: Date
  limits: unknown
  suspends: MatterType[]
}): Rulebook {
  return {
    version: row.version,
    effectiveFrom: civilOfDbDate(row.effectiveFrom),
    limits: limitsSchema.parse(row.limits),
    suspends: row.suspends,
  }
}
