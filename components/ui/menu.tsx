'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { cx } from './cx'
import { Icon } from './icon'

type MenuProps = {
  /** Words on the button. */
  label: ReactNode
  /** Spoken name, when the words on the button are not enough. */
  name?: string
  children: ReactNode
  align?: 'start' | 'end'
  /** Marks the menu for an introduction. */
  anchor?: string
  className?: string
}

/**
 * A disclosure, not an ARIA menu: links and buttons in it are reached with Tab. It opens without script;
 * script adds Escape, a press outside, and closing when the focus or the page moves on.
 */
export function Menu({ label, name, children, align = 'end', anchor, className }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const node = details.current
    if (!node) return
    const close = () => {
      node.open = false
    }
    const outside = (event: Event) => {
      if (node.open && event.target instanceof Node && !node.contains(event.target)) close()
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !node.open) return
      close()
      node.querySelector('summary')?.focus()
    }
    const followed = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('a[href]')) close()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    node.addEventListener('keydown', escape)
    node.addEventListener('click', followed)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
      node.removeEventListener('keydown', escape)
      node.removeEventListener('click', followed)
    }
  }, [])
  return (
    <details ref={details} data-tour={anchor} className={cx('group relative', className)}>
      <summary
        aria-label={name}
        className="flex min-h-9 items-center gap-1.5 rounded-md px-2 text-sm text-ink-2 hover:bg-hover hover:text-ink phone:min-h-11"
      >
        {label}
        <Icon name="chevron" className="size-3.5 shrink-0 group-open:rotate-180" />
      </summary>
      <div
        className={cx(
          'absolute top-full z-40 mt-1.5 max-h-[calc(100dvh-5rem)] w-max max-w-[calc(100vw-2rem)] min-w-56 overflow-y-auto rounded-xl border border-line bg-card p-1.5 shadow-float',
          align === 'end' ? 'right-0' : 'left-0',
        )}
      >
        {children}
      </div>
    </details>
  )
}
