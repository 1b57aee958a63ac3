'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** How often running work is looked at. */
const EVERY_MS = 2000

/** Reads the page again while something on it is under way; pauses while nobody looks at the tab. */
export function RefreshWhile({ running }: { running: boolean }) {
  const router = useRouter()
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [running, router])
  return null
}
