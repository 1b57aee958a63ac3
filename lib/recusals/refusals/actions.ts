'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import * as referring from './referring/commands'
import {
  demandSchema,
  evidenceSchema,
  findingSchema,
  outcomeSchema,
  reasonSchema,
  reasonsSchema,
  referralSchema,
  reportSchema,
  stepSchema,
} from './schema'
import * as weighing from './weighing/commands'

const DESKS = ['/my', '/review', '/records']

export const reportRefusal = defineAction({
  input: reportSchema,
  command: commands.reportRefusal,
  revalidate: DESKS,
})
export const demandCompliance = defineAction({
  input: demandSchema,
  command: commands.demandCompliance,
  revalidate: DESKS,
})
export const giveReasons = defineAction({
  input: reasonsSchema,
  command: commands.giveReasons,
  revalidate: DESKS,
})
export const recordCompliance = defineAction({
  input: evidenceSchema,
  command: commands.recordCompliance,
  revalidate: DESKS,
})
export const closeRefusal = defineAction({
  input: reasonSchema,
  command: commands.closeRefusal,
  revalidate: DESKS,
})
export const proposeFinding = defineAction({
  input: findingSchema,
  command: weighing.proposeFinding,
  revalidate: DESKS,
})
export const agreeJustified = defineAction({
  input: stepSchema,
  command: weighing.agreeJustified,
  revalidate: DESKS,
})
export const agreeConfirmed = defineAction({
  input: stepSchema,
  command: weighing.agreeConfirmed,
  revalidate: DESKS,
})
export const disagreeWithFinding = defineAction({
  input: reasonSchema,
  command: weighing.disagreeWithFinding,
  revalidate: DESKS,
})
export const proposeReferral = defineAction({
  input: referralSchema,
  command: referring.proposeReferral,
  revalidate: DESKS,
})
export const referRefusal = defineAction({
  input: stepSchema,
  command: referring.referRefusal,
  revalidate: DESKS,
})
export const recordOutcome = defineAction({
  input: outcomeSchema,
  command: referring.recordOutcome,
  revalidate: DESKS,
})
