import { HATCH, Patterns, type Tone } from './chart-tones'

export interface Bar {
  key: string
  label: string
  /** What stands at the end of the line: the number, a rate. */
  note: string
  parts: readonly { tone: Tone; value: number }[]
}

const LINE = 45
/** So much of a label fits before the note; the table beside has it whole. */
const LABEL = 22

/**
 * Horizontal bars, longest for the largest number. Drawn on the server in per cent of the width, so that words keep their
 * size on every screen; the words in it are for the eye only, the table beside says the same to everybody.
 */
export function BarChart({ id, title, bars }: { id: string; title: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.parts.reduce((all, { value }) => all + value, 0)))
  return (
    <svg role="img" aria-labelledby={`${id}-title`} width="100%" height={bars.length * LINE}>
      <title id={`${id}-title`}>{title}</title>
      <Patterns id={id} />
      {bars.map((bar, line) => (
        <g key={bar.key} transform={`translate(0 ${String(line * LINE)})`}>
          <text x="0" y="15" className="fill-ink-2 text-xs">
            {bar.label.length > LABEL ? `${bar.label.slice(0, LABEL - 1)}…` : bar.label}
          </text>
          <text x="100%" y="15" textAnchor="end" className="fill-ink text-xs font-medium">
            {bar.note}
          </text>
          <rect x="0" y="22" width="100%" height="10" rx="2" className="fill-line-2" />
          {
            bar.parts.reduce<{ at: number; drawn: React.ReactNode[] }>(
              ({ at, drawn }, part) => {
                const wide = (part.value / most) * 100
                return {
                  at: at + wide,
                  drawn: [
                    ...drawn,
                    <Part key={part.tone} id={id} x={at} width={wide} y={22} tone={part.tone} />,
                  ],
                }
              },
              { at: 0, drawn: [] },
            ).drawn
          }
        </g>
      ))}
    </svg>
  )
}

interface PartProps {
  id: string
  tone: Tone
  x: number
  y: number
  width: number
}

function Part({ id, tone, x, y, width }: PartProps) {
  if (width === 0) return null
  const place = { x: `${String(x)}%`, y, width: `${String(width)}%`, height: 10 }
  const { fill, hatched } = HATCH[tone]
  return (
    <>
      <rect {...place} className={fill} />
      {hatched ? <rect {...place} fill={`url(#${id}-${tone})`} /> : null}
    </>
  )
}
