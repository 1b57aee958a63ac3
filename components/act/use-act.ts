'use client'
import { useCallback, useRef, useState } from 'react'
import type { ActionResult, Refusal } from '@/lib/platform/result'

interface Options {
  /** Success leaves the page: the button stays busy until the next one is there. */
  leaves?: boolean
  /** Keeps the key of the request in the tab under this name, so that it outlives a reload. */
  keep?: string
}

const LOST: Refusal = { module: 'platform', code: 'answer-lost' }

/**
 * One intent of a person, sent to a server action. The key of the request stays the same until the server has answered:
 * a second press, or a retry after a lost answer, does it once. A "no" and a lost answer come back as a refusal and
 * stand in `refusal`; nothing is thrown.
 */
export function useAct({ leaves = false, keep }: Options = {}) {
  const key = useRef<string | null>(null)
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [attempt, setAttempt] = useState(0)

  /** Shows a refusal that the page itself found, or takes the one shown away. */
  const show = useCallback((no: Refusal | null) => {
    setRefusal(no)
    if (no) setAttempt((count) => count + 1)
  }, [])

  const run = useCallback(
    async <T>(send: (requestKey: string) => Promise<ActionResult<T>>): Promise<ActionResult<T>> => {
      key.current ??= (keep && sessionStorage.getItem(keep)) || crypto.randomUUID()
      if (keep) sessionStorage.setItem(keep, key.current)
      setPending(true)
      let answer: ActionResult<T>
      try {
        answer = await send(key.current)
        // Answered, yes or no: what is sent next is another intent.
        key.current = null
        if (keep) sessionStorage.removeItem(keep)
      } catch {
        answer = { ok: false, refusal: LOST }
      }
      if (!answer.ok || !leaves) setPending(false)
      show(answer.ok ? null : answer.refusal)
      return answer
    },
    [keep, leaves, show],
  )

  return { pending, refusal, attempt, show, run }
}
