'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { keyAct, SEQUENCE_MS } from './keys'

const Palette = lazy(() => import('./palette'))
const ShortcutHelp = lazy(() => import('./shortcut-help'))

export type DeskKeysProps = {
  /** Where the search leads without script, and with everything that was typed. */
  action: string
  /** Whose recent things the device keeps. */
  person: string
  labels: { label: string; placeholder: string; shortcut: string }
}

/** The rows that J and K walk: each stands for its first link. */
const ROWS = 'main tbody > tr, main [data-rows] > li'
/** Asks for the list of keys from elsewhere, such as the account menu. */
export const HELP_EVENT = 'desk:help'

/** The search of the whole desk and the keys of every page. What they open is loaded when it is asked for. */
export function DeskKeys({ action, person, labels }: DeskKeysProps) {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)

  useEffect(() => {
    let gAt = -SEQUENCE_MS
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return
      const asked = keyAct(
        {
          key: event.key,
          ctrl: event.ctrlKey,
          meta: event.metaKey,
          alt: event.altKey,
          typing: target.closest('input, textarea, select, [contenteditable], [role=listbox]') !== null,
        },
        {
          afterG: event.timeStamp - gAt < SEQUENCE_MS,
          singleKeys: document.documentElement.dataset.keys !== 'off',
        },
      )
      gAt = asked?.act === 'await' ? event.timeStamp : -SEQUENCE_MS
      if (!asked || asked.act === 'await') return
      if (asked.act === 'go') {
        const link = document.querySelector<HTMLElement>(`nav [data-key="${asked.letter}"]`)
        if (!link) return
        link.click()
      } else if (asked.act === 'step') {
        if (!step(asked.by)) return
      } else if (asked.act === 'search') {
        const field = document.querySelector<HTMLInputElement>('main input[type=search]')
        if (field) field.focus()
        else setOpen('palette')
      } else setOpen(asked.act)
      event.preventDefault()
    }
    const help = () => setOpen('help')
    document.addEventListener('keydown', onKey)
    document.addEventListener(HELP_EVENT, help)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener(HELP_EVENT, help)
    }
  }, [])

  const close = () => setOpen(null)
  return (
    <>
      <a
        href={action}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        aria-label={labels.label}
        data-tour="search"
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          setOpen('palette')
        }}
        className="flex h-9 max-w-115 flex-1 items-center gap-2.5 rounded-lg border border-line bg-paper px-2.5 text-sm text-ink-3 hover:border-edge hover:text-ink phone:ml-auto phone:size-11 phone:flex-none phone:justify-center phone:border-transparent phone:bg-transparent"
      >
        <Icon name="search" />
        <span className="truncate phone:hidden">{labels.placeholder}</span>
        <kbd
          aria-hidden="true"
          className="ml-auto shrink-0 rounded-sm border border-line bg-card px-1.5 font-sans text-xs/5 phone:hidden"
        >
          {labels.shortcut}
        </kbd>
      </a>
      <Suspense>
        {open === 'palette' ? <Palette action={action} person={person} onClose={close} /> : null}
        {open === 'help' ? <ShortcutHelp onClose={close} /> : null}
      </Suspense>
    </>
  )
}

/** Puts the focus on the row before or after; answers whether there is one. */
function step(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll(ROWS)]
    .map((row) => row.querySelector<HTMLElement>('a[href]'))
    .filter((link) => link !== null)
  const focused = document.activeElement?.closest(ROWS)
  const at = rows.findIndex((link) => focused?.contains(link))
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
  return next !== undefined
}
