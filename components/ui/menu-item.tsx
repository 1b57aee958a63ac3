import { Link, type LinkProps } from './link'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'

const ITEM =
  'flex min-h-10 w-full items-center justify-between gap-4 rounded-md px-3 py-1.5 text-left text-sm text-ink hover:bg-hover phone:min-h-11'

/** A way to go, inside a Menu. */
export function MenuLink({ className, ...rest }: LinkProps) {
  return <Link {...rest} className={cx(ITEM, className)} />
}

/** Something to do, inside a Menu; `type="submit"` inside a form. */
export function MenuButton({ className, type = 'button', ...rest }: ComponentProps<'button'>) {
  return <button {...rest} type={type} className={cx(ITEM, className)} />
}

/** Who or what the menu belongs to. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className="border-b border-line-2 px-3 pt-1.5 pb-2.5 text-sm">{children}</div>
}

/** Entries that belong together. */
export function MenuGroup({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <div
      role={label ? 'group' : undefined}
      aria-label={label}
      className="border-b border-line-2 py-1.5 last:border-b-0 last:pb-0"
    >
      {label ? <p className="px-3 pb-1 text-xs text-ink-3">{label}</p> : null}
      {children}
    </div>
  )
}
