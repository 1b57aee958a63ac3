// What a file is, by its first bytes: names and declared types are the sender's word only.

/** Accepted kinds with their media types. */
export const MEDIA_TYPES = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/plain',
} as const

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

/** The media type of accepted content; null for everything else. */
export function mediaTypeByContent(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return MEDIA_TYPES.pdf
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return MEDIA_TYPES.png
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return MEDIA_TYPES.jpg
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return officeType(bytes)
  return isText(bytes) ? MEDIA_TYPES.txt : null
}

/** Word and Excel files are ZIP archives with these folders; macros are not accepted. */
function officeType(bytes: Uint8Array): string | null {
  const names = Buffer.from(bytes).toString('latin1')
  if (names.includes('vbaProject.bin')) return null
  if (names.includes('word/')) return MEDIA_TYPES.docx
  return names.includes('xl/') ? MEDIA_TYPES.xlsx : null
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // A page or a script that calls itself text is neither.
    return !/^\s*<(?:!doctype|html|svg|script|\?xml)/i.test(text)
  } catch {
    return false
  }
}
