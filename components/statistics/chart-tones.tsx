/** Kept, missed, overdue, none yet. Each differs by pattern and lightness too, never by colour alone. */
export type Tone = 'kept' | 'missed' | 'overdue' | 'none'

export const HATCH: Readonly<Record<Tone, { fill: string; hatched: boolean }>> = {
  kept: { fill: 'fill-accent', hatched: false },
  missed: { fill: 'fill-amber-soft stroke-amber', hatched: true },
  overdue: { fill: 'fill-red-soft stroke-red', hatched: true },
  none: { fill: 'fill-card stroke-edge', hatched: false },
}

/** The hatchings of a chart; `id` keeps those of several charts on one page apart. */
export function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-missed`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M1.5 0v6" strokeWidth="2" className="stroke-amber" />
      </pattern>
      <pattern id={`${id}-overdue`} width="5" height="5" patternUnits="userSpaceOnUse">
        <path d="M0 0l5 5M5 0l-5 5" strokeWidth="1.4" className="stroke-red" />
      </pattern>
    </defs>
  )
}

/** What the patterns mean, in words. */
export function Legend({ id, items }: { id: string; items: readonly { tone: Tone; label: string }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-2">
      {items.map(({ tone, label }) => (
        <li key={tone} className="flex items-center gap-2">
          <svg aria-hidden="true" width="18" height="12" className="shrink-0">
            <Patterns id={`${id}-legend-${tone}`} />
            <rect x="0.5" y="0.5" width="17" height="11" className={HATCH[tone].fill} />
            {HATCH[tone].hatched ? (
              <rect x="0.5" y="0.5" width="17" height="11" fill={`url(#${id}-legend-${tone}-${tone})`} />
            ) : null}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}
