import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'
import { Link, type LinkProps } from './link'

export type ButtonVariant = 'primary' | 'default' | 'danger' | 'quiet'
export type ButtonSize = 'sm' | 'md' | 'lg' | 'tile'

const BASE =
  'inline-flex items-center border font-medium text-center no-underline select-none transition-colors ' +
  'aria-disabled:cursor-not-allowed disabled:cursor-not-allowed forced-colors:border-[ButtonText] print:hidden'

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    'border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong ' +
    'disabled:border-line disabled:bg-line-2 disabled:text-ink-3',
  default:
    'border-line bg-card text-ink hover:border-edge hover:bg-hover disabled:bg-line-2 disabled:text-ink-3',
  danger:
    'border-red bg-card text-red hover:border-red hover:bg-red-soft ' +
    'disabled:border-line disabled:bg-line-2 disabled:text-ink-3',
  quiet: 'border-transparent bg-transparent text-accent-ink hover:bg-hover disabled:text-ink-3',
}

const SIZES: Record<ButtonSize, string> = {
  sm: 'min-h-8.5 gap-1.5 rounded-md px-3.5 py-1 text-sm phone:min-h-10',
  md: 'min-h-10 gap-2 rounded-lg px-4.5 py-1.5 text-base phone:min-h-11',
  lg: 'min-h-13 gap-2 rounded-lg px-6 py-2 text-[1.0625rem]',
  tile: 'min-h-18 gap-0 rounded-xl px-6 py-3 text-base text-left! items-start! justify-center! flex-col phone:px-4',
}

type Look = {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Fills the width of its container. */
  block?: boolean
  /** Its words begin at the left: for a column of buttons that is read down. */
  start?: boolean
  /** Second, smaller line; meant for size `tile`. */
  detail?: ReactNode
}

/** The classes of a button, for the rare element that is neither a button nor a link. */
export function buttonClass({
  variant = 'default',
  size = 'md',
  block = false,
  start = false,
}: Omit<Look, 'detail'> = {}): string {
  const place = size === 'tile' || start ? null : 'justify-center'
  return cx(BASE, VARIANTS[variant], SIZES[size], place, block && 'w-full')
}

function Inside({ detail, children }: { detail?: ReactNode; children?: ReactNode }) {
  if (detail === undefined) return children
  return (
    <>
      <span>{children}</span>
      <span className="text-xs font-normal opacity-90">{detail}</span>
    </>
  )
}

export type ButtonProps = ComponentProps<'button'> &
  Look & {
    /** Work is under way: keeps focus, ignores presses, and submits nothing a second time. */
    pending?: boolean
    /** Replaces the words while pending. */
    pendingLabel?: string
  }

/** A button. Default type is `button`: say `type="submit"` where a form is meant. */
export function Button({
  variant,
  size,
  block,
  start,
  detail,
  pending = false,
  pendingLabel,
  className,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={pending ? 'button' : type}
      onClick={pending ? undefined : onClick}
      aria-disabled={pending || rest['aria-disabled'] || undefined}
      aria-busy={pending || undefined}
      className={cx(buttonClass({ variant, size, block, start }), className)}
    >
      {pending ? <Spinner /> : null}
      <Inside detail={detail}>{pending && pendingLabel ? pendingLabel : children}</Inside>
    </button>
  )
}

function Spinner() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 shrink-0 motion-safe:animate-spin">
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" opacity="0.3" />
      <path d="M8 2a6 6 0 0 1 6 6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}

export type LinkButtonProps = LinkProps & Look

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ variant, size, block, detail, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={cx(buttonClass({ variant, size, block }), className)}>
      <Inside detail={detail}>{children}</Inside>
    </Link>
  )
}

/**
 * The row at the end of a form: back on the left, forward on the right. Forward comes first for the keyboard,
 * and first on a phone, right after the last answer.
 */
export function ButtonRow({
  start,
  children,
  className,
}: {
  start?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <div
      className={cx(
        'flex flex-row-reverse flex-wrap items-center justify-between gap-3 phone:flex-col phone:items-stretch',
        className,
      )}
    >
      <div className="flex flex-wrap items-center gap-3 phone:flex-col phone:items-stretch">{children}</div>
      {start ? (
        <div className="flex flex-wrap items-center gap-3 text-sm text-ink-3 phone:flex-col phone:items-stretch phone:text-center">
          {start}
        </div>
      ) : null}
    </div>
  )
}
