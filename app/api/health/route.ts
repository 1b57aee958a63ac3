import { connection } from 'next/server'
import { systemClock } from '@/lib/platform/clock'
import { findHealth } from '@/lib/platform/health'

export const authority = 'public'

/** 200 once database, migrations and worker are ready, otherwise 503 with the part that is missing. */
export async function GET(): Promise<Response> {
  await connection()
  const health = await findHealth(systemClock.now())
  return Response.json(health, {
    status: health.status === 'ready' ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  })
}
