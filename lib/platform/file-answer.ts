import { openFile } from './files'

/** A kept file as a download that no browser opens by itself; 404 when there is none. */
export async function fileAnswer(
  found: { fileName: string; mediaType: string; sha256: string } | null,
): Promise<Response> {
  const file = found ? await openFile(found.sha256) : null
  if (!found || !file) return new Response(null, { status: 404 })
  return new Response(file.stream, {
    headers: {
      'Content-Type': found.mediaType,
      'Content-Length': String(file.size),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.fileName)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
}
