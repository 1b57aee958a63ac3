// Files in a store that speaks S3 (path style, signature version 4). Every byte sent is covered by the signature.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AwsV4Signer } from 'aws4fetch'
import { checkedKey, checkKept, FileStoreError, type FileStore, type Kept } from './file-store'
import { writeWhole } from './files-in-folder'

export interface S3Settings {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** Without an answer for so long a request is given up. */
  timeoutMs: number
  /** Where streams of unknown length wait: the store wants to know length and hash before the first byte. */
  spoolFolder: string
}

/** What one request may carry, in bytes: the limit of the protocol. */
const MOST_BYTES = 5 * 1024 ** 3
const EMPTY = createHash('sha256').digest('hex')
const TRIES = 3
const PAUSE_MS = 200
/** Of an error's answer, so much is read. */
const ERROR_BYTES = 4096

interface Ask {
  method: 'PUT' | 'GET' | 'HEAD' | 'DELETE'
  key: string
  headers?: Record<string, string>
  sha256?: string
  /** Made anew for each try. */
  body?: () => Readable
}

/** Sends one signed request; an empty key is the bucket itself. */
async function once(settings: S3Settings, wanted: Ask): Promise<IncomingMessage> {
  const { method, key, headers = {}, sha256 = EMPTY, body } = wanted
  const base = `${settings.endpoint.replace(/\/$/, '')}/${encodeURIComponent(settings.bucket)}`
  const { accessKeyId, secretAccessKey, region, timeoutMs } = settings
  const signed = await new AwsV4Signer({
    ...{ method, accessKeyId, secretAccessKey, region },
    url: key ? `${base}/${key}` : base,
    headers: { ...headers, 'x-amz-content-sha256': sha256 },
    service: 's3',
  }).sign()
  const send = signed.url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((done, failed) => {
    const outgoing = send(
      signed.url,
      { method, headers: Object.fromEntries(signed.headers), timeout: timeoutMs },
      done,
    )
    outgoing.on('error', failed)
    outgoing.on('timeout', () =>
      outgoing.destroy(new FileStoreError('timeout', 'the file store did not answer')),
    )
    if (body) pipeline(body(), outgoing).catch(failed)
    else outgoing.end()
  })
}

/** Makes the bucket unless it is there; the account must be allowed to. */
export async function makeBucket(settings: S3Settings): Promise<void> {
  const there = await once(settings, { method: 'HEAD', key: '' })
  there.resume()
  if (there.statusCode !== 404) return
  const made = await once(settings, { method: 'PUT', key: '' })
  if ((made.statusCode ?? 0) >= 300) {
    const code = await codeOf(made)
    throw new FileStoreError(code, `the bucket is not there and cannot be made: ${made.statusCode} ${code}`)
  }
  made.resume()
}

/** Files in a bucket. Errors are `FileStoreError` with the store's own code. */
export function filesInS3(settings: S3Settings): FileStore {
  /** Asks again when the store did not answer or says that the fault is its own; everything here may be done twice. */
  async function ask(wanted: Ask): Promise<IncomingMessage> {
    checkedKey(wanted.key)
    for (let tried = 1; ; tried += 1) {
      try {
        const answer = await once(settings, wanted)
        const status = answer.statusCode ?? 0
        if (status < 300 || status === 404) return answer
        const code = await codeOf(answer)
        if (status >= 500 && tried < TRIES) throw new Retry(code)
        throw new FileStoreError(code, `the file store answered ${wanted.method} with ${status} ${code}`)
      } catch (error) {
        if (error instanceof FileStoreError && error.code !== 'timeout') throw error
        if (tried >= TRIES)
          throw new FileStoreError('unreachable', 'the file store cannot be reached', { cause: error })
      }
      await new Promise((done) => setTimeout(done, PAUSE_MS * 2 ** tried))
    }
  }

  /** Null when nothing is kept there; a bucket that is not there is no missing file. */
  async function found(wanted: Ask): Promise<IncomingMessage | null> {
    const answer = await ask(wanted)
    if (answer.statusCode !== 404) return answer
    const code = await codeOf(answer)
    if (code === 'NoSuchBucket')
      throw new FileStoreError(code, 'the bucket of S3_BUCKET does not exist at S3_ENDPOINT')
    return null
  }

  async function send(key: string, kept: Kept, body: () => Readable): Promise<Kept> {
    if (kept.size > MOST_BYTES)
      throw new FileStoreError('too-large', 'a file store takes at most 5 GB at once')
    const headers = { 'content-length': String(kept.size), 'x-amz-meta-sha256': kept.sha256 }
    const answer = await found({ method: 'PUT', key, headers, sha256: kept.sha256, body })
    if (!answer)
      throw new FileStoreError('NoSuchBucket', 'the bucket of S3_BUCKET does not exist at S3_ENDPOINT')
    answer.resume()
    return kept
  }

  return {
    async put(key, source, expected) {
      if (source instanceof Uint8Array) {
        const kept = { sha256: createHash('sha256').update(source).digest('hex'), size: source.byteLength }
        return send(key, checkKept(kept, expected), () => Readable.from([source]))
      }
      checkedKey(key)
      const spool = join(settings.spoolFolder, `${randomUUID()}.part`)
      try {
        const kept = checkKept(await writeWhole(spool, source), expected)
        return await send(key, kept, () => createReadStream(spool))
      } finally {
        await rm(spool, { force: true })
      }
    },
    async get(key, range) {
      const headers: Record<string, string> = range ? { range: `bytes=${range.from}-${range.to ?? ''}` } : {}
      const answer = await found({ method: 'GET', key, headers }).catch((error: unknown) => {
        if (error instanceof FileStoreError && error.code === 'InvalidRange') return 'past-the-end' as const
        throw error
      })
      if (answer === 'past-the-end') return { stream: Readable.from([]), size: 0 }
      return answer && { stream: whole(answer), size: Number(answer.headers['content-length']) }
    },
    async stat(key) {
      const answer = await found({ method: 'HEAD', key })
      answer?.resume()
      return answer && { size: Number(answer.headers['content-length']) }
    },
    async remove(key) {
      ;(await found({ method: 'DELETE', key }))?.resume()
    },
  }
}

class Retry extends Error {}

/** The body of an answer; a connection that ends early is an error of the stream, not its end. */
function whole(answer: IncomingMessage): Readable {
  const wanted = Number(answer.headers['content-length'])
  async function* bytes() {
    let size = 0
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.byteLength
      yield chunk
    }
    if (Number.isFinite(wanted) && size !== wanted)
      throw new FileStoreError('cut-off', 'the file store ended its answer early')
  }
  return Readable.from(bytes(), { objectMode: false })
}

async function codeOf(answer: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of answer.setEncoding('utf8') as AsyncIterable<string>)
    if (text.length < ERROR_BYTES) text += chunk
  return /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? 'unknown'
}
