import type { ReactNode } from 'react'
import { cx } from './cx'

export type NoticeTone = 'info' | 'warning' | 'refusal' | 'success'

const TONES: Record<NoticeTone, string> = {
  info: 'border-accent bg-accent-soft',
  warning: 'border-amber bg-amber-soft',
  refusal: 'border-red bg-red-soft',
  success: 'border-green bg-green-soft',
}

type NoticeProps = {
  tone?: NoticeTone
  title?: ReactNode
  children?: ReactNode
  /** The basis beneath the words: article, rule, version. */
  basis?: ReactNode
  /** Links or buttons: what to do now. */
  actions?: ReactNode
  /** `status` or `alert` only for a notice that appears after the page; a refusal that appears is an alert. */
  role?: 'status' | 'alert'
  id?: string
  className?: string
}

/** A note with a coloured edge: what, why, which rule, what to do now. */
export function Notice({ tone = 'info', title, children, basis, actions, role, id, className }: NoticeProps) {
  return (
    <div
      id={id}
      role={role}
      className={cx(
        'rounded-r-lg border-l-4 px-4 py-3 text-[0.96875rem]/relaxed print:border print:border-l-4',
        TONES[tone],
        className,
      )}
    >
      {title ? <p className="font-semibold">{title}</p> : null}
      {children ? <div className="[&>*+*]:mt-2">{children}</div> : null}
      {basis ? <p className="text-sm text-ink-2">{basis}</p> : null}
      {actions ? (
        <div data-no-print="" className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-2">
          {actions}
        </div>
      ) : null}
    </div>
  )
}
