/** What the organ's provider says about whoever signs on, checked against its signature. */
export interface ProviderIdentity {
  issuer: string
  subject: string
  /** As officials' numbers are stored; null when the provider names none. */
  staffNo: string | null
  /** How strongly the provider checked the person, in its own words. */
  acr: string | null
}

/** An official as sign-on looks at one. */
export interface LinkedPerson {
  officialId: string
  name: string
  post: string
  staffNo: string
  active: boolean
  disabled: boolean
  /** Holds one of the three administrators' roles (三员). */
  administers: boolean
}

export interface LinkFacts {
  /** Whom this identity signs in already. */
  linked: (LinkedPerson & { linkId: string }) | null
  /** Who has the staff number that the provider names, and the open link of that person to any identity there. */
  named: (LinkedPerson & { linkId: string | null }) | null
}

export const SIGN_ON_REFUSALS = [
  'provider-unknown-person',
  'provider-no-staff-number',
  'provider-account-disabled',
  'provider-number-changed',
  'provider-link-taken',
  'provider-administrator',
  'provider-assurance',
  'provider-throttled',
  'provider-failed',
] as const
export type SignOnRefusal = (typeof SIGN_ON_REFUSALS)[number]

/** A link as the system administrator sees it. */
export interface LinkView {
  id: string
  issuer: string
  /** The end of the identity's name at the provider; some providers use numbers of people. */
  subjectEnd: string
  linkedAt: string
  lastSignInAt: string
}
