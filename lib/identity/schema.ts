import { z } from 'zod'

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
const civilDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'platform.field.invalidDate')
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
