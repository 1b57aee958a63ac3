// An access token is recognised by its looks: a scanner for leaked secrets finds it, and a mistyped one asks no database.
import { randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Random characters, about 190 bits. */
const RANDOM = 32
/** Enough for 32 bits in base 62. */
const CHECK = 6
const FORM = /^qq_[ps][0-9A-Za-z]{38}$/
/** As much of a token as a list shows, to tell it from others. */
const SHOWN = 8

export type BearerKind = 'person' | 'service'

/** `qq_p…` acts as an official, `qq_s…` as another system. */
export function newAccessToken(kind: BearerKind): string {
  const random = Array.from({ length: RANDOM }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  const body = `qq_${kind === 'person' ? 'p' : 's'}${random}`
  return `${body}${checksum(body)}`
}

/** Whether a text has the form of an access token and its last characters fit the rest. */
export function isAccessToken(text: string): boolean {
  return FORM.test(text) && checksum(text.slice(0, -CHECK)) === text.slice(-CHECK)
}

export function startOf(token: string): string {
  return token.slice(0, SHOWN)
}

function checksum(body: string): string {
  let left = crc32(body)
  let digits = ''
  for (let place = 0; place < CHECK; place += 1) {
    digits = `${ALPHABET[left % ALPHABET.length]}${digits}`
    left = Math.floor(left / ALPHABET.length)
  }
  return digits
}
