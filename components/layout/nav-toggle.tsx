'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '@/components/ui/icon'

type NavToggleProps = { controls: string; labels: { open: string; close: string } }

/** On a phone: shows and hides the side column, which carries `data-open`. Escape, a press outside and a followed link close it. */
export function NavToggle({ controls, labels }: NavToggleProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const path = usePathname()
  const [seen, setSeen] = useState(path)
  if (seen !== path) {
    setSeen(path)
    setOpen(false)
  }

  useEffect(() => {
    const panel = document.getElementById(controls)
    if (!panel) return
    panel.toggleAttribute('data-open', open)
    if (!open) return
    panel.focus()
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    const outside = (event: PointerEvent) => {
      if (!(event.target instanceof Element)) return
      if (panel.contains(event.target) && !event.target.closest('a[href]')) return
      if (button.current?.contains(event.target)) return
      if (!panel.contains(event.target)) setOpen(false)
    }
    document.addEventListener('keydown', escape)
    document.addEventListener('pointerdown', outside)
    return () => {
      document.removeEventListener('keydown', escape)
      document.removeEventListener('pointerdown', outside)
    }
  }, [open, controls])

  return (
    <button
      ref={button}
      type="button"
      aria-expanded={open}
      aria-controls={controls}
      aria-label={open ? labels.close : labels.open}
      onClick={() => setOpen((is) => !is)}
      className="-ml-2 hidden size-11 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover phone:flex"
    >
      <Icon name={open ? 'close' : 'menu'} className="size-5" />
    </button>
  )
}
