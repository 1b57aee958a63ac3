import { judge, type Standing, type Verdict } from '@/lib/cases/cases'
import { holds, type Actor } from '@/lib/identity/types'
import { PUBLIC_APPLICATION, type Event, type Status } from './workflow'

/** Who answers what comes in from outside: clerks for their organ, the discipline office for its jurisdiction. */
export function hasApplicationDesk(actor: Pick<Actor, 'roles'>): boolean {
  return holds(actor, 'CLERK') || holds(actor, 'DISCIPLINE')
}

interface Received {
  desk: 'CLERK' | 'DISCIPLINE'
  organId: string
  organPath: string
}

/** What an official is to an application: it names nobody who could be compared yet, only the office it went to. */
export function applicationStanding(actor: Actor, received: Received): Standing {
  const clerk =
    received.desk === 'CLERK' &&
    actor.roles.some((grant) => grant.role === 'CLERK' && grant.organId === received.organId)
  const discipline = received.desk === 'DISCIPLINE' && holds(actor, 'DISCIPLINE', received.organPath)
  return {
    parties: [...(clerk ? (['clerk'] as const) : []), ...(discipline ? (['disciplineOffice'] as const) : [])],
    isSubject: false,
    isApplicant: false,
    isSubordinateOfSubject: false,
    declaredConflict: false,
    decidedContestedStep: false,
  }
}

/** May this standing take this event on an application in this status? */
export function mayApplication(
  status: Status | null,
  event: Event,
  standing: Standing,
): Verdict<Status, never> {
  return judge(PUBLIC_APPLICATION, {}, status, event, standing, null)
}
