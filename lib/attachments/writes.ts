import { env } from '@/lib/platform/env'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { scanFile } from '@/lib/platform/scan'
import { MEDIA_TYPES, mediaTypeByContent } from './rules/media-type-by-content'
import { pdfContent } from './rules/no-active-content'

const MEBIBYTE = 1024 * 1024

/**
 * Whether a file may be kept, and what it is: by size, by content, by what it would do, by the virus scanner where there is
 * one. Refusals: `file-empty`, `file-too-large`, `file-type`, `file-unreadable`, `file-active`, `file-infected`,
 * `scanner-unavailable`.
 */
export async function vetFile(
  bytes: Uint8Array,
  allowed: { maxBytes?: number; types?: readonly string[] } = {},
): Promise<Result<string>> {
  const { maxBytes = env().UPLOAD_MAX_BYTES, types = Object.values(MEDIA_TYPES) } = allowed
  if (bytes.length === 0) return refuse('filing', 'file-empty')
  if (bytes.length > maxBytes)
    return refuse('filing', 'file-too-large', { params: { limit: Math.floor(maxBytes / MEBIBYTE) } })
  const mediaType = mediaTypeByContent(bytes)
  if (!mediaType || !types.includes(mediaType)) return refuse('filing', 'file-type')
  if (mediaType === MEDIA_TYPES.pdf) {
    const content = await pdfContent(bytes)
    if (content === 'unreadable') return refuse('filing', 'file-unreadable')
    if (content === 'active') return refuse('filing', 'file-active')
  }
  const scanned = await scanFile(bytes)
  if (scanned === 'infected') return refuse('filing', 'file-infected')
  if (scanned === 'unavailable') return refuse('filing', 'scanner-unavailable')
  return ok(mediaType)
}
