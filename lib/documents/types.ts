import type { FormKind } from './form/queries'
import type { LetterKind } from './letter/queries'

export type DocumentKind = 'DECISION' | LetterKind | FormKind

/** What a receipt proves. */
export interface Receipt {
  kind: 'ADVANCE_REPORT' | 'RECUSAL_REQUEST'
  number: string
  title: string
  who: string
  policyVersion: number
  versions: { number: number; submittedAt: string; contentHash: string }[]
}

/** A document of a case, as its pages list it. */
export interface DocumentLine {
  id: string
  kind: DocumentKind
  number: string
  version: number
  sha256: string
  issuedAt: string
  /** Opens the public page of the document. */
  code: string
}

/** What the public page says of a document. */
export interface CheckedDocument {
  kind: DocumentKind
  number: string
  organ: string
  issuedAt: string
  state: 'NOT_YET' | 'IN_FORCE' | 'ENDED' | 'ISSUED'
  sha256: string
}
