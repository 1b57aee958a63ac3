import type { ReactNode } from 'react'
import { cx } from './cx'

/** What a control needs to belong to its label, hint and error. Spread it on the control. */
export type ControlAria = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
}

type Texts = { hint?: ReactNode; error?: ReactNode; required?: boolean }

/** Ids that tie a control to its hint and error; for a control that stands without Field. */
export function controlAria(id: string, { hint, error, required }: Texts = {}): ControlAria {
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return {
    id,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(error ? { 'aria-invalid': true as const } : {}),
    ...(required ? { 'aria-required': true as const } : {}),
  }
}

type FieldProps = Texts & {
  /** Id of the control; also the target of the error summary. */
  id: string
  label: ReactNode
  /** Short word beside the label: required, optional. Without it a required field shows an asterisk. */
  mark?: string
  /** Beneath the control: a counter, a link. */
  footer?: ReactNode
  className?: string
  children: (control: ControlAria) => ReactNode
}

/** Label, hint, control, error, in this order, tied together by ids. */
export function Field({ id, label, mark, hint, error, required, footer, className, children }: FieldProps) {
  return (
    <div className={cx('min-w-0', className)}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
        <Mark mark={mark} required={required} />
      </label>
      {hint ? <Hint id={id}>{hint}</Hint> : null}
      {children(controlAria(id, { hint, error, required }))}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      {footer ? <div className="mt-1.5 text-sm text-ink-3">{footer}</div> : null}
    </div>
  )
}

type FieldGroupProps = Texts & {
  /** Id of the group; the error summary links to it. */
  id: string
  legend: ReactNode
  mark?: string
  className?: string
  children: ReactNode
}

/** A question answered by several controls: fieldset and legend, with the same hint and error. */
export function FieldGroup({
  id,
  legend,
  mark,
  hint,
  error,
  required,
  className,
  children,
}: FieldGroupProps) {
  const aria = controlAria(id, { hint, error })
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      data-quiet-focus=""
      aria-describedby={aria['aria-describedby']}
      className={cx('min-w-0', className)}
    >
      <legend className="mb-1.5 block font-medium">
        {legend}
        <Mark mark={mark} required={required} />
      </legend>
      {hint ? <Hint id={id}>{hint}</Hint> : null}
      {children}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </fieldset>
  )
}

/** Vertical rhythm of a form. */
export function FieldStack({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx('grid grid-cols-[minmax(0,1fr)] gap-5', className)}>{children}</div>
}

/** Fields side by side on a desk, beneath each other on a phone. */
export function FieldRow({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={cx(
        'grid grid-cols-[repeat(auto-fit,minmax(min(15rem,100%),1fr))] items-start gap-x-4 gap-y-5',
        className,
      )}
    >
      {children}
    </div>
  )
}

function Mark({ mark, required }: { mark?: string; required?: boolean }) {
  if (mark) return <span className="ml-2 text-sm font-normal text-ink-3">{mark}</span>
  if (!required) return null
  return (
    <span aria-hidden="true" className="ml-1 font-normal text-accent-ink">
      *
    </span>
  )
}

function Hint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-hint`} className="-mt-1 mb-1.5 text-sm text-ink-3">
      {children}
    </p>
  )
}

/** The refusal of one field, beneath it, with a sign that is not only a colour. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-error`} className="mt-1.5 flex gap-1.5 text-sm font-medium text-red">
      <svg aria-hidden="true" viewBox="0 0 16 16" className="mt-1 size-3.5 shrink-0" fill="currentColor">
        <path d="M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2zm-.9 3h1.8v5H7.1v-5zm0 6.2h1.8v1.7H7.1v-1.7z" />
      </svg>
      <span>{children}</span>
    </p>
  )
}
