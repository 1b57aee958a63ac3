import { getTranslations } from 'next-intl/server'
import { beginningsFor } from '@/app/(staff)/actions-for'
import { navigationFor } from '@/app/(staff)/navigation'
import { getActor } from '@/lib/identity/queries'
import { countWaiting } from '@/lib/review/queries'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { cleanText } from '@/lib/platform/text'
import { searchEverything } from '@/lib/search/queries'
import { fits, mayAsk, QUESTION_LENGTH } from '@/lib/search/search'
import type { Hit } from '@/lib/search/types'

export const authority = 'signed-in'

const HEADERS = { 'Cache-Control': 'private, no-store' }

/** What the palette offers for `?q=`: pages the person may open, and what they may read. 429 for too many questions. */
export async function GET(request: Request): Promise<Response> {
  const actor = await getActor()
  if (!actor) return Response.json({ hits: [] }, { status: 401, headers: HEADERS })
  const now = systemClock.now()
  if (!mayAsk(actor.officialId, now, env().SEARCHES_PER_MINUTE))
    return Response.json({ hits: [] }, { status: 429, headers: { ...HEADERS, 'Retry-After': '60' } })
  const q = cleanText(new URL(request.url).searchParams.get('q') ?? '').slice(0, QUESTION_LENGTH)
  const t = await getTranslations('platform.nav')
  // Who stands in for somebody has a queue as long as something waits.
  const waiting = await countWaiting(actor, now)
  const groups = await navigationFor(actor, { waiting, unread: 0, requests: 0 })
  const pages = [
    ...groups.flatMap((group) => group.items.map((item) => ({ ...item, note: group.label ?? '' }))),
    ...(await beginningsFor()).map((item) => ({ ...item, note: t('my') })),
  ]
    .filter((item) => fits(item.label, q))
    .map((item): Hit => ({
      group: 'pages',
      href: item.href,
      label: item.label,
      note: item.note,
      recall: item.label,
    }))
  return Response.json({ hits: [...pages, ...(await searchEverything(actor, q, now))] }, { headers: HEADERS })
}
