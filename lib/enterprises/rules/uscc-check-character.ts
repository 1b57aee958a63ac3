// The unified social credit code and its check characters: GB 32100-2015; characters 9–17 carry GB 11714's.

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

export type UsccProblem = 'length' | 'characters' | 'check' | 'organisation-check'

/** Width, case and spaces are typing, not content. */
export function normaliseUscc(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

/** The last character of a code from its first seventeen. */
export function usccCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, place) => total + weight * ALPHABET.indexOf(first17.charAt(place)),
    0,
  )
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** The ninth character of an organisation code from its first eight. */
export function organisationCheckCharacter(first8: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, place) => total + weight * ORGANISATION_ALPHABET.indexOf(first8.charAt(place)),
    0,
  )
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** What is wrong with a normalised code, or null. */
export function usccProblem(code: string): UsccProblem | null {
  if (code.length !== 18) return 'length'
  if ([...code].some((character) => !ALPHABET.includes(character))) return 'characters'
  if (usccCheckCharacter(code.slice(0, 17)) !== code.charAt(17)) return 'check'
  return organisationCheckCharacter(code.slice(8, 16)) === code.charAt(16) ? null : 'organisation-check'
}

export function isValidUscc(code: string): boolean {
  return usccProblem(code) === null
}
