import { z } from 'zod'
import { ok, refuse } from '@/lib/platform/result'
import * as filing from '@/lib/recusals/requests/commands'
import * as deciding from '@/lib/recusals/requests/deciding/commands'
import {
  acceptSchema,
  denySchema,
  grantSchema,
  reasonSchema,
  requestDraftSchema,
  returnSchema,
  reviewSchema,
  startSchema,
  submitSchema,
  withdrawSchema,
} from '@/lib/recusals/requests/schema'
import { listRefusal, outcomeOf, step, stepsBody, takeStep } from '../../cases/cases'
import { findRequest, listCases } from '../../cases/queries'
import { casePage, caseParams, listQuery, requestDetail, steppedSchema } from '../../cases/schema'
import { defineOperation } from '../../define-operation'
import { answered, instant, sent } from '../../schema'

const content = sent('RequestContent', requestDraftSchema)
const review = step(reviewSchema, deciding.reviewRequest)
const grant = step(grantSchema, deciding.grantRequest)
const deny = step(denySchema, deciding.denyRequest)

/** Every event of the workflow that a person takes, with the schema and the command behind it. */
export const REQUEST_STEPS = {
  submit: step(submitSchema.extend({ content }), filing.submitRequest, { within: 'content' }),
  withdraw: step(withdrawSchema, filing.withdrawRequest),
  object: step(reasonSchema, filing.objectToDenial),
  accept: step(acceptSchema, deciding.acceptRequest),
  return: step(returnSchema, deciding.returnRequest),
  refuseAcceptance: step(reasonSchema, deciding.refuseAcceptance),
  suspend: review,
  resume: review,
  confirmGround: review,
  hear: review,
  extend: review,
  grant,
  grantPartly: grant,
  reverse: grant,
  deny,
  uphold: deny,
}

export const listRecusalRequests = defineOperation({
  id: 'listRecusalRequests',
  method: 'GET',
  path: '/recusal-requests',
  tag: 'requests',
  callers: 'person',
  scope: 'recusals:read',
  query: listQuery('RECUSAL_REQUEST'),
  answer: casePage,
  run: async ({ actor, clock, query }) => {
    const page = await listCases(actor, 'RECUSAL_REQUEST', query, clock.now())
    return typeof page === 'string' ? listRefusal(page) : ok({ value: page })
  },
})

export const getRecusalRequest = defineOperation({
  id: 'getRecusalRequest',
  method: 'GET',
  path: '/recusal-requests/{id}',
  tag: 'requests',
  callers: 'person',
  scope: 'recusals:read',
  params: caseParams,
  answer: requestDetail,
  conditional: true,
  run: async ({ actor, clock, params, t }) => {
    const found = await findRequest(actor, params.id, clock.now(), t)
    return found ? ok({ value: found, version: found.version }) : refuse('cases', 'not-found')
  },
})

export const startRecusalRequest = defineOperation({
  id: 'startRecusalRequest',
  method: 'POST',
  path: '/recusal-requests',
  tag: 'requests',
  callers: 'person',
  scope: 'recusals:write',
  body: startSchema,
  answer: requestDetail,
  makes: true,
  run: async ({ actor, clock, body, requestKey, t }) => {
    const started = await filing.startRequest({ actor, clock, input: body, requestKey })
    if (!started.ok) return started
    const { caseId } = started.value
    const found = await findRequest(actor, caseId, clock.now(), t)
    if (!found) return refuse('cases', 'not-found')
    return ok({ value: found, version: found.version, created: `/recusal-requests/${caseId}` })
  },
})

export const saveRecusalRequestDraft = defineOperation({
  id: 'saveRecusalRequestDraft',
  method: 'PUT',
  path: '/recusal-requests/{id}/draft',
  tag: 'requests',
  callers: 'person',
  scope: 'recusals:write',
  params: caseParams,
  body: z.object({ revision: z.number().int().min(0), content }),
  example: { revision: 0, content: { facts: '配偶在该企业任财务副经理。' } },
  answer: answered('SavedRequestDraft', z.object({ revision: z.number().int(), savedAt: instant })),
  statuses: [409, 412],
  run: async ({ actor, clock, params, body }) => {
    const input = { caseId: params.id, tab: 'api', ...body }
    const saved = await filing.saveRequestDraft({ actor, clock, input })
    return saved.ok ? ok({ value: saved.value }) : saved
  },
})

export const transitionRecusalRequest = defineOperation({
  id: 'transitionRecusalRequest',
  method: 'POST',
  path: '/recusal-requests/{id}/transitions',
  tag: 'requests',
  callers: 'person',
  scope: 'recusals:write',
  params: caseParams,
  body: stepsBody(REQUEST_STEPS),
  example: { event: 'accept' },
  answer: steppedSchema(requestDetail),
  version: 'required',
  run: async (call) => {
    const { actor, clock, params, t } = call
    const taken = await takeStep(REQUEST_STEPS, call, params.id)
    if (!taken.ok) return taken
    const found = await findRequest(actor, params.id, clock.now(), t)
    return ok({ value: { ...outcomeOf(taken.value, params.id), case: found }, version: found?.version })
  },
})
