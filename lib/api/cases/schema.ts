import { z } from 'zod'
import { draftSchema } from '@/lib/advance-reports/schema'
import { RECORD_GROUNDS, RECORD_STATUSES } from '@/lib/records/schema'
import { isCivilDate } from '@/lib/platform/dates'
import { requestDraftSchema } from '@/lib/recusals/requests/schema'
import { answered, civilDay, instant, json, pageOf, pageQuery } from '../schema'

export const caseParams = z.object({ id: z.uuid() })

const day = z.string().refine(isCivilDate, 'platform.field.invalidDate').meta({ format: 'date' })
const URGENCIES = ['none', 'calm', 'amber', 'overdue', 'paused'] as const

/** Filters of a list of cases of one kind. What the person may not read is not in it, whatever is asked. */
export function listQuery(kind: keyof typeof RECORD_STATUSES) {
  const [first = '', ...rest] = RECORD_STATUSES[kind]
  return z.object({
    ...pageQuery,
    /** Own filings, or those that wait for the caller's decision. */
    whose: z.enum(['all', 'mine', 'deciding']).default('all'),
    status: z
      .array(z.enum([first, ...rest]))
      .max(40)
      .optional(),
    q: z.string().trim().min(1).max(100).optional(),
    /** Code of an organ; the organ and those below. */
    organ: z.string().trim().max(20).optional(),
    /** Staff number of the person the case is about. */
    subject: z.string().trim().max(40).optional(),
    ground: z.enum(RECORD_GROUNDS).optional(),
    from: day.optional(),
    to: day.optional(),
    overdue: z.enum(['true', 'false']).default('false'),
  })
}
export type ListQuery = z.output<ReturnType<typeof listQuery>>

const person = answered('PersonRef', z.object({ officialId: z.uuid(), name: z.string(), post: z.string() }))
const enterprise = answered(
  'EnterpriseRef',
  z.object({ id: z.uuid(), name: z.string(), uscc: z.string().nullable() }),
)
const link = answered(
  'CaseRef',
  z.object({
    id: z.uuid(),
    kind: z.enum(['ADVANCE_REPORT', 'RECUSAL_REQUEST', 'RECUSAL_DECISION', 'REFUSAL', 'OBJECTION']),
    number: z.string().nullable(),
    title: z.string(),
    status: z.string(),
  }),
)
const step = answered(
  'Transition',
  z.object({
    event: z.string(),
    allowed: z.boolean(),
    /** Why not: the code that the transition itself would answer, and the words. */
    denial: z.object({ code: z.string(), detail: z.string() }).nullable(),
  }),
)

const line = {
  id: z.uuid(),
  number: z.string().nullable(),
  title: z.string(),
  status: z.string(),
  version: z.number().int(),
  createdAt: instant,
  dueAt: instant.nullable(),
  urgency: z.enum(URGENCIES),
}
export const caseLine = answered(
  'CaseLine',
  z.object({ ...line, subject: person, organ: z.string(), enterprises: z.array(enterprise) }),
)
export const casePage = pageOf('CasePage', caseLine)

const common = {
  ...line,
  closed: z.boolean(),
  policyVersion: z.number().int(),
  subject: person,
  filedBy: person,
  decider: person.nullable(),
  organ: z.string(),
  matter: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  enterprises: z.array(enterprise),
  ground: z.object({ code: z.string(), article: z.string().nullable() }).nullable(),
  limit: z.object({ name: z.string().nullable(), dueAt: instant.nullable(), provisional: z.boolean() }),
  versions: z.array(
    z.object({ number: z.number().int(), submittedAt: instant, contentHash: z.string(), content: json }),
  ),
  timeline: z.array(
    z.object({
      event: z.string(),
      to: z.string(),
      at: instant,
      actor: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  parent: link.nullable(),
  children: z.array(link),
  transitions: z.array(step),
}

export const reportDetail = answered(
  'AdvanceReport',
  z.object({
    ...common,
    filingKind: z.enum(['ADVANCE', 'SHORT_NOTICE', 'LATE', 'EMERGENCY']),
    startsAt: instant.nullable(),
    endsAt: instant.nullable(),
    conditions: z.array(z.string()),
    /** What is being written, for whoever writes it. */
    draft: z.object({ revision: z.number().int(), content: draftSchema }).nullable(),
  }),
)
export const requestDetail = answered(
  'RecusalRequest',
  z.object({
    ...common,
    initiator: z.enum(['SELF', 'INTERESTED_PARTY', 'THIRD_PARTY_INFO']),
    suspended: z.boolean(),
    hearingOpinion: z.string().nullable(),
    draft: z.object({ revision: z.number().int(), content: requestDraftSchema }).nullable(),
  }),
)
export const decisionDetail = answered(
  'RecusalDecision',
  z.object({
    ...common,
    documentNumber: z.string().nullable(),
    basis: z.enum(['ON_APPLICATION', 'DIRECT']),
    isPost: z.boolean(),
    postToLeave: z.string(),
    drafter: z.string(),
    signatory: z.string().nullable(),
    whyDue: z.string(),
    dueSince: civilDay.nullable(),
    notFiled: z.string(),
    facts: z.string(),
    evidence: z.string(),
    scope: z.array(z.string()),
    termFrom: civilDay.nullable(),
    termTo: civilDay.nullable(),
    urgent: z.boolean(),
    hearingOpinion: z.string().nullable(),
    contentHash: z.string().nullable(),
    servedAt: instant.nullable(),
    acknowledgedAt: instant.nullable(),
    acknowledgeDueAt: instant.nullable(),
    handedOverAt: instant.nullable(),
    handoverDueAt: instant.nullable(),
    substitute: z.object({ id: z.uuid(), name: z.string(), staffNo: z.string() }).nullable(),
    handover: z.array(
      z.object({
        id: z.uuid(),
        text: z.string(),
        note: z.string(),
        handedOverAt: instant.nullable(),
        acceptedAt: instant.nullable(),
      }),
    ),
  }),
)

/** What a step answers: the case as it is now, or null when it left the caller's sight with the step. */
export function steppedSchema<S extends z.ZodType>(detail: S) {
  return z.object({
    caseId: z.uuid(),
    number: z.string().nullable(),
    /** The request or decision that the step opened. */
    linkedCaseId: z.uuid().nullable(),
    case: detail.nullable(),
  })
}
