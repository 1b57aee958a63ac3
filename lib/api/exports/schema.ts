import { z } from 'zod'
import { EXPORT_FORMATS, orderExportSchema } from '@/lib/exports/schema'
import { recordFiltersSchema } from '@/lib/records/schema'
import { answered, instant, json, pageOf, pageQuery, sent } from '../schema'

export const exportQuery = z.object(pageQuery)
export const exportParams = z.object({ id: z.uuid() })
export const orderBody = sent(
  'ExportOrder',
  orderExportSchema.extend({ filters: sent('RecordFilters', recordFiltersSchema).default({}) }),
)

export const exportLine = answered(
  'Export',
  z.object({
    id: z.uuid(),
    purpose: z.string(),
    filters: json,
    format: z.enum(EXPORT_FORMATS),
    status: z.string(),
    rowsTotal: z.number().int().nullable(),
    rowsDone: z.number().int(),
    fileName: z.string().nullable(),
    sha256: z.string().nullable(),
    size: z.number().int().nullable(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    /** Done, still there, and not past its time. */
    downloadable: z.boolean(),
    /** Asked for by a schedule and approved by a second person. */
    scheduled: z.boolean(),
  }),
)
export const exportPage = pageOf('ExportPage', exportLine)
