export interface ChartColumn {
  key: string
  /** Beneath the column: `3`, `Q1`. */
  label: string
  /** Beneath that, where a year begins. */
  year?: string
  value: number
  /** Of a period that is not whole: drawn as an outline. */
  partial: boolean
  trend: number | null
}

interface Props {
  id: string
  title: string
  columns: readonly ChartColumn[]
}

const HEIGHT = 270
const TOP = 14
const FOOT = 38
const PLOT = HEIGHT - TOP - FOOT
/** Share of a column's place that it fills. */
const FILLED = 0.56

/** Columns by month or quarter with the trend as a dashed line. Drawn on the server; the table beside has the numbers. */
export function ColumnChart({ id, title, columns }: Props) {
  const top = niceTop(Math.max(...columns.map((column) => column.value)))
  const place = 100 / columns.length
  const heightOf = (value: number) => (value / top) * PLOT
  const line = columns.flatMap(({ trend }, at) =>
    trend === null ? [] : [`${String((at + 0.5) * place)},${String(TOP + PLOT - heightOf(trend))}`],
  )
  return (
    <svg role="img" aria-labelledby={`${id}-title`} width="100%" height={HEIGHT} className="overflow-visible">
      <title id={`${id}-title`}>{title}</title>
      {[top, top / 2, 0].map((value) => (
        <g key={value} transform={`translate(0 ${String(TOP + PLOT - heightOf(value))})`}>
          <line x1="0" x2="100%" className="stroke-line" />
          <text x="0" y="-4" className="fill-ink-3 text-xs">
            {value}
          </text>
        </g>
      ))}
      {columns.map((column, at) => {
        const tall = heightOf(column.value)
        return (
          <g key={column.key}>
            <rect
              x={`${String((at + (1 - FILLED) / 2) * place)}%`}
              y={TOP + PLOT - tall}
              width={`${String(place * FILLED)}%`}
              height={tall}
              className={column.partial ? 'fill-accent-soft stroke-accent' : 'fill-accent'}
            />
            <text
              x={`${String((at + 0.5) * place)}%`}
              y={HEIGHT - 22}
              textAnchor="middle"
              className="fill-ink-3 text-xs"
            >
              {column.label}
            </text>
            {column.year ? (
              <text
                x={`${String((at + 0.5) * place)}%`}
                y={HEIGHT - 5}
                textAnchor="middle"
                className="fill-ink-3 text-xs"
              >
                {column.year}
              </text>
            ) : null}
          </g>
        )
      })}
      <svg
        x="0"
        y="0"
        width="100%"
        height={HEIGHT}
        viewBox={`0 0 100 ${String(HEIGHT)}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <polyline
          points={line.join(' ')}
          fill="none"
          strokeWidth="2"
          strokeDasharray="5 4"
          vectorEffect="non-scaling-stroke"
          className="stroke-ink"
        />
      </svg>
    </svg>
  )
}

/** The next even number whose first digit is 2, 4, 6, 8 or 10: halves of it are whole. */
export function niceTop(most: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, most))))
  const steps = [2, 4, 6, 8, 10].map((step) => step * unit)
  return steps.find((step) => step >= most) ?? 10 * unit
}
