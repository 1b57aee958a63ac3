import type { Step, Workflow } from '@/lib/cases/cases'

/** The recusal decision (回避决定): domain section 5. docs/workflows/recusal-decision.md is printed from this table. */
export const STATUSES = [
  'PROPOSED',
  'DECLINED',
  'DRAFT',
  'HEARING',
  'SIGNED',
  'ISSUED',
  'SERVED',
  'IN_FORCE',
  'COMPLIED',
  'LIFTED',
  'EXPIRED',
  'SUPERSEDED',
  'REVOKED',
] as const
export type Status = (typeof STATUSES)[number]

export const EVENTS = [
  'propose',
  'open',
  'openPost',
  'takeUp',
  'decline',
  'proposeAbove',
  'edit',
  'hear',
  'recordOpinion',
  'sign',
  'issue',
  'attemptService',
  'announce',
  'serve',
  'serveAnnounced',
  'takeEffect',
  'serveUnit',
  'acknowledge',
  'handOver',
  'acceptHandover',
  'returnHandover',
  'declareClear',
  'declareUnfit',
  'confirmCompliance',
  'recheckDue',
  'recheck',
  'settleAct',
  'lift',
  'expire',
  'vary',
  'revoke',
] as const
export type Event = (typeof EVENTS)[number]

export const GUARDS = [
  'granted-without-hearing',
  'hearing-neither-held-nor-skipped',
  'opinion-already-recorded',
  'opinion-not-recorded',
  'signatory-is-the-drafter',
  'already-proposed-above',
  'no-other-way-failed',
  'announcement-runs',
  'announcement-not-over',
  'unit-already-served',
  'already-acknowledged',
  'already-handed-over',
  'not-handed-over',
  'handover-already-accepted',
  'already-declared-clear',
  'substitute-declared-unfit',
  'substitute-not-clear',
  'handover-not-accepted',
  'confirmed-by-the-substitute',
  'no-recheck-due',
  'recheck-is-due',
  'post-recusal-has-no-scope',
  'term-not-over',
] as const
/** Named for the refusal: a guard holds when what it names is not the case. */
export type Guard = (typeof GUARDS)[number]

type S = Step<Status, Guard>

const lift: S = { to: 'LIFTED', who: ['signatory', 'nextLevel'] }
const expire: S = { to: 'EXPIRED', who: ['system'], guards: ['term-not-over'] }
// A post is left or kept: there is no wider or narrower, and another decision is made instead.
const vary: S = { to: 'SUPERSEDED', who: ['signatory', 'nextLevel'], guards: ['post-recusal-has-no-scope'] }
const revoke: S = { to: 'REVOKED', who: ['signatory', 'nextLevel'] }
const ending = { lift, expire, vary, revoke }
/** What the recused person did since the ground arose is examined, also when the recusal itself is over. */
const settleAct = (to: Status): { settleAct: S } => ({
  settleAct: { to, who: ['supervisor', 'signatory', 'nextLevel'], article: 'bidding-70' },
})
/** The person's unit gets its copy (政务处分法 46); what takes effect is the service on the person. */
const serveUnit = (to: Status): S => ({ to, who: ['clerk'], guards: ['unit-already-served'] })
const attemptService = (to: Status): S => ({ to, who: ['clerk'] })

