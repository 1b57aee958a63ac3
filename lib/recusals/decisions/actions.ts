'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as drafting from './commands'
import * as complying from './complying/commands'
import * as handing from './handing/commands'
import * as posting from './posting/commands'
import {
  clearSchema,
  declineSchema,
  editPostSchema,
  editSchema,
  evidenceSchema,
  itemsSchema,
  opinionSchema,
  openPostSchema,
  openSchema,
  proposeSchema,
  reasonSchema,
  serveSchema,
  serveUnitSchema,
  stepSchema,
  varySchema,
} from './schema'
import * as proposing from './proposing/commands'
import * as serving from './serving/commands'
import * as varying from './varying/commands'

const DESKS = ['/my', '/review', '/records']

export const openDecision = defineAction({
  input: openSchema,
  command: drafting.openDecision,
  revalidate: DESKS,
})
export const proposeDecision = defineAction({
  input: proposeSchema,
  command: proposing.proposeDecision,
  revalidate: DESKS,
})
export const takeUpProposal = defineAction({
  input: stepSchema,
  command: proposing.takeUpProposal,
  revalidate: DESKS,
})
export const declineProposal = defineAction({
  input: declineSchema,
  command: proposing.declineProposal,
  revalidate: DESKS,
})
export const proposeAbove = defineAction({
  input: reasonSchema,
  command: proposing.proposeAbove,
  revalidate: DESKS,
})
export const editDecision = defineAction({
  input: editSchema,
  command: drafting.editDecision,
  revalidate: DESKS,
})
export const hearSubject = defineAction({
  input: stepSchema,
  command: drafting.hearSubject,
  revalidate: DESKS,
})
export const recordOpinion = defineAction({
  input: opinionSchema,
  command: drafting.recordOpinion,
  revalidate: DESKS,
})
export const signDecision = defineAction({
  input: stepSchema,
  command: drafting.signDecision,
  revalidate: DESKS,
})
export const issueDecision = defineAction({
  input: stepSchema,
  command: serving.issueDecision,
  revalidate: DESKS,
})
export const serveDecision = defineAction({
  input: serveSchema,
  command: serving.serveDecision,
  revalidate: DESKS,
})
export const acknowledgeDecision = defineAction({
  input: stepSchema,
  command: complying.acknowledgeDecision,
  revalidate: DESKS,
})
export const handOverWork = defineAction({
  input: itemsSchema,
  command: handing.handOverWork,
  revalidate: DESKS,
})
export const acceptHandover = defineAction({
  input: itemsSchema,
  command: handing.acceptHandover,
  revalidate: DESKS,
})
export const confirmCompliance = defineAction({
  input: evidenceSchema,
  command: complying.confirmCompliance,
  revalidate: DESKS,
})
export const liftDecision = defineAction({
  input: reasonSchema,
  command: complying.liftDecision,
  revalidate: DESKS,
})
export const varyDecision = defineAction({
  input: varySchema,
  command: varying.varyDecision,
  revalidate: DESKS,
})
export const revokeDecision = defineAction({
  input: reasonSchema,
  command: complying.revokeDecision,
  revalidate: DESKS,
})
export const serveUnit = defineAction({
  input: serveUnitSchema,
  command: serving.serveUnit,
  revalidate: DESKS,
})
export const returnHandover = defineAction({
  input: itemsSchema,
  command: handing.returnHandover,
  revalidate: DESKS,
})
export const declareClear = defineAction({
  input: clearSchema,
  command: handing.declareClear,
  revalidate: DESKS,
})
export const declareUnfit = defineAction({
  input: reasonSchema,
  command: handing.declareUnfit,
  revalidate: DESKS,
})
export const recheckDecision = defineAction({
  input: evidenceSchema,
  command: complying.recheckDecision,
  revalidate: DESKS,
})
export const openPostDecision = defineAction({
  input: openPostSchema,
  command: posting.openPostDecision,
  revalidate: DESKS,
})
export const editPostDecision = defineAction({
  input: editPostSchema,
  command: posting.editPostDecision,
  revalidate: DESKS,
})
