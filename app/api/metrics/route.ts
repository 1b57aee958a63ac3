import { connection } from 'next/server'
import { exposition } from '@/lib/operations/operations'
import { getReadings } from '@/lib/operations/queries'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { logger } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { mayReadMetrics } from '@/lib/platform/metrics-access'
import { currentRequest } from '@/lib/platform/request-context'

export const authority = 'operator'

const HEADERS = { 'Cache-Control': 'no-store' }

/** The numbers of this process and of the installation for Prometheus; for the bearer of METRICS_TOKEN, or the machine itself. */
export async function GET(request: Request): Promise<Response> {
  await connection()
  const token = env().METRICS_TOKEN
  const authorization = request.headers.get('authorization')
  if (!mayReadMetrics(token, { authorization, isLocal: currentRequest()?.isLocal ?? false }))
    return token
      ? new Response(null, { status: 401, headers: { ...HEADERS, 'WWW-Authenticate': 'Bearer' } })
      : new Response(null, { status: 404, headers: HEADERS })
  const { registry } = metrics()
  // Without a database there are still the numbers of the process, and one that says so.
  const readings = await getReadings(systemClock.now()).catch((error: unknown) => {
    logger.warn({ err: error }, 'metrics: the database does not answer')
    return null
  })
  const text = `${await registry.metrics()}\n${exposition(readings)}\n`
  return new Response(text, { headers: { ...HEADERS, 'Content-Type': registry.contentType } })
}
