'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as exporting from './commands'
import { exportJobSchema, orderExportSchema } from './schema'

const DESK = ['/records/exports']

export const orderExport = defineAction({
  input: orderExportSchema,
  command: exporting.orderExport,
  revalidate: DESK,
})
export const cancelExport = defineAction({
  input: exportJobSchema,
  command: exporting.cancelExport,
  revalidate: DESK,
})
