// Where files are kept: a folder, or a store that speaks S3. Callers know keys, not places.
import { createHash } from 'node:crypto'
import { Transform, type Readable } from 'node:stream'

/** A file's place: a shelf, then names without dots at their start, as `exports/0190….csv`. */
const KEY = /^[a-z]+(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/

export interface Kept {
  sha256: string
  size: number
}

export interface FileStore {
  /**
   * Keeps bytes under a key, replacing what was there. They are hashed on their way and, where told, compared with what was
   * expected. The key is there only once all bytes are: whatever fails leaves nothing, or what was there before.
   */
  put(key: string, source: Uint8Array | AsyncIterable<Uint8Array>, expected?: Partial<Kept>): Promise<Kept>
  /** The bytes, all or from `range.from` to and including `range.to`; null when nothing is kept under the key. */
  get(key: string, range?: ByteRange): Promise<{ stream: Readable; size: number } | null>
  /** The size in bytes; null when nothing is kept under the key. */
  stat(key: string): Promise<{ size: number } | null>
  /** Removes it; nothing is said when it is not there. */
  remove(key: string): Promise<void>
}

export interface ByteRange {
  from: number
  to?: number
}

/** The store refused or did not answer, or what it holds is not what was put there. Names no key: keys may lead to people. */
export class FileStoreError extends Error {
  override name = 'FileStoreError'
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The key itself; a bug when it is none, before it can become a path. */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new RangeError('not a key of a file')
  return key
}

/** Throws when what arrived is not what was expected. */
export function checkKept(kept: Kept, expected: Partial<Kept> = {}): Kept {
  const differs =
    (expected.sha256 !== undefined && expected.sha256 !== kept.sha256) ||
    (expected.size !== undefined && expected.size !== kept.size)
  if (differs) throw new FileStoreError('differs', 'the bytes are not the expected ones')
  return kept
}

/** Passes bytes on, and tells their hash and number at the end. */
export async function* measured(
  source: AsyncIterable<Uint8Array>,
  done: (kept: Kept) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of source) {
    hash.update(chunk)
    size += chunk.byteLength
    yield chunk
  }
  done({ sha256: hash.digest('hex'), size })
}

/** Passes bytes on and fails at the end when they are not the expected ones: a damaged file is never a whole download. */
export function verified(sha256: string): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      const whole = hash.digest('hex') === sha256
      done(whole ? null : new FileStoreError('damaged', 'a kept file is not what was put there'))
    },
  })
}
