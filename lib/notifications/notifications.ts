import type zh from './messages.zh.json'

/** Groups of kinds, as people set them: what waits for them, what runs out, what concerns them, how their cases go. */
export const GROUPS = ['todo', 'limits', 'recusal', 'results', 'progress', 'operation'] as const
export type NoticeGroup = (typeof GROUPS)[number]

export type NoticeKind = keyof typeof zh.kind

interface KindFacts {
  group: NoticeGroup
  /** May break through quiet hours, when the person allows it. */
  urgent?: true
  /** Says itself that a channel is broken: it stays on the desk. */
  deskOnly?: true
}

/** Every kind of notice: its group, and whether it is urgent. A kind without a row does not compile. */
export const KINDS = {
  'emergency-notice': { group: 'todo', urgent: true },
  'report-submitted': { group: 'todo' },
  'report-withdrawn': { group: 'progress' },
  'result-reported': { group: 'progress' },
  'report-returned': { group: 'todo' },
  'report-approve': { group: 'results' },
  'report-approveWithConditions': { group: 'results' },
  'report-disapprove': { group: 'results' },
  'report-note': { group: 'results' },
  'report-question': { group: 'todo' },
  'report-refer': { group: 'results' },
  'report-settle': { group: 'results' },
  'ground-confirmed': { group: 'results' },
  'report-converted': { group: 'progress' },
  'report-lapsed': { group: 'limits', urgent: true },
  'amendment-lapsed': { group: 'limits' },
  'result-due': { group: 'todo' },
  'case-handed-over': { group: 'todo' },
  'limit-half': { group: 'limits' },
  'case-escalated': { group: 'limits', urgent: true },
  'limit-passed': { group: 'limits', urgent: true },
  'case-taken-away': { group: 'limits' },
  'request-submitted': { group: 'todo' },
  'request-accepted': { group: 'progress' },
  'request-returned': { group: 'todo' },
  'request-refuseAcceptance': { group: 'results' },
  'request-granted': { group: 'results' },
  'request-grantedPartly': { group: 'results' },
  'request-denied': { group: 'results' },
  'request-withdrawn': { group: 'progress' },
  'request-extended': { group: 'progress' },
  'request-suspended': { group: 'recusal', urgent: true },
  'request-resumed': { group: 'recusal' },
  'request-objected': { group: 'todo' },
  'request-upheld': { group: 'results' },
  'decision-proposed': { group: 'todo' },
  'decision-declined': { group: 'results' },
  'decision-to-sign': { group: 'todo' },
  'decision-hearing': { group: 'recusal' },
  'decision-opinion': { group: 'progress' },
  'decision-signed': { group: 'todo' },
  'decision-issued': { group: 'todo' },
  'decision-served': { group: 'recusal', urgent: true },
  'decision-substitute': { group: 'recusal' },
  'decision-in-force': { group: 'todo' },
  'decision-acknowledged': { group: 'progress' },
  'decision-handed-over': { group: 'recusal' },
  'decision-handover-accepted': { group: 'progress' },
  'decision-complied': { group: 'recusal' },
  'decision-lifted': { group: 'recusal' },
  'decision-superseded': { group: 'recusal' },
  'decision-revoked': { group: 'recusal' },
  'decision-expired': { group: 'recusal' },
  'refusal-suspected': { group: 'todo' },
  'objection-filed': { group: 'todo' },
  'objection-taken-up': { group: 'progress' },
  'objection-maintain': { group: 'results' },
  'objection-vary': { group: 'results' },
  'objection-revoke': { group: 'results' },
  'refusal-demanded': { group: 'recusal', urgent: true },
  'refusal-reasons': { group: 'todo' },
  'refusal-review': { group: 'todo' },
  'refusal-finding': { group: 'todo' },
  'refusal-confirmed': { group: 'results' },
  'refusal-justified': { group: 'results' },
  'refusal-complied': { group: 'progress' },
  'refusal-to-refer': { group: 'todo' },
  'refusal-referred': { group: 'todo' },
  'refusal-outcome': { group: 'results' },
  'application-received': { group: 'todo' },
  'application-overdue': { group: 'limits', urgent: true },
  'decision-handover-returned': { group: 'recusal' },
  'decision-substitute-clear': { group: 'progress' },
  'decision-substitute-unfit': { group: 'todo' },
  'decision-recheck-due': { group: 'limits' },
  'decision-term-ends': { group: 'limits' },
  'limit-moved': { group: 'limits' },
  'limit-final': { group: 'limits' },
  'application-limit-moved': { group: 'limits' },
  'webhook-off': { group: 'operation' },
  'mail-dead': { group: 'operation', deskOnly: true },
  'mail-refused': { group: 'operation', deskOnly: true },
  'export-awaits': { group: 'todo' },
  'export-no-approver': { group: 'results' },
  'export-approved': { group: 'results' },
  'export-declined': { group: 'results' },
  'export-ready': { group: 'results' },
  'schedule-ended': { group: 'results' },
} as const satisfies Record<NoticeKind, KindFacts>

export const KIND_NAMES = Object.keys(KINDS) as NoticeKind[]

/** The facts of a kind as it is stored; one that this version does not know is treated as progress. */
export function factsOf(kind: string): KindFacts {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind as NoticeKind] : { group: 'progress' }
}

/** Whether this version has words for a kind. */
export const isKnown = (kind: string): kind is NoticeKind => Object.hasOwn(KINDS, kind)
