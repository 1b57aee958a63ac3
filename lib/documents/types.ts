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
  versions: { number: number; submittedAt: string; contentHash: string; code: string | null }[]
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

/** What somebody filed: checked like a document, by the hash of its content. */
export type FiledKind = Receipt['kind']

/** What the public page says of a document. */
export interface CheckedDocument {
  kind: DocumentKind | FiledKind
  number: string
  organ: string
  issuedAt: string
  state: 'NOT_YET' | 'IN_FORCE' | 'ENDED' | 'ISSUED' | 'FILED' | 'REPLACED'
  /** Of the file for a document that was issued, of the content for what was filed. */
  sha256: string
}
