import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { checkedKey, checkKept, measured, type FileStore, type Kept } from './file-store'

/** Writes bytes to a path that nobody else uses, down to the disk; answers what they were. Whatever fails leaves nothing. */
export async function writeWhole(
  path: string,
  source: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<Kept> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'wx', 0o600)
  let kept: Kept = { sha256: '', size: 0 }
  try {
    const chunks = source instanceof Uint8Array ? [source] : source
    const bytes = measured(asAsync(chunks), (found) => (kept = found))
    for await (const chunk of bytes) await file.writeFile(chunk)
    await file.sync()
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw error
  }
  await file.close()
  return kept
}

async function* asAsync(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
  yield* chunks
}

/** Files below one folder, each under its key. */
export function filesInFolder(folder: string): FileStore {
  const pathOf = (key: string) => join(folder, ...checkedKey(key).split('/'))
  const sizeOf = async (key: string) => {
    const found = await stat(pathOf(key)).catch(() => null)
    return found?.isFile() ? { size: found.size } : null
  }
  return {
    async put(key, source, expected) {
      // Each writer has its own: two of the same content at once must not take each other's.
      const unfinished = `${pathOf(key)}.${randomUUID()}.part`
      const kept = await writeWhole(unfinished, source)
      try {
        checkKept(kept, expected)
        await rename(unfinished, pathOf(key))
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
      return kept
    },
    async get(key, range) {
      const found = await sizeOf(key)
      if (!found) return null
      const { from, to } = { from: range?.from ?? 0, to: Math.min(range?.to ?? found.size, found.size - 1) }
      if (range && from > to) return { stream: Readable.from([]), size: 0 }
      const stream = createReadStream(pathOf(key), range ? { start: from, end: to } : {})
      return { stream, size: range ? to - from + 1 : found.size }
    },
    stat: sizeOf,
    remove: (key) => rm(pathOf(key), { force: true }),
  }
}
