import { refuse, type Result } from '@/lib/platform/result'
import type { WorkbookLimits } from '../types'

/** A part of a ZIP archive as its directory says. */
export interface ZipEntry {
  name: string
  /** 0 stored, 8 deflated. */
  method: number
  crc: number
  packed: number
  size: number
  /** Where its local header begins. */
  offset: number
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const END_BYTES = 22
const ENTRY_BYTES = 46
/** The end record with the longest comment. */
export const TAIL_BYTES = END_BYTES + 65_535
/** Values that say that the true one is elsewhere (ZIP64): larger than any workbook that is taken. */
const ELSEWHERE = [0xffff, 0xffffffff]
/** Below this size a ratio says nothing: a few hundred bytes of XML pack very well. */
const RATIO_FROM = 1024 * 1024

/** Where the directory of an archive lies, from the archive's last bytes; null when there is none. */
export function findDirectory(tail: Buffer): { offset: number; size: number; count: number } | null {
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END) continue
    const count = tail.readUInt16LE(at + 10)
    const size = tail.readUInt32LE(at + 12)
    const offset = tail.readUInt32LE(at + 16)
    return ELSEWHERE.includes(count) || ELSEWHERE.includes(offset) ? null : { offset, size, count }
  }
  return null
}

/** The entries of a directory; null when it is damaged, or a part is encrypted or packed in another way. */
export function readDirectory(bytes: Buffer, count: number): ZipEntry[] | null {
  const entries: ZipEntry[] = []
  let at = 0
  for (let nth = 0; nth < count; nth++) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return null
    const nameLength = bytes.readUInt16LE(at + 28)
    const entry = {
      name: bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    }
    const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
    if (encrypted || (entry.method !== 0 && entry.method !== 8)) return null
    entries.push(entry)
    at += ENTRY_BYTES + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * Whether an archive unpacks to what is allowed, as its directory says; unpacking then holds each part to its stated
 * size. Refusal: `workbook-too-large`.
 */
export function refuseBomb(
  entries: readonly ZipEntry[],
  fileSize: number,
  limits: WorkbookLimits,
): Result<null> {
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0)
  const steep = entries.some((entry) => entry.size > RATIO_FROM && entry.size > entry.packed * limits.ratio)
  const texts = entries.find((entry) => /^xl\/sharedStrings\.xml$/i.test(entry.name))?.size ?? 0
  // Parts that lie over one another add up to more than the file.
  const overlapping = packed > fileSize
  if (
    entries.length > limits.parts ||
    size > limits.bytes ||
    texts > limits.textBytes ||
    steep ||
    overlapping
  )
    return refuse('imports', 'workbook-too-large', {
      params: { limit: Math.round(limits.bytes / 1024 ** 2) },
    })
  return { ok: true, value: null }
}

/** The header before a stored part, with its sizes: what a reader that goes from front to back needs. */
export function localHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name, 'utf8')
  const header = Buffer.alloc(30 + name.length)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(0x800, 6)
  header.writeUInt32LE(entry.crc, 14)
  header.writeUInt32LE(entry.size, 18)
  header.writeUInt32LE(entry.size, 22)
  header.writeUInt16LE(name.length, 26)
  name.copy(header, 30)
  return header
}
