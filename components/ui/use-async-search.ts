'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

export type SearchState<T> = {
  /** `idle` until a query long enough was asked. */
  status: 'idle' | 'searching' | 'ready' | 'failed'
  items: readonly T[]
  /** The query the items answer. */
  query: string
}

type Search<T> = (query: string, signal: AbortSignal) => Promise<readonly T[]>

/** Asks after a pause in typing, drops answers that are no longer wanted, and keeps the last list while asking. */
export function useAsyncSearch<T>(
  search: Search<T>,
  { minLength, delayMs }: { minLength: number; delayMs: number },
) {
  const [state, setState] = useState<SearchState<T>>({ status: 'idle', items: [], query: '' })
  const latest = useRef(search)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef<AbortController>(undefined)

  useEffect(() => {
    latest.current = search
  }, [search])

  const stop = useCallback(() => {
    clearTimeout(timer.current)
    running.current?.abort()
  }, [])

  useEffect(() => stop, [stop])

  const ask = useCallback(
    (text: string) => {
      stop()
      const query = text.trim()
      if (Array.from(query).length < minLength) {
        setState({ status: 'idle', items: [], query })
        return
      }
      setState((before) => ({ ...before, status: 'searching' }))
      timer.current = setTimeout(() => {
        const controller = new AbortController()
        running.current = controller
        latest.current(query, controller.signal).then(
          (items) => {
            if (!controller.signal.aborted) setState({ status: 'ready', items, query })
          },
          () => {
            if (!controller.signal.aborted) setState({ status: 'failed', items: [], query })
          },
        )
      }, delayMs)
    },
    [stop, minLength, delayMs],
  )

  return { ...state, ask }
}
