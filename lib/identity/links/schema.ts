import { z } from 'zod'
import type { ProviderIdentity } from './types'

/** The longest name that OpenID Connect gives an identity. */
const SUBJECT_LENGTH = 255
const STAFF_NO_LENGTH = 100

const claimsSchema = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1).max(SUBJECT_LENGTH),
  acr: z.string().max(SUBJECT_LENGTH).nullish().catch(null),
})
/** Some providers send numbers as numbers. */
const staffNoSchema = z
  .union([z.string(), z.number().int().transform(String)])
  .transform((typed) => typed.trim().normalize('NFKC').toUpperCase())
  .pipe(z.string().min(1).max(STAFF_NO_LENGTH))
  .nullish()
  .catch(null)

/** Whom the claims of a provider name; null for claims without issuer or subject. `claim`: where the staff number is. */
export function readClaims(
  claims: Readonly<Record<string, unknown>>,
  claim: string,
): ProviderIdentity | null {
  const parsed = claimsSchema.safeParse(claims)
  if (!parsed.success) return null
  const { iss, sub, acr } = parsed.data
  return { issuer: iss, subject: sub, acr: acr ?? null, staffNo: staffNoSchema.parse(claims[claim]) ?? null }
}

export const removeLinkSchema = z.object({ linkId: z.uuid() })
