import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'

/** A framed section. Give `aria-labelledby` the id of its CardHeader title to make it a landmark. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return (
    <section
      {...rest}
      className={cx(
        'min-w-0 rounded-xl border border-line bg-card shadow-card print:break-inside-avoid',
        className,
      )}
    />
  )
}

type CardHeaderProps = {
  title: ReactNode
  /** Id of the heading, for `aria-labelledby` of the card. */
  id?: string
  level?: 2 | 3 | 4
  /** Second line under the title. */
  description?: ReactNode
  /** Right side: a link, a count, a tag. */
  aside?: ReactNode
  className?: string
}

export function CardHeader({ title, id, level = 2, description, aside, className }: CardHeaderProps) {
  const Heading = `h${level}` as const
  return (
    <div
      className={cx(
        'flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line-2 px-5 py-3.5 phone:px-4',
        className,
      )}
    >
      <div className="min-w-0">
        <Heading id={id} className="text-[1rem]/normal font-semibold">
          {title}
        </Heading>
        {description ? <p className="text-sm text-ink-3">{description}</p> : null}
      </div>
      {aside ? <div className="flex flex-wrap items-center gap-3 text-sm text-ink-3">{aside}</div> : null}
    </div>
  )
}

/** `flush` leaves out the padding, for a table or a list that brings its own. */
export function CardBody({ flush = false, className, ...rest }: ComponentProps<'div'> & { flush?: boolean }) {
  return <div {...rest} className={cx(flush ? '' : 'px-5 py-4 phone:px-4', className)} />
}

/** The last line of a card: what happens next, or the way on. */
export function CardFooter({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={cx('border-t border-line-2 px-5 py-3.5 phone:px-4', className)} />
}
