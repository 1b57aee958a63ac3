import { z } from 'zod'

/** Longest texts in characters. */
export const TEXT_LIMIT = { code: 20, name: 100, mark: 20, post: 100, email: 200 } as const

export const ORGAN_KINDS = ['PARTY_GOVERNMENT', 'STATE_ENTERPRISE', 'INSTITUTION'] as const

export const PERSONNEL_CATEGORIES = [
  'CIVIL_SERVANT',
  'SUPERVISION_OFFICER',
  'INSTITUTION_STAFF',
  'SOE_MANAGER',
] as const

const id = z.uuid('platform.field.required')
const idOrNone = id.nullable().default(null)
const version = z.number().int().min(0).default(0)
const line = (longest: number) =>
  z.string().trim().min(1, 'platform.field.required').max(longest, 'platform.field.tooLong')

/** Codes are parts of a path, so they hold nothing that a path or a pattern could mistake. */
const code = line(TEXT_LIMIT.code)
  .transform((text) => text.normalize('NFKC').toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9-]+$/, 'organs.field.code'))

/** An organ as the administrator enters it; without `organId` a new one. */
export const organSchema = z.object({
  organId: idOrNone,
  version,
  code,
  name: line(TEXT_LIMIT.name),
  shortName: line(TEXT_LIMIT.name),
  documentMark: line(TEXT_LIMIT.mark).pipe(z.string().regex(/^[^\d〔〕[\]()（）]+$/, 'organs.field.mark')),
  kind: z.enum(ORGAN_KINDS, 'platform.field.required'),
  districtCode: z
    .string()
    .trim()
    .regex(/^(\d{6})?$/, 'organs.field.district')
    .nullable()
    .default(null)
    .transform((text) => text || null),
  parentId: idOrNone,
  isDisciplineOffice: z.boolean().default(false),
  isDivision: z.boolean().default(false),
})

/** One organ at the version that the administrator saw. */
export const organStateSchema = z.object({ organId: id, version })

/** An official as the administrator enters one; without `officialId` a new one. */
export const officialSchema = z.object({
  officialId: idOrNone,
  version,
  staffNo: code,
  name: line(TEXT_LIMIT.name),
  organId: id,
  post: line(TEXT_LIMIT.post),
  rank: z.string().trim().max(TEXT_LIMIT.post, 'platform.field.tooLong').default(''),
  isLeadingCadre: z.boolean().default(false),
  personnelCategory: z.enum(PERSONNEL_CATEGORIES, 'platform.field.required'),
  email: z
    .string()
    .trim()
    .max(TEXT_LIMIT.email, 'platform.field.tooLong')
    .pipe(z.email('organs.field.email').or(z.literal('')))
    .nullable()
    .default(null)
    .transform((text) => text?.toLowerCase() || null),
  electronicServiceConsent: z.boolean().default(false),
  supervisorId: idOrNone,
})

/** One official at the version that the administrator saw. */
export const officialStateSchema = z.object({ officialId: id, version })

/** One official's account or sessions. */
export const accountSchema = z.object({ officialId: id })

/** What the tree of organs is narrowed to, as it stands in the address; `after` is the last code of the page before. */
export const organFilterSchema = z.object({
  q: z.string().trim().max(TEXT_LIMIT.name).optional().catch(undefined),
  under: z.uuid().optional().catch(undefined),
  after: z.string().max(TEXT_LIMIT.code).optional().catch(undefined),
})
export type OrganFilter = z.infer<typeof organFilterSchema>

/** Filters of the list of officials, as they stand in the address. */
export const officialFilterSchema = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  organId: z.uuid().optional().catch(undefined),
  after: z.string().max(TEXT_LIMIT.code).optional().catch(undefined),
})
export type OfficialFilter = z.infer<typeof officialFilterSchema>
