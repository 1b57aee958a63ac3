'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as filing from './commands'
import * as deciding from './deciding/commands'
import {
  convertSchema,
  decideSchema,
  noticeSchema,
  resultSchema,
  returnSchema,
  saveDraftSchema,
  startSchema,
  submitSchema,
  withdrawSchema,
} from './schema'

const MINE = ['/my']
const DESKS = ['/my', '/review']

export const startReport = defineAction({ input: startSchema, command: filing.startReport, revalidate: MINE })
export const giveNotice = defineAction({ input: noticeSchema, command: filing.giveNotice, revalidate: MINE })
export const saveReportDraft = defineAction({ input: saveDraftSchema, command: filing.saveReportDraft })
export const submitReport = defineAction({
  input: submitSchema,
  command: filing.submitReport,
  revalidate: MINE,
})
export const withdrawReport = defineAction({
  input: withdrawSchema,
  command: filing.withdrawReport,
  revalidate: MINE,
})
export const reportResult = defineAction({
  input: resultSchema,
  command: filing.reportResult,
  revalidate: MINE,
})
export const returnReport = defineAction({
  input: returnSchema,
  command: deciding.returnReport,
  revalidate: DESKS,
})
export const decideReport = defineAction({
  input: decideSchema,
  command: deciding.decideReport,
  revalidate: DESKS,
})
export const convertReport = defineAction({
  input: convertSchema,
  command: deciding.convertReport,
  revalidate: DESKS,
})
