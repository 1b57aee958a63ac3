// Where a worker answers /metrics and /health, when WORKER_METRICS_PORT asks for it.
import { createServer, type Server } from 'node:http'
import { env } from '@/lib/platform/env'
import { metrics } from '@/lib/platform/metrics'
import { mayReadMetrics } from '@/lib/platform/metrics-access'

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/

/**
 * Serves the numbers of this process, and 200 or 503 for its health. On an address that others can reach a token is needed:
 * without one it throws. Null when no port is set.
 */
export async function serveMetrics(isWell: () => boolean): Promise<Server | null> {
  const { WORKER_METRICS_PORT: port, WORKER_METRICS_HOST: host, METRICS_TOKEN: token } = env()
  if (port === 0) return null
  if (!LOOPBACK.test(host) && !token)
    throw new Error('WORKER_METRICS_HOST is an address that others can reach: set METRICS_TOKEN too')
  const server = createServer((request, response) => {
    const end = (status: number, text = '', type = 'text/plain; charset=utf-8') =>
      response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(text)
    if (request.method !== 'GET') return end(405)
    if (request.url === '/health') return isWell() ? end(200, 'ready\n') : end(503, 'not-ready\n')
    if (request.url !== '/metrics') return end(404)
    // Without a token the server listens to this machine only.
    if (!mayReadMetrics(token, { authorization: request.headers.authorization, isLocal: true }))
      return end(401)
    const { registry } = metrics()
    registry
      .metrics()
      .then((text) => end(200, text, registry.contentType))
      .catch(() => end(500))
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, host, done))
  return server
}
