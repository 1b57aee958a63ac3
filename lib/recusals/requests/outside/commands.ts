import { write } from '@/lib/audit/writes'
import { SYSTEM_STANDING, type Standing } from '@/lib/cases/cases'
import type { Clock } from '@/lib/platform/clock'
import { refuse } from '@/lib/platform/result'
import { mayRequest } from '../policy'
import { contestDenial, factsOf, takeRequest } from '../writes'

/** Whoever holds the query code of an application stands where the declarant stands. */
const APPLICANT: Standing = { ...SYSTEM_STANDING, parties: ['declarant'], isApplicant: true }

/** An outside applicant contests the denial of their request (object → OBJECTED), once. Refusals as inside. */
export function objectFromOutside(clock: Clock, caseId: string, reason: string) {
  return write({ who: null, clock, command: 'recusal-requests.object-from-outside' }, async (w) => {
    const taken = await takeRequest(w, caseId, null)
    if (!taken.ok) return taken
    const { status, request, row } = taken.value
    const verdict = mayRequest(status, 'object', APPLICANT, factsOf(request))
    if (!verdict.allowed)
      return refuse(verdict.from === 'cases' ? 'cases' : 'recusalRequests', verdict.denial)
    return contestDenial(w, row, verdict.step.to, reason)
  })
}
