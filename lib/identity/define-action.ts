import { randomBytes } from 'node:crypto'
import { revalidatePath } from 'next/cache'
import { cookies, headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { systemClock, type Clock } from '@/lib/platform/clock'
import { fieldProblems } from '@/lib/platform/field-problems'
import { logger } from '@/lib/platform/log'
import { isSameOrigin } from '@/lib/platform/origin'
import { noteRequest } from '@/lib/platform/request-context'
import { refuse, type ActionResult, type Result } from '@/lib/platform/result'
import { cleanInput } from '@/lib/platform/text'
import { signOut } from './commands'
import { cameByProvider } from './links/queries'
import { getActor } from './queries'
import type { Actor } from './types'

export interface ActionContext<Input> {
  actor: Actor
  clock: Clock
  input: Input
  requestKey?: string
}

interface Definition<S extends z.ZodType, T> {
  input: S
  command: (context: ActionContext<z.output<S>>) => Promise<Result<T>>
  /** Paths that show what the command changes. */
  revalidate?: readonly string[]
}

/** The longest request key a form may send. */
const KEY_LENGTH = 100

/**
 * The only way to make a server action: origin, session and schema are checked before the command runs. Refusals:
 * `foreign-origin`, `not-signed-in`, `invalid-input` with fields; a bug answers `unexpected` with an id for the log.
 */
export function defineAction<S extends z.ZodType, T>({ input, command, revalidate = [] }: Definition<S, T>) {
  return async function action(raw: unknown): Promise<ActionResult<T>> {
    try {
      if (!isSameOrigin(await headers())) return refuse('platform', 'foreign-origin')
      const actor = await getActor()
      if (!actor) return refuse('platform', 'not-signed-in')
      const call = envelope(raw)
      const parsed = input.safeParse(cleanInput(call.input))
      if (!parsed.success) return refuse('platform', 'invalid-input', { fields: fieldProblems(parsed.error) })
      const result = await command({
        actor,
        clock: systemClock,
        input: parsed.data,
        requestKey: call.requestKey,
      })
      if (result.ok) for (const path of revalidate) revalidatePath(path, 'layout')
      else noteRequest({ refusal: `${result.refusal.module}.${result.refusal.code}` })
      return result
    } catch (error) {
      unstable_rethrow(error)
      const errorId = randomBytes(6).toString('hex')
      noteRequest({ errorId })
      logger.error({ errorId, err: error }, 'action failed')
      return { ...refuse('platform', 'unexpected', { params: { id: errorId } }), errorId }
    }
  }
}

function envelope(raw: unknown): { input: unknown; requestKey?: string } {
  if (typeof raw !== 'object' || raw === null) return { input: {} }
  const { input, requestKey } = raw as { input?: unknown; requestKey?: unknown }
  const key = typeof requestKey === 'string' && requestKey.length <= KEY_LENGTH ? requestKey : undefined
  return { input: input ?? {}, requestKey: key }
}

/** The sign-out button: ends the session in the database, then the cookie, then shows the sign-in page. */
export function defineSignOut() {
  return async function signOutAction(): Promise<void> {
    let byProvider = false
    if (isSameOrigin(await headers())) {
      const actor = await getActor()
      if (actor) {
        byProvider = await cameByProvider(actor)
        await signOut({ actor, clock: systemClock })
      }
      const jar = await cookies()
      for (const cookie of jar.getAll())
        if (cookie.name.includes('next-auth.session-token')) jar.delete(cookie.name)
    }
    // The provider's own session goes on: the page offers to end it.
    redirect(byProvider ? '/sign-in?signedOut=1' : '/sign-in')
  }
}
