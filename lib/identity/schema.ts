import { z } from 'zod'
import { isCivilDate } from '@/lib/platform/dates'

export const signInSchema = z.object({
  identifier: z.string().trim().min(1, 'platform.field.required').max(200, 'platform.field.tooLong'),
  password: z.string().min(1, 'platform.field.required').max(1000, 'platform.field.tooLong'),
})
export const sessionIdSchema = z.object({ sessionId: z.uuid() })
export const noInputSchema = z.object({})
export const activateSchema = z.object({
  code: z.string().trim().min(1, 'platform.field.required').max(100),
  password: z.string().min(1, 'platform.field.required').max(1000),
})
export const issueActivationSchema = z.object({ officialId: z.uuid() })
const civilDay = z.string().refine(isCivilDate, 'platform.field.invalidDate')
export const ROLES = [
  'CLERK',
  'SUPERVISOR',
  'UNIT_HEAD',
  'HEAD_CASES_OFFICER',
  'HR',
  'DISCIPLINE',
  'SYSTEM_ADMIN',
  'SECURITY_ADMIN',
  'AUDIT_ADMIN',
] as const
export const grantRoleSchema = z.object({
  officialId: z.uuid('platform.field.required'),
  role: z.enum(ROLES, 'platform.field.required'),
  organId: z.uuid('platform.field.required'),
  validFrom: civilDay,
  validTo: civilDay.or(z.literal('')).default(''),
  basis: z.string().trim().max(500, 'platform.field.tooLong').default(''),
})
export const roleIdSchema = z.object({ assignmentId: z.uuid() })

export const ROLE_STATES = ['waiting', 'upcoming', 'inForce', 'ended'] as const
export type RoleState = (typeof ROLE_STATES)[number]

/** Filters of the list of roles, as they stand in the address. */
export const roleFilterSchema = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  role: z.enum(ROLES).optional().catch(undefined),
  state: z.enum(ROLE_STATES).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})
export type RoleFilter = z.infer<typeof roleFilterSchema>
