import { files } from '@/lib/platform/files'
import { refuse, type Result } from '@/lib/platform/result'
import { importKey } from '../queries'
import { EncodingProbe, type Detected } from './rules/detect-encoding'

export type Kept = Detected & { sha256: string; size: number }

/** Bytes from which a workbook is known. */
const MARK = [0x50, 0x4b, 0x03, 0x04]

/**
 * Puts a file away as it comes in and finds out what it is. Refusals: `file-too-large`, `file-empty`, `file-utf16`,
 * `file-workbook`, `file-not-text`; then nothing is kept.
 */
export async function keepFile(
  id: string,
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Result<Kept>> {
  const probe = new EncodingProbe()
  let isTooLarge = false
  const source = bytes[Symbol.asyncIterator]()
  const head: Uint8Array[] = []
  let size = 0
  while (size < MARK.length) {
    const next = await source.next()
    if (next.done) break
    head.push(next.value)
    size += next.value.length
  }
  const isArchive = MARK.every((byte, at) => Buffer.concat(head)[at] === byte)
  const key = importKey(id, isArchive ? 'xlsx' : 'csv')
  async function* passing() {
    let passed = 0
    const rest: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => source }
    for (const chunk of head) yield* counted(chunk)
    for await (const chunk of rest) yield* counted(chunk)
    function* counted(chunk: Uint8Array) {
      passed += chunk.length
      isTooLarge = passed > limit
      if (isTooLarge) throw new Error('larger than is allowed')
      probe.add(chunk)
      yield chunk
    }
  }
  try {
    const kept = await files().put(key, passing())
    const detected = probe.verdict()
    if (detected.ok) return { ok: true, value: { ...detected.value, ...kept } }
    await files().remove(key)
    return detected
  } catch (error) {
    if (!isTooLarge) throw error
    return refuse('imports', 'file-too-large', { params: { limit: Math.floor(limit / 1024 ** 2) } })
  }
}

/** Removes the kept file of a batch. */
export async function dropFile(id: string): Promise<void> {
  for (const format of ['csv', 'xlsx'] as const) await files().remove(importKey(id, format))
}
