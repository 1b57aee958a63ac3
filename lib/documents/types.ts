/** What a receipt proves. */
export interface Receipt {
  kind: 'ADVANCE_REPORT' | 'RECUSAL_REQUEST'
  number: string
  title: string
  who: string
  policyVersion: number
  versions: { number: number; submittedAt: string; contentHash: string }[]
}
