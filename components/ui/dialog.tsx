'use client'

import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { Button, type ButtonSize, type ButtonVariant } from './button'
import { cx } from './cx'
import { Icon } from './icon'

type DialogProps = {
  open: boolean
  /** Called for Escape, the cross and every other way out. */
  onClose: () => void
  title: ReactNode
  children?: ReactNode
  /** Buttons, the main one last. */
  footer?: ReactNode
  labels: { close: string }
  className?: string
}

/** A modal on the browser's own dialog: focus kept inside and given back, Escape closes, the page behind is inert. */
export function Dialog({ open, onClose, title, children, footer, labels, className }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const node = dialog.current
    if (!node) return
    if (open && !node.open) node.showModal()
    if (!open && node.open) node.close()
  }, [open])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className={cx(
        'm-auto max-h-[85dvh] w-[min(34rem,calc(100vw-2rem))] rounded-xl border border-line bg-card p-0 text-ink shadow-float',
        'phone:mb-4 phone:max-h-[90dvh]',
        className,
      )}
    >
      {open ? (
        <>
          <div className="flex items-start justify-between gap-4 px-5 pt-4">
            <h2 id={titleId} className="pt-1 text-lg font-semibold">
              {title}
            </h2>
            <button
              type="button"
              onClick={onClose}
              aria-label={labels.close}
              className="-mr-2 flex size-10 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover"
            >
              <Icon name="close" />
            </button>
          </div>
          <div className="px-5 pt-2 pb-5 text-ink-2">{children}</div>
          {footer ? (
            <div className="flex flex-wrap justify-end gap-3 border-t border-line-2 px-5 py-4 phone:flex-col-reverse phone:items-stretch">
              {footer}
            </div>
          ) : null}
        </>
      ) : null}
    </dialog>
  )
}

type ConfirmButtonProps = {
  /** Words on the button that opens the question. */
  label: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  title: ReactNode
  /** What will happen, and whether it can be undone. */
  children: ReactNode
  labels: { confirm: string; cancel: string; close: string; pending?: string }
  /** Done in place; the dialog stays, pending, until it settles. */
  onConfirm?: () => Promise<void> | void
  /** Or the id of a form that is submitted, with its own checks. */
  form?: string
  /** Name and value that the submission carries, when `form` is given. */
  name?: string
  value?: string
  /** The act is under way elsewhere: a form action, a transition. */
  pending?: boolean
  disabled?: boolean
  className?: string
}

/** A button that asks first: for an act that cannot be taken back by itself. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const {
    label,
    variant = 'default',
    size,
    title,
    children,
    labels,
    onConfirm,
    form,
    name,
    value,
    className,
  } = props
  const [open, setOpen] = useState(false)
  const [acting, setActing] = useState(false)
  const submitter = useRef<HTMLButtonElement>(null)

  async function confirm() {
    if (form) {
      // The dialog goes first: the browser could not show a refused field behind it.
      setOpen(false)
      setTimeout(() => {
        const target = document.getElementById(form)
        if (target instanceof HTMLFormElement) target.requestSubmit(submitter.current)
      })
      return
    }
    setActing(true)
    try {
      await onConfirm?.()
      setOpen(false)
    } finally {
      setActing(false)
    }
  }

  return (
    <>
      <Button
        variant={variant}
        size={size}
        disabled={props.disabled}
        pending={props.pending}
        pendingLabel={labels.pending}
        className={className}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      {form ? <button ref={submitter} type="submit" hidden form={form} name={name} value={value} /> : null}
      <Dialog
        open={open}
        onClose={() => {
          if (!acting) setOpen(false)
        }}
        title={title}
        labels={{ close: labels.close }}
        footer={
          <>
            <Button onClick={() => setOpen(false)} disabled={acting}>
              {labels.cancel}
            </Button>
            <Button
              variant={variant === 'danger' ? 'danger' : 'primary'}
              pending={acting}
              pendingLabel={labels.pending}
              onClick={() => void confirm()}
            >
              {labels.confirm}
            </Button>
          </>
        }
      >
        {children}
      </Dialog>
    </>
  )
}
