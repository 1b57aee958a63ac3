import { z } from 'zod'
import { keptText } from '@/lib/filing/schema'
import { dayField, minuteField, optionalDayField } from '@/lib/platform/date-fields'
import { KINSHIPS } from '@/lib/rulebook/rules/recusal-grounds'
import { NEGATIVE_ITEMS, SCENARIOS, SELF_CHECK } from '@/lib/rulebook/rules/negative-list'

/** Longest texts in characters; every limit has a name. */
export const TEXT_LIMIT = { line: 200, paragraph: 4000 } as const
/** The most enterprises one report names. */
export const MOST_ENTERPRISES = 20

export const FILING_KINDS = ['ADVANCE', 'SHORT_NOTICE', 'LATE', 'EMERGENCY'] as const
export const RELATIONS = ['NONE', 'UNSURE', ...KINSHIPS] as const
export const HANDLINGS = [
  'ATTEND_WITH_SAFEGUARDS',
  'SEND_SOMEBODY_ELSE',
  'NOT_ATTEND',
  'RECUSE',
  'AS_DECIDED',
] as const
export const MODES = ['MEETING', 'SITE_VISIT', 'CALL', 'EVENT', 'TRIP', 'ONLINE', 'OTHER'] as const
export const PAYERS = ['OWN_UNIT', 'SELF', 'ENTERPRISE', 'ORGANISER', 'NO_COST'] as const
export const MEASURES = [
  'TWO_OR_MORE',
  'MINUTES',
  'PUBLIC_PLACE',
  'NO_PROMISES',
  'OWN_COST',
  'DISCIPLINE_INFORMED',
] as const
export const EMERGENCIES = ['MEAL', 'GIFT', 'MEETING', 'OTHER'] as const

const line = z.string().trim().max(TEXT_LIMIT.line, 'platform.field.tooLong')
const text = z.string().trim().max(TEXT_LIMIT.paragraph, 'platform.field.tooLong')
const required = (schema: z.ZodString) => schema.min(1, 'platform.field.required')
const id = z.uuid('platform.field.required')

/** The fields of a report; how long a text may be depends on whether it is being written or submitted. */
const fieldsOf = (line: z.ZodString, text: z.ZodString) => ({
  situation: text.optional(),
  duty: text.optional(),
  enterpriseIds: z.array(id).max(MOST_ENTERPRISES, 'advanceReports.field.tooManyEnterprises').optional(),
  headPersonId: id.nullish(),
  relation: z.enum(RELATIONS).nullish(),
  personConcerned: line.optional(),
  personPosition: line.optional(),
  impact: text.optional(),
  handling: z.enum(HANDLINGS).nullish(),
  handlingNote: text.optional(),
  scenario: z.enum(SCENARIOS).nullish(),
  mode: z.enum(MODES).nullish(),
  title: line.optional(),
  // As typed: a draft with an impossible time is kept, and refused when it is submitted.
  startsAt: z.string().max(40).optional(),
  endsAt: z.string().max(40).optional(),
  place: line.optional(),
  ourParticipants: text.optional(),
  theirParticipants: text.optional(),
  matterId: id.nullish(),
  costStandard: line.optional(),
  payer: z.enum(PAYERS).nullish(),
  meals: line.optional(),
  car: line.optional(),
  lodging: line.optional(),
  gifts: line.optional(),
  selfCheck: z
    .partialRecord(z.enum(NEGATIVE_ITEMS), z.object({ involved: z.boolean(), note: line }))
    .optional(),
  measures: z.array(z.enum(MEASURES)).optional(),
  measuresNote: text.optional(),
  lateReason: text.optional(),
  citesCaseId: id.nullish(),
  emergency: z.enum(EMERGENCIES).nullish(),
  pledge: z.boolean().optional(),
})

/** What a draft may hold: anything unfinished, however long, so that nothing typed is lost. */
export const draftSchema = z.object(fieldsOf(keptText, keptText))
export type ReportDraft = z.infer<typeof draftSchema>

