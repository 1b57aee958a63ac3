'use client'

import { useCallback, useState, type ComponentProps, type Ref } from 'react'
import { cx } from './cx'
import { fill } from './fill'

export type TextareaProps = Omit<ComponentProps<'textarea'>, 'maxLength'> & {
  /** Longest text in characters (a rare character counts once). Nothing is cut: the form refuses, the words stay. */
  limit?: number
  /** `remaining` and `over` carry `{n}`. Needed for the counter to show. */
  labels?: { remaining: string; over: string }
}

function count(text: string): number {
  return Array.from(text).length
}

function assign<T>(ref: Ref<T> | undefined, node: T | null): void {
  if (typeof ref === 'function') ref(node)
  else if (ref) ref.current = node
}

/** Several lines; grows with its text where the browser can, and counts what is left. */
export function Textarea({ limit, labels, className, ref, onInput, rows = 3, ...rest }: TextareaProps) {
  const controlled = typeof rest.value === 'string' ? count(rest.value) : undefined
  const [typed, setTyped] = useState(() => count(String(rest.defaultValue ?? '')))
  const length = controlled ?? typed
  // A form library fills the box when it gets the element, so count once more at that moment.
  const attach = useCallback(
    (node: HTMLTextAreaElement | null) => {
      assign(ref, node)
      if (node) setTyped(count(node.value))
    },
    [ref],
  )
  const left = limit === undefined ? 0 : limit - length
  const counted = limit !== undefined && labels !== undefined
  const near = counted && left <= Math.max(10, Math.floor(limit / 10))
  const words = counted
    ? left >= 0
      ? fill(labels.remaining, { n: left })
      : fill(labels.over, { n: -left })
    : ''
  return (
    <>
      <textarea
        {...rest}
        ref={attach}
        rows={rows}
        onInput={(event) => {
          setTyped(count(event.currentTarget.value))
          onInput?.(event)
        }}
        className={cx('control field-sizing-content block max-h-[60dvh] min-h-24 resize-y', className)}
      />
      {counted ? (
        <p
          data-no-print=""
          aria-hidden="true"
          className={cx('mt-1 text-right text-xs', left < 0 ? 'font-medium text-red' : 'text-ink-3')}
        >
          {words}
        </p>
      ) : null}
      {counted ? (
        <span aria-live="polite" className="sr-only">
          {near ? words : ''}
        </span>
      ) : null}
    </>
  )
}
