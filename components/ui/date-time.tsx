import type { ComponentProps } from 'react'
import { cx } from './cx'

export type DateTimeProps = Omit<ComponentProps<'input'>, 'type'>

/** A day. Values are `YYYY-MM-DD` in and out, whatever the browser shows. */
export function DateInput({ className, ...rest }: DateTimeProps) {
  return <input {...rest} type="date" className={cx('control max-w-60', className)} />
}

/** A day and a time, local: `YYYY-MM-DDTHH:mm`. `step` is in seconds, one minute unless told. */
export function DateTimeInput({ className, step = 60, ...rest }: DateTimeProps) {
  return <input {...rest} step={step} type="datetime-local" className={cx('control max-w-72', className)} />
}

/** A time of day: `HH:mm`. */
export function TimeInput({ className, step = 60, ...rest }: DateTimeProps) {
  return <input {...rest} step={step} type="time" className={cx('control max-w-40', className)} />
}
