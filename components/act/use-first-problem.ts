'use client'
import { useEffect, useRef } from 'react'

/**
 * For a form too short for a summary: after a refusal the first field that it names takes the focus, and its label
 * comes into sight with it. The answer goes on what holds the fields; `attempt` is that of `useAct`.
 */
export function useFirstProblem<Holder extends HTMLElement>(attempt: number) {
  const holder = useRef<Holder>(null)
  useEffect(() => {
    if (attempt === 0) return
    const field = holder.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')
    field?.focus()
    field?.labels?.[0]?.scrollIntoView({ block: 'nearest' })
  }, [attempt])
  return holder
}
