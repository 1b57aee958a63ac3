// What is known about the request or piece of work that runs now; every line of the log takes its id from here.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHmac, randomUUID } from 'node:crypto'

export interface RequestContext {
  id: string
  /** Called on this machine itself, by nobody who forwards for somebody else. */
  isLocal: boolean
  /** Who asked, as a keyed hash: the same person has the same one, and nobody reads a name out of it. */
  actor?: string
  /** Commands that were carried out. */
  commands?: string[]
  /** The code of the refusal that was answered. */
  refusal?: string
  /** The timer whose work this is, as it was claimed; `fired` once the work has marked it. */
  timer?: { id: string; attempts: number; fired: boolean }
  /** The id of a bug, as the person was shown it. */
  errorId?: string
}

/** The framework bundles this file more than once: one storage for the whole process. */
const holder = globalThis as typeof globalThis & { qinqingRequest?: AsyncLocalStorage<RequestContext> }
export function requestStorage(): AsyncLocalStorage<RequestContext> {
  holder.qinqingRequest ??= new AsyncLocalStorage<RequestContext>()
  return holder.qinqingRequest
}

export function currentRequest(): RequestContext | undefined {
  return requestStorage().getStore()
}

/** Digits of a hash or UUID only: whoever sends an id cannot write words into the log. */
const WELL_FORMED = /^[0-9a-f][0-9a-f-]{14,62}[0-9a-f]$/i

/** The id of a request: the proxy's when it is well-formed (16 to 64 hexadecimal digits and dashes), otherwise a new one. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && WELL_FORMED.test(header) ? header.toLowerCase() : randomUUID()
}

/** Runs a piece of work under an id: a message of the outbox under that of the request that sent it. */
export function withRequestId<T>(
  id: string | null,
  work: () => Promise<T>,
  facts: Pick<RequestContext, 'timer'> = {},
): Promise<T> {
  return requestStorage().run({ id: id ?? randomUUID(), isLocal: false, ...facts }, work)
}

/** Adds what became known while the request runs; nothing outside of one. */
export function noteRequest(facts: Omit<Partial<RequestContext>, 'id' | 'isLocal' | 'commands'>): void {
  const request = currentRequest()
  if (request) Object.assign(request, facts)
}

/** Adds who asked. */
export function noteActor(officialId: string): void {
  const request = currentRequest()
  if (request) request.actor = hashedActor(officialId)
}

/** Adds a command that begins. */
export function noteCommand(command: string): void {
  const request = currentRequest()
  if (request) request.commands = [...(request.commands ?? []), command]
}

/** Twelve digits that stand for a person in the log, good for this installation only. */
export function hashedActor(officialId: string): string {
  return createHmac('sha256', process.env.NEXTAUTH_SECRET ?? '')
    .update(`log actor ${officialId}`)
    .digest('hex')
    .slice(0, 12)
}
