import { db } from '@/lib/platform/db'

/** The three administrators (三员) in the order in which a new installation names them. */
export const ADMINISTRATORS = ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'] as const
export type AdministratorRole = (typeof ADMINISTRATORS)[number]

/** Which of the three roles nobody holds. */
export async function missingAdministrators(): Promise<AdministratorRole[]> {
  const held = await db().roleAssignment.findMany({
    where: { role: { in: [...ADMINISTRATORS] }, endedAt: null, confirmedAt: { not: null } },
    select: { role: true },
    distinct: ['role'],
  })
  return ADMINISTRATORS.filter((role) => !held.some((row) => row.role === role))
}
