import { createHash, createHmac } from 'node:crypto'

/** Letters and digits that are not mistaken for one another when read aloud or copied by hand. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const GROUPS = 4
const GROUP = 4

/** A code of 80 bits that follows from the form's token: a form sent twice gets the same answer, the code is kept nowhere. */
export function queryCode(secret: string, nonce: string): string {
  const bytes = createHmac('sha256', secret).update(`query-code:${nonce}`).digest()
  const letters = Array.from(bytes.subarray(0, GROUPS * GROUP), (byte) => LETTERS[byte % LETTERS.length])
  return Array.from({ length: GROUPS }, (_, at) => letters.slice(at * GROUP, (at + 1) * GROUP).join('')).join(
    '-',
  )
}

/** What is stored of a code; null for what cannot be one. Case, spaces and dashes do not matter. */
export function codeHash(typed: string): string | null {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  if (plain.length !== GROUPS * GROUP || [...plain].some((letter) => !LETTERS.includes(letter))) return null
  return createHash('sha256').update(`query-code:${plain}`).digest('hex')
}
