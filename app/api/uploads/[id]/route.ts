import { findAttachment } from '@/lib/attachments/queries'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { openFile } from '@/lib/platform/files'

export const authority = 'signed-in'

type Context = { params: Promise<{ id: string }> }

/** One attached file, always as a download; only for those who may read its case. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor()
  if (!actor) return new Response(null, { status: 401 })
  const { id } = await params
  const found = await findAttachment(actor, id, systemClock.now())
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
