/** A person as lists and pages name one. */
export interface OfficialRef {
  officialId: string
  name: string
  post: string
}

/** A unit on the way up, with who leads it and who was named for the cases of heads. */
export interface UnitOnLadder {
  organId: string
  path: string
  name: string
  heads: OfficialRef[]
  officers: OfficialRef[]
}

/** The facts from which lib/cases/rules/who-decides.ts finds the decider. */
export interface DecisionChainFacts {
  subject: { officialId: string; unitId: string; unitPath: string }
  /** The named supervising leader today. */
  supervisor: OfficialRef | null
  /** From the own unit upwards; internal divisions are left out. */
  units: UnitOnLadder[]
  /** People whom the subject leads today. */
  subordinateIds: string[]
  /** Paths of the organs in which the subject is a head today. */
  subjectHeads: string[]
}

/** Organs to choose from. */
export interface OrganChoices {
  /** By tree, each before those below it; empty where there are too many for a list. */
  organs: { id: string; name: string; depth: number }[]
  /** They are found by their name then. */
  tooMany: boolean
}

/** An organ in the administrator's tree. */
export interface OrganLine {
  id: string
  code: string
  name: string
  shortName: string
  kind: string
  /** Steps below the topmost organ shown. */
  depth: number
  isDivision: boolean
  isDisciplineOffice: boolean
  active: boolean
  /** Active people directly in it. */
  officials: number
  /** Organs directly below it. */
  children: number
  /** The organ above it, in short. */
  parent: string | null
}

/** A page of the administrator's tree. */
export interface OrganPage {
  rows: OrganLine[]
  /** The code that the next page begins behind. */
  next: string | null
  /** From the topmost organ shown down to the one that the page is narrowed to; empty when it is not. */
  trail: { id: string; name: string }[]
}

/** An organ to edit. */
export interface OrganView {
  id: string
  version: number
  code: string
  name: string
  shortName: string
  documentMark: string
  kind: string
  districtCode: string | null
  parent: { id: string; name: string } | null
  isDisciplineOffice: boolean
  isDivision: boolean
  active: boolean
  officials: number
  children: number
}

/** `none`: no account yet; `waiting`: a code was given out and no password set. */
export type AccountState = 'none' | 'waiting' | 'expired' | 'active' | 'disabled'

export interface OfficialLine {
  id: string
  staffNo: string
  name: string
  post: string
  organ: string
  active: boolean
  account: AccountState
}

/** An official to edit, with account, roles and supervising leaders. */
export interface OfficialView {
  id: string
  version: number
  staffNo: string
  name: string
  organ: { id: string; name: string }
  post: string
  rank: string
  isLeadingCadre: boolean
  personnelCategory: string
  email: string | null
  electronicServiceConsent: boolean
  active: boolean
  isYourself: boolean
  account: {
    state: AccountState
    /** The code that waits is good until then. */
    activationExpiresAt: string | null
    lastSignInAt: string | null
    sessions: number
  }
  roles: { id: string; role: string; organ: string; validTo: string | null; confirmed: boolean }[]
  supervisor: { id: string; name: string; staffNo: string; post: string; organ: string } | null
  /** Newest first; dates are civil days. */
  supervisors: { id: string; name: string; from: string; to: string | null }[]
}
