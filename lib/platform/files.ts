// The kept files of this installation, in its folder or its store, and attachments by their content.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { env } from './env'
import { verified, type FileStore } from './file-store'
import { filesInFolder } from './files-in-folder'
import { filesInS3, type S3Settings } from './files-in-s3'
import { logger } from './log'

const SHA256 = /^[0-9a-f]{64}$/

/** The store that speaks S3, as it is set; null when files are in the data folder. */
export function s3Settings(): S3Settings | null {
  const { DATA_DIR, S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env()
  if (!S3_ENDPOINT) return null
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    timeoutMs: env().S3_TIMEOUT_SECONDS * 1000,
    spoolFolder: join(DATA_DIR, 'spool'),
  }
}

/** The store that the settings name: S3_ENDPOINT, or otherwise the data folder. */
export function files(): FileStore {
  const settings = s3Settings()
  return settings ? filesInS3(settings) : filesInFolder(env().DATA_DIR)
}

/** Where a file with this content lies: by its hash, so the same content is stored once. */
function keyOf(sha256: string): string {
  return `files/${sha256.slice(0, 2)}/${sha256}`
}

/** Stores bytes by their content; a half-written file never carries the final name. Returns the SHA-256. */
export async function storeFile(bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await files().put(keyOf(sha256), bytes, { sha256, size: bytes.byteLength })
  return sha256
}

/** Removes a stored file that nothing refers to any more. */
export async function removeFile(sha256: string): Promise<void> {
  if (SHA256.test(sha256)) await files().remove(keyOf(sha256))
}

/** A stored file as a web stream, compared with its hash on the way; null when it is gone, and the log says so. */
export async function openFile(sha256: string): Promise<{ stream: ReadableStream; size: number } | null> {
  return SHA256.test(sha256) ? openKept(keyOf(sha256), sha256) : null
}

/** A kept file as a web stream that fails at the end unless its hash is this one; null when it is gone, and the log says so. */
export async function openKept(
  key: string,
  sha256: string,
): Promise<{ stream: ReadableStream<Uint8Array>; size: number } | null> {
  const found = await files().get(key)
  if (!found) {
    logger.error({ shelf: key.split('/')[0] }, 'a kept file is missing')
    return null
  }
  const checked = pipeline(found.stream, verified(sha256), (error) => {
    // Whoever downloads may go away in the middle; that is no fault of the file.
    if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
      logger.error({ err: error, shelf: key.split('/')[0] }, 'a kept file cannot be read')
  })
  return { stream: Readable.toWeb(checked) as ReadableStream<Uint8Array>, size: found.size }
}

/** All bytes of a small kept file; null when it is gone. */
export async function readKept(key: string): Promise<Buffer | null> {
  const found = await files().get(key)
  if (!found) return null
  const chunks: Buffer[] = []
  for await (const chunk of found.stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
