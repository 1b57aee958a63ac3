import { lookup as resolveName, type LookupAddress } from 'node:dns'
import {
  request as plainRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http'
import { request as secureRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { mayConnect, placeOf, targetProblem, type Targets } from './web-target'

export const REQUEST_PROBLEMS = [
  'target-refused',
  'name-unknown',
  'timeout',
  'tls-refused',
  'no-connection',
  'redirect',
  'bad-answer',
] as const
export type RequestProblem = (typeof REQUEST_PROBLEMS)[number]

export interface Answer {
  status: number | null
  problem: RequestProblem | null
}

interface Outgoing {
  address: string
  headers: Readonly<Record<string, string>>
  body: string
  targets: Targets
  /** For everything together: name, connection, TLS, answer. */
  timeoutMs: number
  signal?: AbortSignal
  /** How names are resolved; the system's resolver unless a test says otherwise. */
  resolve?: typeof resolveName
}

/** An answer is read up to here and thrown away: only its number counts. */
const MOST_BYTES = 64 * 1024

class Refused extends Error {}

/**
 * Posts a body. The name is resolved once, every address it has must be allowed, and the connection goes to what was
 * checked; a redirect is an answer like another and not followed. Any answer from 200 to 299 is a yes. Never throws.
 */
export async function postBody(outgoing: Outgoing): Promise<Answer> {
  if (targetProblem(outgoing.address, outgoing.targets)) return { status: null, problem: 'target-refused' }
  const limit = AbortSignal.timeout(outgoing.timeoutMs)
  const signal = outgoing.signal ? AbortSignal.any([limit, outgoing.signal]) : limit
  try {
    const status = await exchange(outgoing, signal)
    if (status >= 200 && status < 300) return { status, problem: null }
    return { status, problem: status >= 300 && status < 400 ? 'redirect' : 'bad-answer' }
  } catch (error) {
    return { status: null, problem: limit.aborted ? 'timeout' : problemOf(error) }
  }
}

function exchange(outgoing: Outgoing, signal: AbortSignal): Promise<number> {
  const { address, body, headers, targets } = outgoing
  const url = new URL(address)
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    lookup: checkedLookup(outgoing),
    // No connection is kept: the next one is checked anew.
    agent: false,
    signal,
  }
  return new Promise((done, no) => {
    const receive = (answer: IncomingMessage) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > MOST_BYTES) answer.destroy()
      })
      answer.on('close', () => done(answer.statusCode ?? 0))
      answer.on('error', no)
    }
    const call: ClientRequest =
      url.protocol === 'https:' ? secureRequest(url, options, receive) : plainRequest(url, options, receive)
    call.on('error', no)
    call.on('socket', (socket) =>
      socket.once('connect', () => {
        const peer = socket.remoteAddress ?? ''
        if (!mayConnect(peer, targets) || (url.protocol === 'http:' && placeOf(peer) !== 'loopback'))
          call.destroy(new Refused('target refused'))
      }),
    )
    call.end(body)
  })
}

/** Resolves a name and refuses it when any of its addresses may not be connected to. */
function checkedLookup({ targets, resolve = resolveName }: Outgoing): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, [])
      if (found.length === 0 || !found.every((one) => mayConnect(one.address, targets)))
        return callback(new Refused('target refused'), [])
      const [first] = found
      if (options.all) callback(null, found)
      else callback(null, first?.address ?? '', first?.family)
    })
  }
}

function problemOf(error: unknown): RequestProblem {
  if (error instanceof Refused) return 'target-refused'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name-unknown'
  if (/CERT|SSL|TLS|EPROTO|ALTNAME|UNABLE_TO/.test(code)) return 'tls-refused'
  return code === 'HPE_INVALID_CONSTANT' ? 'bad-answer' : 'no-connection'
}
