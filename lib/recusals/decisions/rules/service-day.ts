// The day from which a service counts, by its way (民诉法 87–95): directly, the hour of the signature; electronically, the
// arrival in the addressee's system, which is this one; left behind, the hour of leaving it before witnesses or on video; by
// post, the day on the return receipt; by announcement, the end of the last day of its period.
import type { ServiceMethod } from '@/prisma/generated/client/enums'
import { addDays, civilDateOf, endOfCivilDay, startOfCivilDay } from '@/lib/platform/dates'

export type ServiceDenial = 'served-in-the-future' | 'served-before-issue'

/** The article that a way of service rests on, by the code of the rulebook. */
export const SERVICE_ARTICLE: Readonly<Record<ServiceMethod, string>> = {
  DIRECT: 'civil-procedure-87',
  LEAVE_BEHIND: 'civil-procedure-89',
  ELECTRONIC: 'civil-procedure-90',
  POST: 'civil-procedure-91',
  ANNOUNCEMENT: 'civil-procedure-95',
}

export interface ServiceFacts {
  now: Date
  issuedAt: Date
  /** When it was signed for, left behind, delivered or published; does not matter electronically. */
  at: Date
  /** Calendar days of an announcement. */
  announcementDays: number
}

/** The instant from which the service counts, or why it cannot be so. Only an announcement counts in the future. */
export function serviceDay(method: ServiceMethod, facts: ServiceFacts): Date | ServiceDenial {
  if (method === 'ELECTRONIC') return facts.now
  if (facts.at.getTime() > facts.now.getTime()) return 'served-in-the-future'
  if (facts.at.getTime() < startOfCivilDay(civilDateOf(facts.issuedAt)).getTime())
    return 'served-before-issue'
  return method === 'ANNOUNCEMENT'
    ? endOfCivilDay(addDays(civilDateOf(facts.at), facts.announcementDays))
    : facts.at
}
