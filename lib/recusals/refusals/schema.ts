import { z } from 'zod'
import { caseRef, paragraph, requiredParagraph as reason } from '@/lib/cases/schema'
import { dayField } from '@/lib/platform/date-fields'

export const FINDINGS = ['JUSTIFIED', 'CONFIRMED'] as const
export const REFERRAL_TARGETS = ['HR', 'DISCIPLINE'] as const
export const OUTCOMES = ['REMOVAL', 'DISCIPLINARY_ACTION', 'ADMONITION', 'NO_ACTION'] as const

const REQUIRED = 'platform.field.required'

export const stepSchema = z.object({ ...caseRef })
export const reasonSchema = z.object({ ...caseRef, reason })
/** A supervisor reports a refusal; the case is the decision. */
export const reportSchema = z.object({ ...caseRef, facts: reason })
export const demandSchema = z.object({ ...caseRef, demand: reason })
export const reasonsSchema = z.object({ ...caseRef, reasons: reason })
export const evidenceSchema = z.object({ ...caseRef, evidence: reason })
export const findingSchema = z.object({ ...caseRef, finding: z.enum(FINDINGS, REQUIRED), reason })
export const referralSchema = z.object({ ...caseRef, referTo: z.enum(REFERRAL_TARGETS, REQUIRED), reason })
export const outcomeSchema = z.object({
  ...caseRef,
  outcome: z.enum(OUTCOMES, REQUIRED),
  outcomeText: reason,
  outcomeNumber: paragraph.default(''),
  /** The day on which the person learned of it. */
  outcomeKnownOn: dayField,
})
