'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { fill } from '@/components/ui/fill'
import type { TourProps } from './tour-start'

interface Props extends TourProps {
  onEnd: () => void
}

interface Box {
  top: number
  left: number
  width: number
  height: number
}

const GAP = 12
const WIDTH = 352
/** A card is about so tall; nearer to the edge it goes to the other side. */
const TALL = 220

/**
 * A few words beside the elements they are about, one step at a time. The page stays usable behind it: it is no modal.
 * Escape and the last step end it, and the focus goes back to where it was.
 */
export default function Tour({ steps: all, labels, onEnd }: Props) {
  const [steps, setSteps] = useState<TourProps['steps']>([])
  const [at, setAt] = useState(0)
  const [box, setBox] = useState<Box | null>(null)
  const card = useRef<HTMLDivElement>(null)
  const before = useRef<Element | null>(null)
  const step = steps[at]

  useEffect(() => {
    // Only once the page stands: it may come with the same step of the router.
    const frame = requestAnimationFrame(() => setSteps(all.filter((one) => shownOf(one.anchor) !== null)))
    return () => cancelAnimationFrame(frame)
  }, [all])

  useEffect(() => {
    before.current = document.activeElement
    return () => {
      const back =
        before.current instanceof HTMLElement && before.current !== document.body ? before.current : null
      const place = back ?? document.getElementById('main')
      place?.focus({ preventScroll: true })
    }
  }, [])

  useEffect(() => {
    if (!step) return
    const element = shownOf(step.anchor)
    element?.scrollIntoView({ block: 'nearest' })
    const measure = () => {
      const rect = shownOf(step.anchor)?.getBoundingClientRect()
      setBox(rect ? { top: rect.top, left: rect.left, width: rect.width, height: rect.height } : null)
    }
    measure()
    card.current?.focus({ preventScroll: true })
    addEventListener('resize', measure)
    addEventListener('scroll', measure, { passive: true })
    return () => {
      removeEventListener('resize', measure)
      removeEventListener('scroll', measure)
    }
  }, [step])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) onEnd()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [onEnd])

  if (!step) return null
  const last = at === steps.length - 1
  return (
    <div data-no-print="">
      {box ? (
        <div
          aria-hidden="true"
          className="pointer-events-none fixed z-50 rounded-lg outline-3 outline-offset-2 outline-accent"
          style={{ ...box }}
        />
      ) : null}
      <div
        ref={card}
        role="dialog"
        aria-modal="false"
        aria-labelledby="tour-title"
        aria-describedby="tour-text"
        tabIndex={-1}
        data-quiet-focus=""
        className="fixed z-50 w-88 rounded-xl border border-edge bg-card p-4 text-ink shadow-float phone:inset-x-3! phone:top-auto! phone:bottom-3! phone:w-auto"
        style={placeOf(box)}
      >
        <p className="text-xs text-ink-3">
          {labels.label} · {fill(labels.progress, { at: at + 1, all: steps.length })}
        </p>
        <h2 id="tour-title" className="mt-0.5 font-semibold">
          {step.title}
        </h2>
        <p id="tour-text" className="mt-1 text-sm text-ink-2">
          {step.text}
        </p>
        <div className="mt-3 flex items-center justify-between gap-2">
          {last ? (
            <span />
          ) : (
            <button
              type="button"
              onClick={onEnd}
              className="-ml-1 min-h-9 rounded-md px-1 text-sm text-ink-3 hover:text-ink hover:underline phone:min-h-11"
            >
              {labels.skip}
            </button>
          )}
          <span className="flex gap-2">
            {at > 0 ? (
              <Button size="sm" onClick={() => setAt(at - 1)}>
                {labels.back}
              </Button>
            ) : null}
            <Button size="sm" variant="primary" onClick={() => (last ? onEnd() : setAt(at + 1))}>
              {last ? labels.finish : labels.next}
            </Button>
          </span>
        </div>
      </div>
    </div>
  )
}

/** The element when the page shows it: behind the closed navigation of a phone it is not. */
function shownOf(anchor: string): Element | null {
  const element = document.querySelector(anchor)
  return element && element.getClientRects().length > 0 ? element : null
}

/** Beside the element where there is room: below, above, or to its right for what stands in the side column. */
function placeOf(box: Box | null): { top: number; left: number } {
  const [wide, tall] = [innerWidth, innerHeight]
  if (!box) return { top: tall - TALL - GAP, left: wide - WIDTH - GAP }
  const beside = box.left < 240 && box.left + box.width + WIDTH + GAP < wide && box.width < 260
  if (beside) return { top: Math.min(box.top, tall - TALL), left: box.left + box.width + GAP }
  const left = Math.min(Math.max(box.left, GAP), wide - WIDTH - GAP)
  const below = box.top + box.height + GAP
  if (below + TALL < tall) return { top: below, left }
  return { top: Math.max(box.top - TALL - GAP, GAP), left }
}
