import { z } from 'zod'
import { isCivilDate } from '@/lib/platform/dates'

/** Types of matter (Prisma's `MatterType`). */
export const MATTER_TYPES = [
  'LICENSING',
  'PENALTY',
  'PROCUREMENT',
  'LAND',
  'INVESTMENT_PROMOTION',
  'SUBSIDY',
  'SUPERVISION',
  'APPROVAL',
  'STATE_ASSETS',
  'OTHER',
] as const
/**
 * Where participation stops from acceptance on (民诉法 48 as a model); penalties and inspections go on (行政处罚法 43).
 */
export const DEFAULT_SUSPENDS = MATTER_TYPES.filter((type) => type !== 'PENALTY' && type !== 'SUPERVISION')

const MOST_WORKDAYS = 60
const MOST_MONTHS = 12
const MOST_DAYS = 365
/** Longest note of a version, in characters. */
const NOTE_LIMIT = 300

const workdays = z.number().int().min(1).max(MOST_WORKDAYS)

/**
 * The limits of one policy version, in working days unless the name says otherwise. All of them are defaults of the
 * organ: no statute found gives days for these steps (domain section 3).
 */
export const limitsSchema = z.object({
  /** An advance report is filed at least this long before the dealing; later it is a short notice. */
  reportBeforeDealing: workdays,
  /** A late report normally follows the dealing within this time; never blocked after it. */
  reportLateNormally: workdays,
  /** An emergency notice is completed within this time. */
  completeEmergency: workdays,
  reportReturn: workdays,
  /** Or the start of the dealing, whichever is earlier. */
  reportDecide: workdays,
  reportResult: workdays,
  settleQuestion: workdays,
  /** Calendar months (中办发〔1995〕7号). */
  giftHandInMonths: z.number().int().min(1).max(MOST_MONTHS),
  /** Answering what came in from outside (公务员回避规定 18 asks for an answer, not for days). */
  applicationAnswer: workdays,
  requestAccept: workdays,
  requestHear: workdays,
  requestDecide: workdays,
  requestExtension: workdays,
  requestObject: workdays,
  requestObjectionDecide: workdays,
  proposalTakeUp: workdays,
  decisionHear: workdays,
  decisionSign: workdays,
  decisionIssue: workdays,
  decisionServe: workdays,
  /** Calendar days of a service by announcement (民诉法 95). */
  announcementDays: z.number().int().min(1).max(MOST_DAYS),
  decisionAcknowledge: workdays,
  decisionHandOver: workdays,
  decisionConfirmCompliance: workdays,
  /** Calendar months after which a recusal that goes on is checked again. */
  decisionRecheckMonths: z.number().int().min(1).max(MOST_MONTHS),
  decisionRecheck: workdays,
  /** Calendar days before the end of a term at which people are reminded of it. */
  termReminderDays: z.number().int().min(1).max(MOST_DAYS),
  objectionFile: workdays,
  objectionDecide: workdays,
  refusalTakeUp: workdays,
  refusalDemand: workdays,
  refusalReview: workdays,
  refusalRefer: workdays,
  refusalOutcome: workdays,
})

export type Limits = z.infer<typeof limitsSchema>
export type LimitName = keyof Limits

/** The first policy version (domain section 5). */
export const DEFAULT_LIMITS: Limits = {
  reportBeforeDealing: 1,
  reportLateNormally: 3,
  completeEmergency: 3,
  reportReturn: 1,
  reportDecide: 3,
  reportResult: 3,
  settleQuestion: 3,
  giftHandInMonths: 1,
  applicationAnswer: 5,
  requestAccept: 1,
  requestHear: 1,
  requestDecide: 3,
  requestExtension: 3,
  requestObject: 3,
  requestObjectionDecide: 3,
  proposalTakeUp: 3,
  decisionHear: 1,
  decisionSign: 3,
  decisionIssue: 1,
  decisionServe: 7,
  announcementDays: 30,
  decisionAcknowledge: 1,
  decisionHandOver: 3,
  decisionConfirmCompliance: 5,
  decisionRecheckMonths: 6,
  decisionRecheck: 5,
  termReminderDays: 7,
  objectionFile: 5,
  objectionDecide: 5,
  refusalTakeUp: 3,
  refusalDemand: 3,
  refusalReview: 3,
  refusalRefer: 3,
  refusalOutcome: 30,
}

/** The limits as the administrator sees them, by what they are about. */
export const LIMIT_GROUPS = {
  reports: [
    'reportBeforeDealing',
    'reportLateNormally',
    'completeEmergency',
    'reportReturn',
    'reportDecide',
    'reportResult',
    'settleQuestion',
    'giftHandInMonths',
  ],
  requests: [
    'applicationAnswer',
    'requestAccept',
    'requestHear',
    'requestDecide',
    'requestExtension',
    'requestObject',
    'requestObjectionDecide',
  ],
  decisions: [
    'proposalTakeUp',
    'decisionHear',
    'decisionSign',
    'decisionIssue',
    'decisionServe',
    'announcementDays',
    'decisionAcknowledge',
    'decisionHandOver',
    'decisionConfirmCompliance',
    'decisionRecheckMonths',
    'decisionRecheck',
    'termReminderDays',
  ],
  remedies: [
    'objectionFile',
    'objectionDecide',
    'refusalTakeUp',
    'refusalDemand',
    'refusalReview',
    'refusalRefer',
    'refusalOutcome',
  ],
} as const satisfies Record<string, readonly LimitName[]>
export type LimitGroup = keyof typeof LIMIT_GROUPS

/** Every limit, in the order in which the groups name them. */
export const LIMIT_NAMES: readonly LimitName[] = Object.values(LIMIT_GROUPS).flat()

/** What a limit counts. */
export function unitOf(name: LimitName): 'workdays' | 'days' | 'months' {
  if (name.endsWith('Months')) return 'months'
  return name.endsWith('Days') ? 'days' : 'workdays'
}

const MOST = { workdays: MOST_WORKDAYS, days: MOST_DAYS, months: MOST_MONTHS } as const

/** The most that a limit may be. */
export function mostOf(name: LimitName): number {
  return MOST[unitOf(name)]
}

/** A limit as a form sends it: digits in a text. */
const entered = (most: number, problem: string) =>
  z.coerce.number(problem).int(problem).min(1, problem).max(most, problem)

const enteredLimits = Object.fromEntries(
  LIMIT_NAMES.map((name) => [name, entered(mostOf(name), `rulebook.field.${unitOf(name)}`)]),
) as Record<LimitName, ReturnType<typeof entered>>

/** Limits that are looked at before they are published. */
export const previewPolicySchema = z.object(enteredLimits)

/** A new policy version as the administrator enters it. */
export const publishPolicySchema = z.object({
  effectiveFrom: z.string().refine(isCivilDate, 'platform.field.invalidDate'),
  note: z.string().trim().min(1, 'platform.field.required').max(NOTE_LIMIT, 'platform.field.tooLong'),
  suspends: z.array(z.enum(MATTER_TYPES)).default([]),
  ...enteredLimits,
})
