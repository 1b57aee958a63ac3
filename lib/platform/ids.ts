import { randomBytes } from 'node:crypto'

/** A UUID version 7: time-ordered, so indexes grow at their end. */
export function uuidv7(at: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const CODE_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A code of 100 random bits in five groups of four: nobody finds a document by trying. */
export function verificationCode(random: Uint8Array = randomBytes(20)): string {
  const letters = [...random.subarray(0, 20)].map((byte) => CODE_ALPHABET.charAt(byte & 31)).join('')
  return letters.match(/.{4}/g)?.join('-') ?? ''
}

/** A verification code as somebody typed it, in its one form; null when it is none. */
export function readVerificationCode(text: string): string | null {
  const code = text.normalize('NFKC').trim().toUpperCase()
  return /^[A-Z2-7]{4}(-[A-Z2-7]{4}){4}$/.test(code) ? code : null
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}
