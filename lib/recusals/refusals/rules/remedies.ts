// Which statutory remedies a person has against the outcome of a refusal (公务员法 95). Only listed personnel acts have
// them, removal and disciplinary action among these; neither suspends execution (公务员法 96). Calendar days.
import type { RefusalOutcome } from '@/prisma/generated/client/enums'
import { addDays, type CivilDate } from '@/lib/platform/dates'

const REVIEW_DAYS = 30
const APPEAL_DAYS = 30
const APPEAL_AFTER_REVIEW_DAYS = 15

export interface Remedies {
  /** Last day of the application for review (复核). */
  reviewBy: CivilDate
  /** Last day of an appeal (申诉) without a review before it. */
  appealBy: CivilDate
  /** Days for an appeal from the day on which the answer to the review is known. */
  appealDaysAfterReview: number
}

const HAVE_REMEDIES: readonly RefusalOutcome[] = ['REMOVAL', 'DISCIPLINARY_ACTION']

/** The last days of the statutory remedies, counted from the day after the person learned of the act; null without any. */
export function remediesOf(outcome: RefusalOutcome, knownOn: CivilDate): Remedies | null {
  if (!HAVE_REMEDIES.includes(outcome)) return null
  return {
    reviewBy: addDays(knownOn, REVIEW_DAYS),
    appealBy: addDays(knownOn, APPEAL_DAYS),
    appealDaysAfterReview: APPEAL_AFTER_REVIEW_DAYS,
  }
}
