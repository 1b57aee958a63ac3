import { cx } from './cx'
import { Icon } from './icon'
import { TONE_CLASS, type Tone } from './tag'

type DeadlineTagProps = {
  /** red = overdue, amber = due soon, accent = in time, green = kept, neutral = paused or none. */
  tone: Tone
  /** How long, in words: the state must be readable without the colour. */
  text: string
  /** The day, in words, shown after the text. */
  date?: string
  /** Machine-readable day or moment for `<time>`. */
  dateTime?: string
  className?: string
}

/** A deadline always in words and date. */
export function DeadlineTag({ tone, text, date, dateTime, className }: DeadlineTagProps) {
  return (
    <span
      className={cx(
        'inline-flex max-w-full flex-wrap items-center gap-x-1.5 rounded-sm border border-transparent px-2 text-xs/[1.375rem] print:border-current',
        TONE_CLASS[tone],
        tone === 'red' && 'font-semibold',
        className,
      )}
    >
      {tone === 'red' ? <Icon name="alert" className="size-3.5 shrink-0" /> : null}
      <span className="whitespace-nowrap">{text}</span>
      {date ? (
        <>
          <span aria-hidden="true">·</span>
          <time dateTime={dateTime}>{date}</time>
        </>
      ) : null}
    </span>
  )
}
