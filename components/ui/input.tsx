import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'

export type InputProps = ComponentProps<'input'> & {
  /** Short unit or sign inside the frame, after the value. */
  suffix?: ReactNode
}

/** One line of text. `className` is for width and place, not for looks. */
export function Input({ suffix, className, type = 'text', ...rest }: InputProps) {
  if (suffix === undefined) return <input {...rest} type={type} className={cx('control', className)} />
  return (
    <span className={cx('relative block', className)}>
      <input {...rest} type={type} className="control pr-16" />
      <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-sm text-ink-3">
        {suffix}
      </span>
    </span>
  )
}
