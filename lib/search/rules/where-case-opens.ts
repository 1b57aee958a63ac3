// A case opens at the desk of whoever looks for it: the own filings, what is about oneself, the desk that decides, the records.
import { holds, type Actor } from '@/lib/identity/types'
import type { CaseFacts } from '../types'

const OWN_FILING: Partial<Record<CaseFacts['kind'], string>> = {
  ADVANCE_REPORT: '/my/advance-reports',
  RECUSAL_REQUEST: '/my/recusal-requests',
  OBJECTION: '/my/objections',
}

/** The address under which the actor has the case. The page asks again whether they may. */
export function whereCaseOpens(
  actor: Pick<Actor, 'officialId' | 'roles' | 'leadsSomebody'>,
  one: CaseFacts,
): string {
  const filing = one.filedById === actor.officialId ? OWN_FILING[one.kind] : undefined
  if (filing) return `${filing}/${one.id}`
  const mine = one.subjectId === actor.officialId || one.substituteId === actor.officialId
  if (mine && one.kind === 'RECUSAL_DECISION') return `/my/decisions/${one.id}`
  if (one.subjectId === actor.officialId && one.kind === 'REFUSAL') return `/my/refusals/${one.id}`
  const decides =
    actor.leadsSomebody ||
    (['CLERK', 'SUPERVISOR', 'UNIT_HEAD', 'HEAD_CASES_OFFICER'] as const).some((role) => holds(actor, role))
  const reads = holds(actor, 'DISCIPLINE') || holds(actor, 'HR')
  return `${reads && !decides ? '/records' : '/review'}/${one.id}`
}
