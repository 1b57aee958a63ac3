import { connection } from 'next/server'
import { systemClock } from '@/lib/platform/clock'
import { findHealth } from '@/lib/platform/health'

export const authority = 'public'

/** 200 when this process can serve now: database and migrations. A missing worker is no reason to send people elsewhere. */
export async function GET(): Promise<Response> {
  await connection()
  const { missing } = await findHealth(systemClock.now())
  const lacks = missing.filter((part) => part !== 'worker')
  return Response.json(
    { status: lacks.length === 0 ? 'ready' : 'not-ready', missing: lacks },
    { status: lacks.length === 0 ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
