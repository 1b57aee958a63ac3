import { getTranslations } from 'next-intl/server'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { BOM, csvLine } from '@/lib/platform/csv'
import { hasStatistics } from '@/lib/statistics/policy'
import { getStatistics } from '@/lib/statistics/queries'
import { parseStatistics } from '@/lib/statistics/statistics'
import { isPart, linesOf } from '@/lib/statistics/table/table'

export const authority = 'signed-in'

const HEADERS = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' }

/** One table of the statistics as CSV, for the range in the address. 404 for who has no such page. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ part: string }> },
): Promise<Response> {
  const actor = await getActor()
  const { part } = await params
  if (!actor || !hasStatistics(actor) || !isPart(part))
    return new Response(null, { status: 404, headers: HEADERS })
  const now = systemClock.now()
  const { filters } = parseStatistics(Object.fromEntries(new URL(request.url).searchParams), now)
  const words = await getTranslations()
  const lines = linesOf(part, await getStatistics(actor, filters, now), (key, values) => words(key, values))
  const name = `${words('statistics.file')}-${words(`statistics.part.${part}`)}-${filters.from}-${filters.to}.csv`
  return new Response(BOM + lines.map((line) => csvLine(line)).join(''), {
    headers: {
      ...HEADERS,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="statistics-${part}.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  })
}
