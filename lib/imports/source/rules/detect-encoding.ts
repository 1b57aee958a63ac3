import { refuse, type Result } from '@/lib/platform/result'
import type { Encoding, ImportFormat } from '../../types'

/** Bytes in which UTF-16 without a mark is looked for. */
const LOOKED_AT = 4096

export interface Detected {
  format: ImportFormat
  encoding: Encoding
}

/**
 * Finds out what a file is while it goes by: UTF-8, with its mark or without, or else GB 18030 (which GBK and GB 2312 are
 * parts of), or a workbook.
 */
export class EncodingProbe {
  private readonly head: number[] = []
  private utf8: TextDecoder | null = new TextDecoder('utf-8', { fatal: true })
  private gb: TextDecoder | null = new TextDecoder('gb18030', { fatal: true })
  private hasNul = false
  private size = 0
  private isFilled = false

  add(bytes: Uint8Array): void {
    if (this.head.length < LOOKED_AT) this.head.push(...bytes.subarray(0, LOOKED_AT - this.head.length))
    this.size += bytes.length
    // Nothing more is to be learnt from a workbook or from what is no text.
    if (this.isArchive() || this.hasNul) return
    this.hasNul = bytes.includes(0)
    this.utf8 = feed(this.utf8, bytes)
    // Text of valid UTF-8 is never read as GB 18030, but it may turn out later that it is not.
    this.gb = feed(this.gb, bytes)
    this.isFilled ||= bytes.some(
      (byte, at) => byte > 0x20 && (this.size > bytes.length || !isMark(at, bytes)),
    )
  }

  /** Refusals: `file-empty`, `file-utf16`, `file-workbook`, `file-not-text`. */
  verdict(): Result<Detected> {
    if (this.size === 0) return refuse('imports', 'file-empty')
    if (this.starts(0xff, 0xfe) || this.starts(0xfe, 0xff)) return refuse('imports', 'file-utf16')
    if (this.isArchive()) return { ok: true, value: { format: 'xlsx', encoding: 'XLSX' } }
    // A workbook of before 2007, or one with a password.
    if (this.starts(0xd0, 0xcf, 0x11, 0xe0)) return refuse('imports', 'file-workbook')
    if (this.hasNul) return refuse('imports', looksLikeUtf16(this.head) ? 'file-utf16' : 'file-not-text')
    if (!this.isFilled) return refuse('imports', 'file-empty')
    if (ends(this.utf8)) {
      const encoding = this.starts(0xef, 0xbb, 0xbf) ? 'UTF-8-BOM' : 'UTF-8'
      return { ok: true, value: { format: 'csv', encoding } }
    }
    return ends(this.gb)
      ? { ok: true, value: { format: 'csv', encoding: 'GB18030' } }
      : refuse('imports', 'file-not-text')
  }

  private starts(...mark: number[]): boolean {
    return mark.every((byte, at) => this.head[at] === byte)
  }

  private isArchive(): boolean {
    return this.starts(0x50, 0x4b, 0x03, 0x04)
  }
}

function feed(decoder: TextDecoder | null, bytes: Uint8Array): TextDecoder | null {
  try {
    decoder?.decode(bytes, { stream: true })
    return decoder
  } catch {
    return null
  }
}

function ends(decoder: TextDecoder | null): boolean {
  if (!decoder) return false
  try {
    decoder.decode()
    return true
  } catch {
    return false
  }
}

const MARK = [0xef, 0xbb, 0xbf]
const isMark = (at: number, bytes: Uint8Array) =>
  at < MARK.length && MARK.every((byte, nth) => bytes[nth] === byte)

/** Without a mark: the Latin letters, commas and line ends of UTF-16 show as NULs in every other place. */
function looksLikeUtf16(head: readonly number[]): boolean {
  const even = head.filter((byte, at) => byte === 0 && at % 2 === 0).length
  const odd = head.filter((byte, at) => byte === 0 && at % 2 === 1).length
  return (even === 0) !== (odd === 0)
}
