import { GUARDS as REPORT_GUARDS } from '@/lib/advance-reports/workflow'
import type { Scope } from '@/lib/identity/tokens/schema'
import type { Refusal } from '@/lib/platform/result'
import { GUARDS as DECISION_GUARDS } from '@/lib/recusals/decisions/workflow'
import { GUARDS as REQUEST_GUARDS } from '@/lib/recusals/requests/workflow'
import type { Callers, Need } from './types'

/** What the bearer of a token lacks for an operation; null when nothing does. */
export function denyBearer(
  bearer: { kind: 'person' | 'service'; scopes: readonly Scope[] },
  { callers, scope }: { callers: Callers; scope: Need },
): 'service-unsuited' | 'person-unsuited' | 'scope-missing' | null {
  if (callers === 'person' && bearer.kind === 'service') return 'service-unsuited'
  if (callers === 'service' && bearer.kind === 'person') return 'person-unsuited'
  if (scope === 'any' || scope === 'none') return null
  return bearer.scopes.includes(scope) ? null : 'scope-missing'
}

const FORBIDDEN = [
  'not-in-charge',
  'own-case',
  'declared-conflict',
  'subordinate-of-subject',
  'decided-contested-step',
  'not-allowed',
  'no-desk',
  'outside-reach',
  'administrator-by-hand',
  'service-unsuited',
  'person-unsuited',
  'scope-missing',
]
const CONFLICT = [
  'not-possible-in-status',
  'not-editable',
  'already-ended',
  'number-taken',
  'code-taken',
  'staff-number-taken',
  'email-taken',
  'organ-has-moved',
  'name-ambiguous',
  ...REPORT_GUARDS,
  ...REQUEST_GUARDS,
  ...DECISION_GUARDS,
]

/** HTTP statuses of refusals by their code; whatever is not here is something about the content: 422. */
export const STATUS_OF: Readonly<Record<string, number>> = {
  ...Object.fromEntries(CONFLICT.map((code) => [code, 409])),
  ...Object.fromEntries(FORBIDDEN.map((code) => [code, 403])),
  'token-missing': 401,
  'token-unknown': 401,
  'token-expired': 401,
  'token-revoked': 401,
  'account-closed': 401,
  'body-unreadable': 400,
  'key-missing': 400,
  'not-found': 404,
  'no-such-operation': 404,
  'code-unknown': 404,
  'method-unknown': 405,
  'file-gone': 410,
  'changed-meanwhile': 412,
  'draft-changed-elsewhere': 412,
  'too-large': 413,
  'type-unknown': 415,
  'version-missing': 428,
  'too-many': 429,
  'too-many-running': 409,
  unexpected: 500,
}

/** The HTTP status of a refusal. One that names fields is about what was sent, whatever its code. */
export function statusOf({ code, fields }: Pick<Refusal, 'code' | 'fields'>): number {
  const status = STATUS_OF[code] ?? 422
  return fields && status !== 403 && status !== 409 ? 422 : status
}
