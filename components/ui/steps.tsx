import { Link } from './link'
import { cx } from './cx'
import { Icon } from './icon'

export type Step = {
  key?: string
  label: string
  state: 'done' | 'current' | 'todo'
  /** A step one may go to. */
  href?: string
}

type StepsProps = {
  steps: readonly Step[]
  /** `nav` names the list; `done` is spoken for a finished step. */
  labels: { nav: string; done: string }
  className?: string
}

const PILL =
  'flex min-h-8 items-center gap-1.5 rounded-full border px-3 py-1 text-sm/tight phone:min-w-8 phone:justify-center phone:px-2.5'

const STATES: Record<Step['state'], string> = {
  done: 'border-transparent bg-green-soft text-green print:border-current',
  current: 'border-accent bg-accent text-on-accent',
  todo: 'border-line bg-card text-ink-3',
}

/** Where one is in a filing. A narrow screen writes out only the current step. */
export function Steps({ steps, labels, className }: StepsProps) {
  return (
    <nav aria-label={labels.nav} className={className}>
      <ol className="flex flex-wrap gap-2">
        {steps.map((step, place) => {
          const inside = (
            <>
              {step.state === 'done' ? (
                <Icon name="check" className="size-3.5 shrink-0" />
              ) : (
                <span>{place + 1}</span>
              )}
              {step.state === 'done' ? <span className="sr-only">{labels.done} </span> : null}
              <span className={step.state === 'current' ? undefined : 'phone:sr-only'}>{step.label}</span>
            </>
          )
          const current = step.state === 'current' ? ('step' as const) : undefined
          const look = cx(PILL, STATES[step.state])
          return (
            <li key={step.key ?? place}>
              {step.href && !current ? (
                <Link href={step.href} className={cx(look, 'hover:border-edge')}>
                  {inside}
                </Link>
              ) : (
                <span aria-current={current} className={look}>
                  {inside}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