/** A report that may be submitted: complete for its scenario, pledged. */
export const reportSchema = z
  .object(fieldsOf(line, text))
  .extend({
    situation: required(text),
    duty: required(text),
    enterpriseIds: z.array(id).min(1, 'advanceReports.field.enterpriseRequired').max(MOST_ENTERPRISES),
    relation: z.enum(RELATIONS, 'platform.field.required'),
    handling: z.enum(HANDLINGS, 'platform.field.required'),
    scenario: z.enum(SCENARIOS, 'platform.field.required'),
    mode: z.enum(MODES, 'platform.field.required'),
    title: required(line),
    startsAt: minuteField,
    endsAt: minuteField,
    place: required(line),
    ourParticipants: required(text),
    theirParticipants: required(text),
    payer: z.enum(PAYERS, 'platform.field.required'),
    pledge: z.literal(true, 'advanceReports.field.pledgeRequired'),
  })
  .superRefine((report, context) => {
    const problem = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (report.endsAt <= report.startsAt) problem('endsAt', 'advanceReports.field.endsBeforeStart')
    const related = report.relation !== 'NONE' && report.relation !== 'UNSURE'
    if (related && report.relation !== 'SELF' && !report.personConcerned)
      problem('personConcerned', 'platform.field.required')
    if (related && !report.impact) problem('impact', 'platform.field.required')
    for (const item of SELF_CHECK[report.scenario]) {
      const given = report.selfCheck?.[item]
      if (!given) problem(`selfCheck.${item}`, 'advanceReports.field.answerRequired')
      else if (given.involved && !given.note)
        problem(`selfCheck.${item}`, 'advanceReports.field.explainInvolved')
    }
  })
export type Report = z.infer<typeof reportSchema>

/** The thirty-second notice: who, which enterprise, where, why. */
export const noticeSchema = z.object({
  enterpriseIds: z.array(id).min(1, 'advanceReports.field.enterpriseRequired').max(MOST_ENTERPRISES),
  emergency: z.enum(EMERGENCIES, 'platform.field.required'),
  place: required(line),
  situation: required(text),
})
export type EmergencyNotice = z.infer<typeof noticeSchema>

const caseRef = { caseId: id, version: z.number().int().min(1) }
const reason = required(text)

export const startSchema = z.object({ citesCaseId: id.nullish() })
export const saveDraftSchema = z.object({
  caseId: id,
  revision: z.number().int().min(0),
  tab: z.string().max(64),
  /** The writer saw the other tab's words and keeps these. */
  overwrite: z.boolean().optional(),
  content: draftSchema,
})
export const submitSchema = z.object({ ...caseRef, content: draftSchema })
export const reasonSchema = z.object({ ...caseRef, reason })
export const returnSchema = z.object({
  ...caseRef,
  defects: z.array(required(line)).min(1, 'advanceReports.field.defectRequired').max(50),
})
export const decideSchema = z.object({
  ...caseRef,
  event: z.enum([
    'approve',
    'approveWithConditions',
    'disapprove',
    'note',
    'question',
    'confirmGround',
    'refer',
    'settle',
  ]),
  reason: text,
  measures: z.array(z.enum(MEASURES)).default([]),
  measuresNote: text.default(''),
})
/** The matter to recuse from, unless the report names it. */
export const convertSchema = z.object({ ...caseRef, reason, matterId: id.nullish() })
export const withdrawSchema = z.object({ ...caseRef, reason: text })
export const resultSchema = z.object({
  ...caseRef,
  held: z.boolean(),
  summary: text,
  costPaid: line.default(''),
  promises: text.default(''),
  gifts: z
    .array(
      z.object({
        description: required(line),
        value: z
          .string()
          .trim()
          .regex(/^(\d{1,9}(\.\d{1,2})?)?$/, 'platform.field.invalidNumber'),
        receivedOn: dayField,
        handedInOn: optionalDayField,
      }),
    )
    .max(50)
    .default([]),
})
