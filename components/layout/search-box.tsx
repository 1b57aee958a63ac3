'use client'

import { useEffect, useRef } from 'react'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'

export type SearchBoxProps = {
  /** Where the search leads; a plain GET form. */
  action: string
  /** Name of the parameter, `q` unless told. */
  name?: string
  labels: { label: string; placeholder: string; submit: string; shortcut?: string }
  className?: string
}

/** The global search. Ctrl+K (or Command+K) brings the focus here from anywhere. */
export function SearchBox({ action, name = 'q', labels, className }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const shortcut = (event: KeyboardEvent) => {
      if (
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey ||
        event.key.toLowerCase() !== 'k'
      )
        return
      const node = input.current
      if (!node || node.offsetParent === null) return
      event.preventDefault()
      node.focus()
      node.select()
    }
    document.addEventListener('keydown', shortcut)
    return () => document.removeEventListener('keydown', shortcut)
  }, [])
  return (
    <form role="search" action={action} method="get" className={cx('relative', className)}>
      <input
        ref={input}
        type="search"
        name={name}
        aria-label={labels.label}
        placeholder={labels.placeholder}
        autoComplete="off"
        enterKeyHint="search"
        className="h-9 w-full rounded-lg border border-line bg-paper pr-20 pl-9 text-sm text-ink hover:border-edge phone:h-11 phone:pr-3 phone:text-base"
      />
      <button
        type="submit"
        aria-label={labels.submit}
        className="absolute inset-y-0 left-0 flex w-9 items-center justify-center rounded-lg text-ink-3 hover:text-ink"
      >
        <Icon name="search" />
      </button>
      {labels.shortcut ? (
        <kbd
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-2.5 my-auto h-5.5 rounded-sm border border-line bg-card px-1.5 font-sans text-xs/5 text-ink-3 phone:hidden"
        >
          {labels.shortcut}
        </kbd>
      ) : null}
    </form>
  )
}
