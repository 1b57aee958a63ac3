import { z } from 'zod'

/** What a token of an official may do; never administration, whatever the person holds. */
export const PERSONAL_SCOPES = [
  'directory:read',
  'matters:read',
  'reports:read',
  'reports:write',
  'recusals:read',
  'recusals:write',
  'exports:read',
  'exports:write',
  'notices:read',
  'notices:write',
] as const
/** What another system may do; never anything with the content of a case. */
export const SERVICE_SCOPES = [
  'directory:read',
  'matters:read',
  'organs:write',
  'officials:write',
  'enterprises:write',
  'matters:write',
] as const
export const SCOPES = [...new Set([...PERSONAL_SCOPES, ...SERVICE_SCOPES])] as const
export type Scope = (typeof PERSONAL_SCOPES)[number] | (typeof SERVICE_SCOPES)[number]

/** Lifetimes a form offers, in days; those above the installation's limit are left out. */
export const LIFETIMES = [7, 30, 90, 180, 365] as const
const LONGEST_NAME = 60
const LONGEST_BASIS = 300

const name = z.string().trim().min(1, 'platform.field.required').max(LONGEST_NAME, 'platform.field.tooLong')
const days = z.coerce
  .number('platform.field.required')
  .int('platform.field.invalidNumber')
  .min(1, 'platform.field.invalidNumber')

export const createTokenSchema = z.object({
  name,
  scopes: z.array(z.enum(PERSONAL_SCOPES)).min(1, 'tokens.field.scopeRequired'),
  days,
})
export const tokenIdSchema = z.object({ tokenId: z.uuid() })
export const grantServiceSchema = z.object({
  name,
  organId: z.uuid('platform.field.required'),
  scopes: z.array(z.enum(SERVICE_SCOPES)).min(1, 'tokens.field.scopeRequired'),
  basis: z.string().trim().min(1, 'platform.field.required').max(LONGEST_BASIS, 'platform.field.tooLong'),
  days,
})
export const issueTokenSchema = z.object({ serviceId: z.uuid(), days })
export const serviceIdSchema = z.object({ serviceId: z.uuid() })
