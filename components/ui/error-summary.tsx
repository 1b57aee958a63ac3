'use client'

import { useEffect, useRef, type MouseEvent } from 'react'
import { cx } from './cx'

export type SummaryError = {
  /** Id of the control or group; absent for an error of the whole form. */
  fieldId?: string
  message: string
}

type ErrorSummaryProps = {
  title: string
  errors: readonly SummaryError[]
  /** Changes with every refused submit, so that the summary takes the focus again. */
  attempt?: string | number
  className?: string
}

function focusField(event: MouseEvent<HTMLAnchorElement>, id: string): void {
  const target = document.getElementById(id)
  if (!target) return
  event.preventDefault()
  const inner = target.matches('fieldset')
    ? target.querySelector<HTMLElement>('input:not(:disabled), select, textarea')
    : null
  target.scrollIntoView({ block: 'center' })
  ;(inner ?? target).focus({ preventScroll: true })
}

/** What was refused, at the top of the form; takes the focus when it appears, and each line leads to its field. */
export function ErrorSummary({ title, errors, attempt, className }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  const shown = errors.length > 0
  useEffect(() => {
    if (!shown) return
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [shown, attempt])
  if (!shown) return null
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className={cx('scroll-mt-20 rounded-lg border-2 border-red bg-card px-4 py-3', className)}
    >
      <h2 className="text-[1rem] font-semibold text-red">{title}</h2>
      <ul className="mt-1.5 list-disc space-y-1 pl-5">
        {errors.map(({ fieldId, message }, place) => (
          <li key={`${fieldId ?? ''}-${place}`}>
            {fieldId ? (
              <a
                href={`#${fieldId}`}
                onClick={(event) => focusField(event, fieldId)}
                className="font-medium text-red underline underline-offset-3"
              >
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
