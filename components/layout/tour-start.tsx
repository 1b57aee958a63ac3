'use client'

import { usePathname, useRouter } from 'next/navigation'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { ActionResult } from '@/lib/platform/result'
import { preferenceCookieOf } from './preference-cookie'

const Tour = lazy(() => import('./tour'))

export interface TourProps {
  /** Its name, for the commands. */
  tour: string
  /** What the device remembers once it was seen. */
  mark: string
  steps: readonly { key: string; anchor: string; title: string; text: string }[]
  labels: { label: string; progress: string; next: string; back: string; finish: string; skip: string }
  finish: (raw: unknown) => Promise<ActionResult<unknown>>
}

type Act = (raw: unknown) => Promise<ActionResult<unknown>>

const RESTART_EVENT = 'desk:tour'

/** Shows the introduction once the person's first desk is there; nothing of it is loaded otherwise. */
export function TourStart({ desk, ...tour }: TourProps & { desk: string }) {
  const path = usePathname()
  const [over, setOver] = useState(false)
  useEffect(() => {
    const again = () => setOver(false)
    document.addEventListener(RESTART_EVENT, again)
    return () => document.removeEventListener(RESTART_EVENT, again)
  }, [])
  if (over || path !== desk) return null
  return (
    <Suspense>
      <Tour
        {...tour}
        onEnd={() => {
          setOver(true)
          document.cookie = preferenceCookieOf('tour', tour.mark, location.protocol === 'https:')
          // Not kept now: it is shown once more next time, which is no harm.
          tour.finish({ input: { tour: tour.tour } }).catch(() => undefined)
        }}
      />
    </Suspense>
  )
}

/** Shows the introduction again, from the account menu. */
export function RestartTour({
  desk,
  tour,
  label,
  restart,
}: {
  desk: string
  tour: string
  label: string
  restart: Act
}) {
  const router = useRouter()
  return (
    <button
      type="button"
      className="inline-flex min-h-9 w-full items-center rounded-md px-3 text-left text-sm text-ink-2 hover:bg-hover hover:text-ink phone:min-h-11 phone:px-3"
      onClick={(event) => {
        event.currentTarget.closest('details')?.removeAttribute('open')
        document.cookie = preferenceCookieOf('tour', '', location.protocol === 'https:')
        void restart({ input: { tour } })
          .catch(() => undefined)
          .then(() => {
            document.dispatchEvent(new Event(RESTART_EVENT))
            // The answer brought the layout as it now is.
            router.push(desk)
          })
      }}
    >
      {label}
    </button>
  )
}
