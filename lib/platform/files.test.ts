import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ACCESS_KEY_ID,
  SECRET_ACCESS_KEY,
  signatureProblem,
  startS3,
  type Trouble,
} from '@/scripts/s3-server.mjs'
import { verified, type FileStore } from './file-store'
import { filesInFolder } from './files-in-folder'
import { filesInS3, type S3Settings } from './files-in-s3'

const BUCKET = 'qinqing'
const folder = mkdtempSync(join(tmpdir(), 'qinqing-files-'))
const spoolFolder = join(folder, 'spool')
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
let s3: Awaited<ReturnType<typeof startS3>>
let stores: Record<'folder' | 'S3', FileStore>
let settings: S3Settings

/** What happens to the next requests. */
let trouble: Trouble[] = []

beforeAll(async () => {
  s3 = await startS3({
    folder: join(folder, 's3'),
    bucket: BUCKET,
    trouble: () => trouble.shift() ?? 'pass',
  })
  settings = {
    endpoint: s3.endpoint,
    bucket: BUCKET,
    region: 'us-east-1',
    accessKeyId: ACCESS_KEY_ID,
    secretAccessKey: SECRET_ACCESS_KEY,
    timeoutMs: 10_000,
    spoolFolder,
  }
  stores = { folder: filesInFolder(join(folder, 'data')), S3: filesInS3(settings) }
})
afterAll(async () => {
  await s3.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function read(store: FileStore, key: string, range?: { from: number; to?: number }) {
  const found = await store.get(key, range)
  if (!found) return null
  const chunks: Buffer[] = []
  for await (const chunk of found.stream as AsyncIterable<Buffer>) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  expect(bytes.length).toBe(found.size)
  return bytes
}

async function* inPieces(bytes: Buffer, failAfter = Number.POSITIVE_INFINITY) {
  for (let at = 0; at < bytes.length; at += 40_000) {
    if (at >= failAfter) throw new Error('the source ended early')
    yield bytes.subarray(at, at + 40_000)
    await Promise.resolve()
  }
}

describe.each(['folder', 'S3'] as const)('files in a %s', (name) => {
  const store = () => stores[name]
  const big = randomBytes(1_000_003)

  it.each([
    ['bytes', 'files/ab/one', Buffer.from('清河'), false],
    ['a stream', 'exports/two.csv', big, true],
    ['nothing', 'files/00/empty', Buffer.alloc(0), false],
    ['a stream of nothing', 'exports/none.csv', Buffer.alloc(0), true],
  ])('keep %s', async (_what, key, bytes, streamed) => {
    const kept = await store().put(key, streamed ? inPieces(bytes) : bytes)
    expect(kept).toEqual({ sha256: hashOf(bytes), size: bytes.length })
    expect(await store().stat(key)).toEqual({ size: bytes.length })
    expect((await read(store(), key))?.equals(bytes)).toBe(true)
  })

  it.each([
    [{ from: 0, to: 9 }, 0, 10],
    [{ from: 500_000 }, 500_000, 1_000_003],
    [{ from: 999_999, to: 5_000_000 }, 999_999, 1_000_003],
    [{ from: 1_000_003 }, 0, 0],
  ])('give the part %j', async (range, from, to) => {
    await store().put('exports/part.csv', big)
    expect((await read(store(), 'exports/part.csv', range))?.equals(big.subarray(from, to))).toBe(true)
  })

  it('say that something is not there, and remove what is', async () => {
    expect(await store().get('imports/never.csv')).toBeNull()
    expect(await store().stat('imports/never.csv')).toBeNull()
    await store().remove('imports/never.csv')
    await store().put('imports/gone.csv', Buffer.from('x'))
    await store().remove('imports/gone.csv')
    expect(await store().stat('imports/gone.csv')).toBeNull()
  })

  it('replace what was there, whole', async () => {
    await store().put('exports/again.csv', big)
    await store().put('exports/again.csv', Buffer.from('short'))
    expect((await read(store(), 'exports/again.csv'))?.toString()).toBe('short')
  })

  it.each([
    ['whose source fails', () => store().put('exports/half.csv', inPieces(big, 400_000))],
    [
      'that is not what was expected',
      () => store().put('exports/half.csv', inPieces(big), { sha256: hashOf(Buffer.from('other')) }),
    ],
    ['of another size', () => store().put('exports/half.csv', big, { size: 3 })],
  ])('leave nothing of a file %s', async (_what, put) => {
    await expect(put()).rejects.toThrow()
    expect(await store().stat('exports/half.csv')).toBeNull()
    const left = (place: string) => readdirSync(join(folder, place), { recursive: true }).map(String)
    expect(left(name === 'folder' ? 'data' : 'spool').filter((path) => path.includes('.part'))).toEqual([])
  })

  it('take two of the same content at once', async () => {
    const key = `files/cc/${hashOf(big)}`
    await Promise.all(Array.from({ length: 5 }, () => store().put(key, inPieces(big))))
    expect((await read(store(), key))?.equals(big)).toBe(true)
  })

  it.each([
    '../secrets.json',
    'files/../../x',
    'files//x',
    '/etc/passwd',
    'files/.hidden',
    'files',
    'files/a b',
    'files/a%2fb',
    '',
  ])('have no place called %j', async (key) => {
    await expect(async () => store().put(key, Buffer.from('x'))).rejects.toThrow(RangeError)
    await expect(async () => store().get(key)).rejects.toThrow(RangeError)
    await expect(async () => store().remove(key)).rejects.toThrow(RangeError)
  })
})

describe('a store behind a network', () => {
  const other = (more: Partial<S3Settings>) => filesInS3({ ...settings, ...more })
  it.each([
    ['a wrong secret', { secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
    ['an unknown key', { accessKeyId: 'nobody' }, 'InvalidAccessKeyId'],
    ['a bucket that is not there', { bucket: 'elsewhere' }, 'NoSuchBucket'],
    ['nobody at the address', { endpoint: 'http://127.0.0.1:1' }, 'unreachable'],
  ])('with %s says so, without the name of the file', async (_what, more, code) => {
    const refused = other(more).put('files/ab/secret-name', Buffer.from('x'))
    await expect(refused).rejects.toMatchObject({ name: 'FileStoreError', code })
    await expect(refused).rejects.not.toThrow(/secret-name/)
    await expect(other(more).get('files/ab/secret-name')).rejects.toMatchObject({ code })
  })

  it('is asked again when it is busy or the connection breaks', async () => {
    trouble = ['busy', 'break', 'pass']
    await stores.S3.put('files/ab/busy', Buffer.from('x'))
    trouble = ['break', 'busy']
    expect((await read(stores.S3, 'files/ab/busy'))?.toString()).toBe('x')
    expect(trouble).toEqual([])
  })

  it('is given up after three times', async () => {
    trouble = ['busy', 'busy', 'break', 'pass']
    await expect(stores.S3.get('files/ab/busy')).rejects.toMatchObject({ code: 'unreachable' })
    expect(trouble).toEqual(['pass'])
    trouble = ['busy', 'busy', 'busy']
    await expect(stores.S3.get('files/ab/busy')).rejects.toMatchObject({ code: 'SlowDown' })
  })

  it('refuses bytes that changed on their way, and keeps none of them', async () => {
    trouble = ['tamper']
    await expect(stores.S3.put('files/ab/changed', Buffer.from('clear'))).rejects.toMatchObject({
      code: 'XAmzContentSHA256Mismatch',
    })
    expect(await stores.S3.stat('files/ab/changed')).toBeNull()
  })

  it('that breaks off in the middle of an answer has given no whole file', async () => {
    await stores.S3.put('files/ab/long', randomBytes(400_000))
    trouble = ['cut']
    await expect(read(stores.S3, 'files/ab/long')).rejects.toThrow()
  })

  it('is asked with signatures that the gate would know from others: the example of the protocol', () => {
    const headers = {
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-date': '20130524T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    }
    const account = {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      now: Date.parse('2013-05-24T00:01:00Z'),
    }
    const ask = (path: string) => signatureProblem({ method: 'GET', path, query: '', headers }, account)
    expect(ask('/test.txt')).toBeNull()
    expect(ask('/other.txt')).toBe('SignatureDoesNotMatch')
  })
})

describe('a download', () => {
  const bytes = randomBytes(300_000)

  it('of a damaged file fails instead of ending', async () => {
    const store = stores.folder
    await store.put('files/dd/whole', bytes)
    const path = join(folder, 'data/files/dd/whole')
    const through = async () => {
      const found = await store.get('files/dd/whole')
      const got: Buffer[] = []
      await pipeline(
        found?.stream ?? Readable.from([]),
        verified(hashOf(bytes)),
        async (chunks: AsyncIterable<Buffer>) => {
          for await (const chunk of chunks) got.push(chunk)
        },
      )
      return Buffer.concat(got)
    }
    expect((await through()).equals(bytes)).toBe(true)
    const damaged = readFileSync(path)
    damaged[150_000] = (damaged[150_000] ?? 0) ^ 1
    writeFileSync(path, damaged)
    await expect(through()).rejects.toMatchObject({ code: 'damaged' })
    writeFileSync(path, damaged.subarray(0, 100))
    await expect(through()).rejects.toMatchObject({ code: 'damaged' })
  })
})
