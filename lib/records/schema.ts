import { z } from 'zod'
import { STATUSES as REPORT_STATUSES } from '@/lib/advance-reports/workflow'
import { isCivilDate } from '@/lib/platform/dates'
import { cleanText } from '@/lib/platform/text'
import { MATTER_TYPES } from '@/lib/matters/schema'
import { SCENARIOS } from '@/lib/rulebook/rules/negative-list'
import { STATUSES as OBJECTION_STATUSES } from '@/lib/recusals/objections/workflow'

export const RECORD_KINDS = [
  'ADVANCE_REPORT',
  'RECUSAL_REQUEST',
  'RECUSAL_DECISION',
  'REFUSAL',
  'OBJECTION',
] as const
export const RECORD_GROUNDS = ['OWN_INTEREST', 'RELATIVE_INTEREST', 'OTHER_IMPARTIALITY'] as const

/** How a case stands with its limits: the function `limit_state` of the database says which. */
export const LIMIT_STATES = ['kept', 'missed', 'overdue', 'none'] as const

/** The statuses that a search offers, by kind, in the order of the work. */
export const RECORD_STATUSES: Readonly<Record<(typeof RECORD_KINDS)[number], readonly string[]>> = {
  ADVANCE_REPORT: REPORT_STATUSES,
  RECUSAL_REQUEST: [
    'DRAFT',
    'SUBMITTED',
    'RETURNED',
    'UNDER_REVIEW',
    'GRANTED',
    'PARTLY_GRANTED',
    'DENIED',
    'OBJECTED',
    'DENIAL_UPHELD',
    'NOT_ACCEPTED',
    'WITHDRAWN',
    'CLOSED',
  ],
  RECUSAL_DECISION: [
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
  ],
  REFUSAL: [
    'SUSPECTED',
    'DEMANDED',
    'COMPLIED',
    'JUSTIFIED',
    'CONFIRMED',
    'REFERRED',
    'OUTCOME_RECORDED',
    'CLOSED',
  ],
  OBJECTION: OBJECTION_STATUSES,
}

const status = z.enum([...new Set(Object.values(RECORD_STATUSES).flat())] as [string, ...string[]])
const day = z.string().refine(isCivilDate)
const text = (max: number) => z.string().transform(cleanText).pipe(z.string().trim().min(1).max(max))

/** What a search asks for, field by field; each is optional, so each is parsed on its own. */
export const FILTER_FIELDS = {
  q: text(100),
  kind: z.enum(RECORD_KINDS),
  status: z.array(status).min(1).max(40),
  organ: z.uuid(),
  own: z.literal('1'),
  from: day,
  to: day,
  overdue: z.literal('1'),
  ground: z.enum(RECORD_GROUNDS),
  subject: text(40),
  scenario: z.enum(SCENARIOS),
  matterType: z.enum(MATTER_TYPES),
  limits: z.enum(LIMIT_STATES),
  enterprise: z.uuid(),
} as const

/** Filters as an export keeps them: nothing unknown, nothing wrong. */
export const recordFiltersSchema = z.strictObject(FILTER_FIELDS).partial()
export type RecordFilters = z.infer<typeof recordFiltersSchema>
export type FilterName = keyof typeof FILTER_FIELDS

/** Where a page begins: the case before it, as `<instant>_<id>`. */
export const cursorSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z_[0-9a-f-]{36}$/)
