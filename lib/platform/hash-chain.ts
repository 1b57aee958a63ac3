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
