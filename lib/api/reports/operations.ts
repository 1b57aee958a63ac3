import * as filing from '@/lib/advance-reports/commands'
import * as deciding from '@/lib/advance-reports/deciding/commands'
import {
  convertSchema,
  decideSchema,
  draftSchema,
  noticeSchema,
  resultSchema,
  returnSchema,
  startSchema,
  submitSchema,
  withdrawSchema,
} from '@/lib/advance-reports/schema'
import { ok, refuse } from '@/lib/platform/result'
import { z } from 'zod'
import { listRefusal, outcomeOf, step, stepsBody, takeStep } from '../cases/cases'
import { findReport, listCases } from '../cases/queries'
import { casePage, caseParams, listQuery, reportDetail, steppedSchema } from '../cases/schema'
import { defineOperation } from '../define-operation'
import { answered, instant, sent } from '../schema'

const content = sent('ReportContent', draftSchema)
const submits = step(submitSchema.extend({ content }), filing.submitReport, { within: 'content' })

/** Every event of the workflow that a person takes, with the schema and the command behind it. */
export const REPORT_STEPS = {
  submit: submits,
  amend: submits,
  withdraw: step(withdrawSchema, filing.withdrawReport),
  reportResult: step(resultSchema, filing.reportResult, { fixed: { held: true } }),
  notHeld: step(resultSchema, filing.reportResult, { fixed: { held: false } }),
  return: step(returnSchema, deciding.returnReport),
  approve: step(decideSchema, deciding.decideReport),
  approveWithConditions: step(decideSchema, deciding.decideReport),
  disapprove: step(decideSchema, deciding.decideReport),
  confirmGround: step(decideSchema, deciding.decideReport),
  note: step(decideSchema, deciding.decideReport),
  question: step(decideSchema, deciding.decideReport),
  refer: step(decideSchema, deciding.decideReport),
  settle: step(decideSchema, deciding.decideReport),
  convert: step(convertSchema, deciding.convertReport),
}

export const listAdvanceReports = defineOperation({
  id: 'listAdvanceReports',
  method: 'GET',
  path: '/advance-reports',
  tag: 'reports',
  callers: 'person',
  scope: 'reports:read',
  query: listQuery('ADVANCE_REPORT'),
  answer: casePage,
  run: async ({ actor, clock, query }) => {
    const page = await listCases(actor, 'ADVANCE_REPORT', query, clock.now())
    return typeof page === 'string' ? listRefusal(page) : ok({ value: page })
  },
})

export const getAdvanceReport = defineOperation({
  id: 'getAdvanceReport',
  method: 'GET',
  path: '/advance-reports/{id}',
  tag: 'reports',
  callers: 'person',
  scope: 'reports:read',
  params: caseParams,
  answer: reportDetail,
  conditional: true,
  run: async ({ actor, clock, params, t }) => {
    const found = await findReport(actor, params.id, clock.now(), t)
    return found ? ok({ value: found, version: found.version }) : refuse('cases', 'not-found')
  },
})

export const startAdvanceReport = defineOperation({
  id: 'startAdvanceReport',
  method: 'POST',
  path: '/advance-reports',
  tag: 'reports',
  callers: 'person',
  scope: 'reports:write',
  body: startSchema,
  example: {},
  answer: reportDetail,
  makes: true,
  run: async ({ actor, clock, body, requestKey, t }) => {
    const started = await filing.startReport({ actor, clock, input: body, requestKey })
    if (!started.ok) return started
    const { caseId } = started.value
    const found = await findReport(actor, caseId, clock.now(), t)
    if (!found) return refuse('cases', 'not-found')
    return ok({ value: found, version: found.version, created: `/advance-reports/${caseId}` })
  },
})

export const giveEmergencyNotice = defineOperation({
  id: 'giveEmergencyNotice',
  method: 'POST',
  path: '/advance-reports/emergency-notices',
  tag: 'reports',
  callers: 'person',
  scope: 'reports:write',
  body: noticeSchema,
  answer: reportDetail,
  makes: true,
  run: async ({ actor, clock, body, requestKey, t }) => {
    const given = await filing.giveNotice({ actor, clock, input: body, requestKey })
    if (!given.ok) return given
    const { caseId } = given.value
    const found = await findReport(actor, caseId, clock.now(), t)
    if (!found) return refuse('cases', 'not-found')
    return ok({ value: found, version: found.version, created: `/advance-reports/${caseId}` })
  },
})

export const saveAdvanceReportDraft = defineOperation({
  id: 'saveAdvanceReportDraft',
  method: 'PUT',
  path: '/advance-reports/{id}/draft',
  tag: 'reports',
  callers: 'person',
  scope: 'reports:write',
  params: caseParams,
  body: z.object({ revision: z.number().int().min(0), content }),
  example: { revision: 0, content: { title: '验收整改协调会', place: '区住建局 301 会议室' } },
  answer: answered('SavedDraft', z.object({ revision: z.number().int(), savedAt: instant })),
  statuses: [409, 412],
  run: async ({ actor, clock, params, body }) => {
    const input = { caseId: params.id, tab: 'api', ...body }
    const saved = await filing.saveReportDraft({ actor, clock, input })
    return saved.ok ? ok({ value: saved.value }) : saved
  },
})

export const transitionAdvanceReport = defineOperation({
  id: 'transitionAdvanceReport',
  method: 'POST',
  path: '/advance-reports/{id}/transitions',
  tag: 'reports',
  callers: 'person',
  scope: 'reports:write',
  params: caseParams,
  body: stepsBody(REPORT_STEPS),
  example: { event: 'approve', reason: '同意，按规定参加。' },
  answer: steppedSchema(reportDetail),
  version: 'required',
  run: async (call) => {
    const { actor, clock, params, t } = call
    const taken = await takeStep(REPORT_STEPS, call, params.id)
    if (!taken.ok) return taken
    const found = await findReport(actor, params.id, clock.now(), t)
    return ok({ value: { ...outcomeOf(taken.value, params.id), case: found }, version: found?.version })
  },
})
