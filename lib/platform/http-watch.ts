// One line of the log and one observation for every request, wherever in the framework it is answered.
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { logger } from './log'
import { metrics } from './metrics'
import { requestIdOf, requestStorage, type RequestContext } from './request-context'
import { shippedRoutes } from './routes'

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
/** Asked every few seconds by machines; their lines would bury the others. */
const QUIET = new Set(['/_next/static', '/_next', '/api/health', '/api/ready', '/api/metrics'])
/** Headers of whoever forwards for somebody else. */
const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
const LOCAL_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i

interface Started {
  request: IncomingMessage
  response: ServerResponse
}

const holder = globalThis as typeof globalThis & { qinqingWatch?: boolean }

/**
 * Watches the HTTP server of this process: gives every request its id (also answered as `X-Request-Id`), counts it, and
 * writes its line. Node announces requests before anybody handles them, so nothing is missed and nothing needs a wrapper.
 */
export function watchRequests(): void {
  if (holder.qinqingWatch) return
  holder.qinqingWatch = true
  const routeOf = shippedRoutes()
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as Started
    const started = performance.now()
    const context: RequestContext = {
      id: requestIdOf(request.headers['x-request-id']),
      isLocal: isLocal(request),
    }
    response.setHeader('X-Request-Id', context.id)
    // Entered, not run: the handlers are called after this function, in the same turn.
    requestStorage().enterWith(context)
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const isAction = request.method === 'POST' && request.headers['next-action'] !== undefined
    metrics().open.inc()
    response.once('close', () => {
      metrics().open.dec()
      finish(context, { route: routeOf(path), isAction, request, response, ms: performance.now() - started })
    })
  })
}

interface Finished extends Started {
  route: string
  isAction: boolean
  ms: number
}

function finish(context: RequestContext, { route, isAction, request, response, ms }: Finished): void {
  const method = METHODS.has(request.method ?? '') ? (request.method ?? '') : 'other'
  const aborted = !response.writableFinished
  const labels = { route, method, status: aborted ? 'aborted' : `${Math.floor(response.statusCode / 100)}xx` }
  metrics().requests.inc(labels)
  metrics().requestSeconds.observe(labels, ms / 1000)
  const { id: requestId, isLocal: _local, ...facts } = context
  requestStorage().exit(() =>
    logger[QUIET.has(route) && response.statusCode < 500 ? 'debug' : 'info'](
      {
        requestId,
        method,
        route,
        status: response.statusCode,
        ms: Math.round(ms),
        ...(isAction ? { action: true } : {}),
        ...(aborted ? { aborted } : {}),
        ...facts,
      },
      'request',
    ),
  )
}

/** Whether somebody on this machine asks for themselves: the connection, the address asked for, and no forwarder. */
function isLocal({ socket, headers }: IncomingMessage): boolean {
  return (
    LOOPBACK.test(socket.remoteAddress ?? '') &&
    LOCAL_HOST.test(headers.host ?? '') &&
    FORWARDED.every((name) => headers[name] === undefined)
  )
}