export const RECUSAL_DECISION: Workflow<Status, Event, Guard> = {
  machine: 'RECUSAL_DECISION',
  start: {
    propose: { to: 'PROPOSED', who: ['disciplineOffice'], limit: 'proposalTakeUp' },
    open: {
      to: 'DRAFT',
      who: ['supervisor', 'superiorOrgan'],
      limit: 'decisionSign',
      article: 'civil-servants-77',
    },
    // 任职回避: the personnel office or a leader drafts, at least the head signs, and the person is always heard.
    openPost: {
      to: 'DRAFT',
      who: ['hr', 'supervisor', 'superiorOrgan'],
      limit: 'decisionSign',
      article: 'civil-servants-74',
    },
  },
  table: {
    PROPOSED: {
      takeUp: { to: 'DRAFT', who: ['decider'], limit: 'decisionSign' },
      decline: { to: 'DECLINED', who: ['decider'] },
    },
    // Whoever proposed may turn to the superior organ, once.
    DECLINED: {
      proposeAbove: {
        to: 'PROPOSED',
        who: ['disciplineOffice'],
        guards: ['already-proposed-above'],
        limit: 'proposalTakeUp',
      },
    },
    DRAFT: {
      edit: { to: 'DRAFT', who: ['drafter'] },
      hear: {
        to: 'HEARING',
        who: ['drafter'],
        guards: ['granted-without-hearing'],
        limit: 'decisionHear',
        article: 'recusal-rules-8',
      },
      sign: {
        to: 'SIGNED',
        who: ['signatory'],
        guards: ['signatory-is-the-drafter', 'hearing-neither-held-nor-skipped'],
        limit: 'decisionIssue',
      },
    },
    HEARING: {
      recordOpinion: {
        to: 'HEARING',
        who: ['drafter', 'subject'],
        guards: ['opinion-already-recorded'],
        limit: 'decisionSign',
      },
      sign: {
        to: 'SIGNED',
        who: ['signatory'],
        guards: ['signatory-is-the-drafter', 'opinion-not-recorded'],
        limit: 'decisionIssue',
      },
    },
    SIGNED: { issue: { to: 'ISSUED', who: ['clerk'], limit: 'decisionServe' } },
    ISSUED: {
      attemptService: attemptService('ISSUED'),
      announce: {
        to: 'ISSUED',
        who: ['clerk'],
        guards: ['no-other-way-failed', 'announcement-runs'],
        article: 'civil-procedure-95',
      },
      serve: { to: 'SERVED', who: ['clerk'] },
      // The period of the announcement is over.
      serveAnnounced: {
        to: 'SERVED',
        who: ['system'],
        guards: ['announcement-not-over'],
        article: 'civil-procedure-95',
      },
      serveUnit: serveUnit('ISSUED'),
    },
    SERVED: {
      takeEffect: {
        to: 'IN_FORCE',
        who: ['system'],
        limit: 'decisionConfirmCompliance',
        article: 'recusal-rules-14',
      },
    },
    IN_FORCE: {
      serveUnit: serveUnit('IN_FORCE'),
      acknowledge: { to: 'IN_FORCE', who: ['subject'], guards: ['already-acknowledged'] },
      handOver: { to: 'IN_FORCE', who: ['subject'], guards: ['already-handed-over'] },
      acceptHandover: {
        to: 'IN_FORCE',
        who: ['substitute'],
        guards: ['not-handed-over', 'handover-already-accepted'],
      },
      // Not complete or not as listed: the item goes back, with the reason.
      returnHandover: { to: 'IN_FORCE', who: ['substitute'], guards: ['not-handed-over'] },
      declareClear: {
        to: 'IN_FORCE',
        who: ['substitute'],
        guards: ['already-declared-clear', 'substitute-declared-unfit'],
      },
      // The substitute has a conflict of their own: whoever signed varies the decision.
      declareUnfit: {
        to: 'IN_FORCE',
        who: ['substitute'],
        guards: ['already-declared-clear', 'substitute-declared-unfit'],
      },
      confirmCompliance: {
        to: 'COMPLIED',
        who: ['supervisor'],
        guards: ['confirmed-by-the-substitute', 'substitute-not-clear', 'handover-not-accepted'],
      },
      ...settleAct('IN_FORCE'),
      ...ending,
    },
    COMPLIED: {
      ...settleAct('COMPLIED'),
      recheckDue: { to: 'COMPLIED', who: ['system'], guards: ['recheck-is-due'], limit: 'decisionRecheck' },
      recheck: {
        to: 'COMPLIED',
        who: ['supervisor'],
        guards: ['no-recheck-due', 'confirmed-by-the-substitute'],
      },
      ...ending,
    },
    LIFTED: settleAct('LIFTED'),
    EXPIRED: settleAct('EXPIRED'),
    SUPERSEDED: settleAct('SUPERSEDED'),
    REVOKED: {},
  },
}

/** Statuses in which the recused person may not act on the matter (公务员回避规定 14). */
export const EXCLUDES: readonly Status[] = ['SERVED', 'IN_FORCE', 'COMPLIED']
