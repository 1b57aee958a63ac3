'use client'

import { useEffect, useState } from 'react'

type LiveRegionProps = {
  /** Spoken when it changes; empty says nothing. */
  message: string
  /** Interrupts what is being read; only for a refusal. */
  assertive?: boolean
}

/** Says a change aloud to a screen reader and shows nothing. Keep it mounted: a region born full is often not read. */
export function LiveRegion({ message, assertive = false }: LiveRegionProps) {
  const [spoken, setSpoken] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(message), 50)
    return () => clearTimeout(timer)
  }, [message])
  return (
    <span className="sr-only" aria-live={assertive ? 'assertive' : 'polite'} aria-atomic="true">
      {spoken}
    </span>
  )
}
