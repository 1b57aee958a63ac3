import { refuse, type Result } from '@/lib/platform/result'
import type { Encoding } from '../types'

const starts = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, at) => bytes[at] === byte)

/**
 * The text of a CSV file: UTF-8, with its mark or without, or else GB 18030 (which GBK and GB 2312 are parts of).
 * Refusals: `file-empty`, `file-utf16`, `file-workbook`, `file-not-text`.
 */
export function decodeBytes(bytes: Uint8Array): Result<{ text: string; encoding: Encoding }> {
  if (bytes.length === 0) return refuse('imports', 'file-empty')
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) return refuse('imports', 'file-utf16')
  // Workbooks: a ZIP archive (xlsx, ods) or an OLE document (xls).
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return refuse('imports', 'file-workbook')
  if (bytes.includes(0)) return refuse('imports', looksLikeUtf16(bytes) ? 'file-utf16' : 'file-not-text')
  const utf8 = decode('utf-8', bytes)
  if (utf8 !== null) {
    const marked = starts(bytes, 0xef, 0xbb, 0xbf)
    return filled(utf8, marked ? 'UTF-8-BOM' : 'UTF-8')
  }
  const gb = decode('gb18030', bytes)
  return gb === null ? refuse('imports', 'file-not-text') : filled(gb.replace(/^\uFEFF/, ''), 'GB18030')
}

function filled(text: string, encoding: Encoding): Result<{ text: string; encoding: Encoding }> {
  return text.trim() === ''
    ? refuse('imports', 'file-empty')
    : { ok: true, value: { text: text.replace(/\r\n?/g, '\n'), encoding } }
}

function decode(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Without a mark: the Latin letters, commas and line ends of UTF-16 show as NULs in every other place. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const some = bytes.subarray(0, 4096)
  let even = 0
  let odd = 0
  for (const [at, byte] of some.entries())
    if (byte === 0) {
      if (at % 2 === 0) even += 1
      else odd += 1
    }
  return (even === 0) !== (odd === 0)
}
