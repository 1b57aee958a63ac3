import { z } from 'zod'

const workdays = z.number().int().min(1).max(60)

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
  giftHandInMonths: z.number().int().min(1).max(12),
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
  decisionAcknowledge: workdays,
  decisionHandOver: workdays,
  decisionConfirmCompliance: workdays,
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
  decisionAcknowledge: 1,
  decisionHandOver: 3,
  decisionConfirmCompliance: 5,
}
