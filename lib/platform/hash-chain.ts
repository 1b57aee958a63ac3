import { createHash } from 'node:crypto'

/** RFC 9162 leaf hash: SHA-256(0x00 ‖ bytes). */
export function leafHash(bytes: Uint8Array): Buffer {
  return createHash('sha256')
    .update(Buffer.from([0]))
    .update(bytes)
    .digest()
}

/** SHA-256(0x02 ‖ previous ‖ index as 8 bytes, big-endian ‖ leaf): `append_log()` computes the same. */
export function chainHash(previous: Uint8Array, index: bigint, leaf: Uint8Array): Buffer {
  const position = Buffer.alloc(8)
  position.writeBigInt64BE(index)
  return createHash('sha256')
    .update(Buffer.from([2]))
    .update(previous)
    .update(position)
    .update(leaf)
    .digest()
}

/** A salted commitment to one column of one row. Each part is preceded by its length, so parts cannot run together. */
export function commitment(salt: string, table: string, key: string, column: string, value: string): string {
  const hash = createHash('sha256')
  for (const part of [salt, table, key, column, value]) {
    const bytes = Buffer.from(part, 'utf8')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    hash.update(length).update(bytes)
  }
  return hash.digest('hex')
}

/**
 * SHA-256 over a list of rows of one table: 0x03, the table's name, then key (16 bytes) and digest (32 bytes) of each.
 * `digests` are the digests behind one another.
 */
export function listHash(table: string, keys: readonly string[], digests: Uint8Array): string {
  const hash = createHash('sha256')
    .update(Buffer.from([3]))
    .update(`${table}\n`)
  for (const [at, key] of keys.entries())
    hash
      .update(Buffer.from(key.replaceAll('-', ''), 'hex'))
      .update(digests.subarray(at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES))
  return hash.digest('hex')
}

/** Bytes of the salt and of the digest of a row in a list. */
export const SALT_BYTES = 16
export const DIGEST_BYTES = 32

/** The digest of a row in a list: SHA-256(salt ‖ text). `log_digests()` computes the same. */
export function rowDigest(salt: Uint8Array, text: string): Buffer {
  return createHash('sha256').update(salt).update(text, 'utf8').digest()
}
