import { z } from 'zod'
import { ORGAN_KINDS, PERSONNEL_CATEGORIES } from '@/lib/organs/schema'
import { OUTCOMES } from '@/lib/organs/feeding/types'
import { answered, civilDay, pageOf, pageQuery } from '../schema'

const text = z.string().trim().min(1).max(100)

export const organ = answered(
  'Organ',
  z.object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    shortName: z.string(),
    documentMark: z.string(),
    kind: z.enum(ORGAN_KINDS),
    districtCode: z.string().nullable(),
    parentCode: z.string().nullable(),
    isDisciplineOffice: z.boolean(),
    isDivision: z.boolean(),
    active: z.boolean(),
    version: z.number().int(),
  }),
)
export const organQuery = z.object({ ...pageQuery, q: text.optional(), parent: text.optional() })

/** Whom an official may name and choose; what only administrators see is not in it. */
export const official = answered(
  'Official',
  z.object({
    id: z.uuid(),
    staffNo: z.string(),
    name: z.string(),
    post: z.string(),
    organCode: z.string(),
    organ: z.string(),
    personnelCategory: z.enum(PERSONNEL_CATEGORIES),
    active: z.boolean(),
    version: z.number().int(),
  }),
)
export const officialQuery = z
  .object({ ...pageQuery, q: text.optional(), organ: text.optional() })
  .refine(({ q, organ: code }) => q !== undefined || code !== undefined, {
    path: ['q'],
    message: 'api.field.queryOrOrgan',
  })

const LEAST_QUERY = 2
export const enterpriseQuery = z.object({
  q: z.string().trim().min(LEAST_QUERY, 'platform.field.tooShort').max(100),
})
export const enterpriseKey = z.object({ key: text })
export const enterprise = answered(
  'Enterprise',
  z.object({
    id: z.uuid(),
    name: z.string(),
    uscc: z.string().nullable(),
    formerNames: z.array(z.string()),
    legalRepresentative: z.string().nullable(),
    enterpriseType: z.string().nullable(),
    ownership: z.string(),
    registeredOn: civilDay.nullable(),
    address: z.string().nullable(),
    declared: z.boolean(),
    version: z.number().int(),
    persons: z.array(z.object({ id: z.uuid(), name: z.string(), post: z.string() })),
  }),
)

const outcome = z.enum(OUTCOMES)
export const fedOrgan = answered('FedOrgan', z.object({ outcome, organ }))
export const fedOfficial = answered('FedOfficial', z.object({ outcome, official }))
export const fedEnterprise = answered('FedEnterprise', z.object({ outcome, enterprise }))
export const organPage = pageOf('OrganPage', organ)
export const officialPage = pageOf('OfficialPage', official)
export const enterprisePage = pageOf('EnterprisePage', enterprise)
