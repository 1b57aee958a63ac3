import { getTranslations } from 'next-intl/server'
import { recordDownload } from '@/lib/exports/commands'
import { findExportFile } from '@/lib/exports/queries'
import type { ExportFormat } from '@/lib/exports/schema'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { files, openKept } from '@/lib/platform/files'
import { hasRecordsDesk } from '@/lib/records/policy'

export const authority = 'signed-in'

const TYPE: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
}
const HEADERS = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' }

/** The file of an own export, streamed. 404 for everybody else, 410 when its time is over. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const actor = await getActor()
  if (!actor || !hasRecordsDesk(actor)) return notFound()
  const { id } = await params
  const file = await findExportFile(actor, id, systemClock.now())
  if (!file) return notFound()
  const there = file.state === 'ready' && (await files().stat(file.key))?.size === file.size
  if (file.state === 'gone' || !there) return gone()
  if (!(await recordDownload({ actor, clock: systemClock, input: { jobId: id } })).ok) return notFound()
  const kept = await openKept(file.key, file.sha256)
  if (!kept) return gone()
  return new Response(kept.stream, {
    headers: {
      ...HEADERS,
      'Content-Type': TYPE[file.format],
      'Content-Length': String(file.size),
      'Content-Disposition': `attachment; filename="export.${file.format}"; filename*=UTF-8''${encoded(file.fileName)}`,
    },
  })
}

/** RFC 8187: what encodeURIComponent leaves but the header does not take is encoded too. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function notFound(): Response {
  return new Response(null, { status: 404, headers: HEADERS })
}

async function gone(): Promise<Response> {
  const t = await getTranslations('exports')
  return new Response(`${t('gone.text')}\n`, {
    status: 410,
    headers: { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
