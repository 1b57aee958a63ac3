import type { Actor, RoleGrant } from '@/lib/identity/types'
import { db } from '@/lib/platform/db'

/** An official as the commands see one, without a session: for seeds and database tests only. */
export async function actorOf(staffNo: string): Promise<Actor> {
  const official = await db().official.findUniqueOrThrow({
    where: { staffNo },
    include: {
      organ: true,
      roles: { where: { endedAt: null, confirmedAt: { not: null } }, include: { organ: true } },
      supervises: { select: { id: true }, take: 1 },
    },
  })
  const [unit] = await db().$queryRaw<[{ id: string; name: string; path: string }]>`
    SELECT o.id, o.name, o.path FROM "Organ" o WHERE o.id = unit_of(${official.organId}::uuid)`
  const roles: RoleGrant[] = official.roles.map((grant) => ({
    role: grant.role,
    organId: grant.organId,
    organPath: grant.organ.path,
  }))
  return {
    officialId: official.id,
    staffNo: official.staffNo,
    name: official.name,
    post: official.post,
    organId: official.organId,
    unitId: unit.id,
    unitName: unit.name,
    unitPath: unit.path,
    roles,
    leadsSomebody: official.supervises.length > 0,
    sessionId: '00000000-0000-7000-8000-000000000000',
    authLevel: 1,
  } as unknown as Actor
}
