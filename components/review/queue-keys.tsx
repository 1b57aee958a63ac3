'use client'
import { useEffect } from 'react'

/** J and K walk the cases of the queue, Enter opens the focused link as always. Typing in a field is left alone. */
export function QueueKeys() {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target as HTMLElement
      if (target.closest('input, textarea, select, [contenteditable], dialog')) return
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
      if (step === 0) return
      const links = [...document.querySelectorAll<HTMLElement>('[data-queue-link]')]
      const at = links.findIndex((link) => link === document.activeElement)
      const next =
        links[at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1)]
      next?.focus()
      next?.scrollIntoView({ block: 'nearest' })
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return null
}
