import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { env } from './env'

/** Where a file with this content lies: by its hash, so the same content is stored once. */
function pathOf(sha256: string): string {
  return join(env().DATA_DIR, 'files', sha256.slice(0, 2), sha256)
}

/** Stores bytes by their content; a half-written file never carries the final name. Returns the SHA-256. */
export async function storeFile(bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const path = pathOf(sha256)
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
  // Each writer has its own: two uploads of the same content at once must not take each other's.
  const unfinished = `${path}.${randomUUID()}.part`
  await writeFile(unfinished, bytes, { mode: 0o600 })
  await rename(unfinished, path)
  return sha256
}

/** Removes a stored file that nothing refers to any more. */
export async function removeFile(sha256: string): Promise<void> {
  if (/^[0-9a-f]{64}$/.test(sha256)) await rm(pathOf(sha256), { force: true })
}

/** A stored file as a web stream; null when it is gone. */
export async function openFile(sha256: string): Promise<{ stream: ReadableStream; size: number } | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null
  const path = pathOf(sha256)
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return null
  return { stream: Readable.toWeb(createReadStream(path)) as ReadableStream, size: found.size }
}
