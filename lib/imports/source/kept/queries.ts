import { files } from '@/lib/platform/files'
import type { KeptBytes } from '../types'

/** The kept file is not where it was put. */
export class FileGone extends Error {}

/** A kept file by its key, in whichever store: whole or in part. */
export function keptBytes(key: string): KeptBytes {
  return {
    async size() {
      const found = await files().stat(key)
      if (!found) throw new FileGone('the kept file is gone')
      return found.size
    },
    async *read(range) {
      const found = await files().get(key, range)
      if (!found) throw new FileGone('the kept file is gone')
      yield* found.stream as AsyncIterable<Buffer>
    },
  }
}
