'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as filing from './commands'
import * as deciding from './deciding/commands'
import {
  acceptSchema,
  denySchema,
  grantSchema,
  reasonSchema,
  returnSchema,
  reviewSchema,
  saveDraftSchema,
  startSchema,
  submitSchema,
  withdrawSchema,
} from './schema'

const MINE = ['/my']
const DESKS = ['/my', '/review']

export const startRequest = defineAction({
  input: startSchema,
  command: filing.startRequest,
  revalidate: MINE,
})
export const saveRequestDraft = defineAction({ input: saveDraftSchema, command: filing.saveRequestDraft })
export const submitRequest = defineAction({
  input: submitSchema,
  command: filing.submitRequest,
  revalidate: MINE,
})
export const withdrawRequest = defineAction({
  input: withdrawSchema,
  command: filing.withdrawRequest,
  revalidate: MINE,
})
export const objectToDenial = defineAction({
  input: reasonSchema,
  command: filing.objectToDenial,
  revalidate: MINE,
})
export const acceptRequest = defineAction({
  input: acceptSchema,
  command: deciding.acceptRequest,
  revalidate: DESKS,
})
export const returnRequest = defineAction({
  input: returnSchema,
  command: deciding.returnRequest,
  revalidate: DESKS,
})
export const refuseAcceptance = defineAction({
  input: reasonSchema,
  command: deciding.refuseAcceptance,
  revalidate: DESKS,
})
export const reviewRequest = defineAction({
  input: reviewSchema,
  command: deciding.reviewRequest,
  revalidate: DESKS,
})
export const denyRequest = defineAction({
  input: denySchema,
  command: deciding.denyRequest,
  revalidate: DESKS,
})
export const grantRequest = defineAction({
  input: grantSchema,
  command: deciding.grantRequest,
  revalidate: DESKS,
})
