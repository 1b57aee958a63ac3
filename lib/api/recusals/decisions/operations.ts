import { ok, refuse } from '@/lib/platform/result'
import { settleAct } from '@/lib/recusals/acts/commands'
import { settleSchema } from '@/lib/recusals/acts/schema'
import * as drafting from '@/lib/recusals/decisions/commands'
import * as complying from '@/lib/recusals/decisions/complying/commands'
import * as handing from '@/lib/recusals/decisions/handing/commands'
import * as posting from '@/lib/recusals/decisions/posting/commands'
import * as proposing from '@/lib/recusals/decisions/proposing/commands'
import {
  clearSchema,
  declineSchema,
  editPostSchema,
  editSchema,
  evidenceSchema,
  itemsSchema,
  openPostSchema,
  openSchema,
  opinionSchema,
  proposeSchema,
  reasonSchema,
  serveSchema,
  serveUnitSchema,
  stepSchema,
  varySchema,
} from '@/lib/recusals/decisions/schema'
import * as serving from '@/lib/recusals/decisions/serving/commands'
import { varyDecision } from '@/lib/recusals/decisions/varying/commands'
import { listRefusal, outcomeOf, step, stepsBody, takeStep } from '../../cases/cases'
import { findDecision, listCases } from '../../cases/queries'
import { casePage, caseParams, decisionDetail, listQuery, steppedSchema } from '../../cases/schema'
import { defineOperation } from '../../define-operation'

/** Every event of the workflow that a person takes, with the schema and the command behind it. */
export const DECISION_STEPS = {
  takeUp: step(stepSchema, proposing.takeUpProposal),
  decline: step(declineSchema, proposing.declineProposal),
  proposeAbove: step(reasonSchema, proposing.proposeAbove),
  edit: step(editSchema, drafting.editDecision),
  editPost: step(editPostSchema, posting.editPostDecision),
  hear: step(stepSchema, drafting.hearSubject),
  recordOpinion: step(opinionSchema, drafting.recordOpinion),
  sign: step(stepSchema, drafting.signDecision),
  issue: step(stepSchema, serving.issueDecision),
  serve: step(serveSchema, serving.serveDecision, { fixed: { succeeded: true } }),
  attemptService: step(serveSchema, serving.serveDecision, { fixed: { succeeded: false } }),
  announce: step(serveSchema, serving.serveDecision, {
    fixed: { method: 'ANNOUNCEMENT', succeeded: true },
  }),
  serveUnit: step(serveUnitSchema, serving.serveUnit),
  acknowledge: step(stepSchema, complying.acknowledgeDecision),
  handOver: step(itemsSchema, handing.handOverWork),
  acceptHandover: step(itemsSchema, handing.acceptHandover),
  returnHandover: step(itemsSchema, handing.returnHandover),
  declareClear: step(clearSchema, handing.declareClear),
  declareUnfit: step(reasonSchema, handing.declareUnfit),
  confirmCompliance: step(evidenceSchema, complying.confirmCompliance),
  recheck: step(evidenceSchema, complying.recheckDecision),
  settleAct: step(settleSchema, settleAct),
  lift: step(reasonSchema, complying.liftDecision),
  vary: step(varySchema, varyDecision),
  revoke: step(reasonSchema, complying.revokeDecision),
}

export const listRecusalDecisions = defineOperation({
  id: 'listRecusalDecisions',
  method: 'GET',
  path: '/recusal-decisions',
  tag: 'decisions',
  callers: 'person',
  scope: 'recusals:read',
  query: listQuery('RECUSAL_DECISION'),
  answer: casePage,
  run: async ({ actor, clock, query }) => {
    const page = await listCases(actor, 'RECUSAL_DECISION', query, clock.now())
    return typeof page === 'string' ? listRefusal(page) : ok({ value: page })
  },
})

export const getRecusalDecision = defineOperation({
  id: 'getRecusalDecision',
  method: 'GET',
  path: '/recusal-decisions/{id}',
  tag: 'decisions',
  callers: 'person',
  scope: 'recusals:read',
  params: caseParams,
  answer: decisionDetail,
  conditional: true,
  run: async ({ actor, clock, params, t }) => {
    const found = await findDecision(actor, params.id, clock.now(), t)
    return found ? ok({ value: found, version: found.version }) : refuse('cases', 'not-found')
  },
})

export const openRecusalDecision = defineOperation({
  id: 'openRecusalDecision',
  method: 'POST',
  path: '/recusal-decisions',
  tag: 'decisions',
  callers: 'person',
  scope: 'recusals:write',
  body: openSchema,
  answer: decisionDetail,
  makes: true,
  run: async ({ actor, clock, body, requestKey, t }) => {
    const opened = await drafting.openDecision({ actor, clock, input: body, requestKey })
    if (!opened.ok) return opened
    const { caseId } = opened.value
    const found = await findDecision(actor, caseId, clock.now(), t)
    if (!found) return refuse('cases', 'not-found')
    return ok({ value: found, version: found.version, created: `/recusal-decisions/${caseId}` })
  },
})

export const openPostRecusal = defineOperation({
  id: 'openPostRecusal',
  method: 'POST',
  path: '/recusal-decisions/post-recusals',
  tag: 'decisions',
  callers: 'person',
  scope: 'recusals:write',
  body: openPostSchema,
  answer: decisionDetail,
  makes: true,
  run: async ({ actor, clock, body, requestKey, t }) => {
    const opened = await posting.openPostDecision({ actor, clock, input: body, requestKey })
    if (!opened.ok) return opened
    const { caseId } = opened.value
    const found = await findDecision(actor, caseId, clock.now(), t)
    if (!found) return refuse('cases', 'not-found')
    return ok({ value: found, version: found.version, created: `/recusal-decisions/${caseId}` })
  },
})

export const proposeRecusalDecision = defineOperation({
  id: 'proposeRecusalDecision',
  method: 'POST',
  path: '/recusal-decisions/proposals',
  tag: 'decisions',
  callers: 'person',
  scope: 'recusals:write',
  body: proposeSchema,
  answer: decisionDetail,
  makes: true,
  run: async ({ actor, clock, body, requestKey, t }) => {
    const proposed = await proposing.proposeDecision({ actor, clock, input: body, requestKey })
    if (!proposed.ok) return proposed
    const { caseId } = proposed.value
    const found = await findDecision(actor, caseId, clock.now(), t)
    if (!found) return refuse('cases', 'not-found')
    return ok({ value: found, version: found.version, created: `/recusal-decisions/${caseId}` })
  },
})

export const transitionRecusalDecision = defineOperation({
  id: 'transitionRecusalDecision',
  method: 'POST',
  path: '/recusal-decisions/{id}/transitions',
  tag: 'decisions',
  callers: 'person',
  scope: 'recusals:write',
  params: caseParams,
  body: stepsBody(DECISION_STEPS),
  example: { event: 'acknowledge' },
  answer: steppedSchema(decisionDetail),
  version: 'required',
  run: async (call) => {
    const { actor, clock, params, t } = call
    const taken = await takeStep(DECISION_STEPS, call, params.id)
    if (!taken.ok) return taken
    const found = await findDecision(actor, params.id, clock.now(), t)
    return ok({ value: { ...outcomeOf(taken.value, params.id), case: found }, version: found?.version })
  },
})
