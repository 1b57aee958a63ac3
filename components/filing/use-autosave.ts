'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ActionResult, Refusal } from '@/lib/platform/result'

/** How long after the last keystroke a draft is sent. */
const PAUSE_MS = 1200

export type SaveState =
  | { status: 'idle' | 'saving' }
  | { status: 'saved'; at: string }
  | { status: 'local' }
  | { status: 'signed-out' }
  | { status: 'elsewhere' }
  | { status: 'refused'; refusal: Refusal }

interface Options<Content> {
  caseId: string
  revision: number
  save: (raw: unknown) => Promise<ActionResult<{ revision: number; savedAt: string }>>
  read: () => Content
}

interface Local<Content> {
  content: Content
}

/**
 * Keeps what is typed: on this device with every change, on the server after a pause. Another tab's newer draft is
 * never overwritten without being asked; an ended session or a lost connection leaves the words on the device.
 */
export function useAutosave<Content>({ caseId, revision: first, save, read }: Options<Content>) {
  const [state, setState] = useState<SaveState>({ status: 'idle' })
  const revision = useRef(first)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const busy = useRef<Promise<void>>(Promise.resolve())
  const tab = useRef('')
  const [kept, setKept] = useState<Content | null>(null)
  const key = `qinqing-draft-${caseId}`

  const send = useCallback(
    async (overwrite: boolean) => {
      tab.current ||= crypto.randomUUID()
      setState({ status: 'saving' })
      try {
        const answer = await save({
          input: { caseId, revision: revision.current, tab: tab.current, overwrite, content: read() },
        })
        if (answer.ok) {
          revision.current = answer.value.revision
          forget(key)
          setState({ status: 'saved', at: answer.value.savedAt })
        } else if (answer.refusal.code === 'draft-changed-elsewhere') setState({ status: 'elsewhere' })
        else if (answer.refusal.code === 'not-signed-in') setState({ status: 'signed-out' })
        else setState({ status: 'refused', refusal: answer.refusal })
      } catch {
        setState({ status: 'local' })
      }
    },
    [caseId, key, read, save],
  )

  /** Sends now, after whatever is on its way. */
  const flush = useCallback(
    (overwrite = false): Promise<void> => {
      clearTimeout(timer.current)
      busy.current = busy.current.then(() => send(overwrite))
      return busy.current
    },
    [send],
  )

  const changed = useCallback(() => {
    remember(key, { content: read() })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), PAUSE_MS)
  }, [flush, key, read])

  useEffect(() => () => clearTimeout(timer.current), [])

  const looked = useRef(false)
  useEffect(() => {
    // Only when the page opens: what is kept later is this form's own.
    if (looked.current) return
    looked.current = true
    const words = recall<Content>(key)
    if (words && JSON.stringify(words) !== JSON.stringify(read())) setKept(words)
  }, [key, read])

  const drop = useCallback(() => {
    forget(key)
    setKept(null)
  }, [key])

  return {
    state,
    changed,
    flush,
    forget: () => forget(key),
    /** What this device kept and the server never got; null when there is none or it was dealt with. */
    kept,
    settle: () => setKept(null),
    drop,
  }
}

function remember<Content>(key: string, local: Local<Content>): void {
  try {
    localStorage.setItem(key, JSON.stringify(local))
  } catch {
    // No room or not allowed: the server copy is the one that counts.
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

function recall<Content>(key: string): Content | null {
  try {
    const text = localStorage.getItem(key)
    return text ? (JSON.parse(text) as Local<Content>).content : null
  } catch {
    return null
  }
}
