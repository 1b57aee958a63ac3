import { z } from 'zod'
import { officialSchema, organSchema } from '../schema'

const { code, name, shortName, documentMark, kind, districtCode, isDisciplineOffice, isDivision } =
  organSchema.shape

/** An organ as another system sends it; its own code is the key. */
export const organFeedSchema = z.object({
  name,
  shortName,
  documentMark,
  kind,
  districtCode,
  parentCode: code,
  isDisciplineOffice,
  isDivision,
  active: z.boolean().default(true),
})

/**
 * An official as another system sends one; the staff number is the key. Supervising leaders and consents are not in it:
 * who leads reads cases, and a consent is the person's own.
 */
export const officialFeedSchema = z.object({
  name: officialSchema.shape.name,
  organCode: code,
  post: officialSchema.shape.post,
  rank: officialSchema.shape.rank,
  isLeadingCadre: officialSchema.shape.isLeadingCadre,
  personnelCategory: officialSchema.shape.personnelCategory,
  email: officialSchema.shape.email,
  active: z.boolean().default(true),
})

export const organKey = z.object({ code })
export const officialKey = z.object({ staffNo: officialSchema.shape.staffNo })
