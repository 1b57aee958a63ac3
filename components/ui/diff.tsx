import type { ReactNode } from 'react'
import { diffParts } from './diff-parts'

export type Change = {
  key: string
  field: ReactNode
  /** Null or empty where the field was not filled. */
  before: string | null
  after: string | null
}

type DiffProps = {
  changes: readonly Change[]
  /** `none` stands for an empty side, `same` for a comparison without any change. */
  labels: { before: string; after: string; none: string; same: string }
  className?: string
}

/** What changed between two versions, field by field: struck out and underlined, not only coloured. */
export function Diff({ changes, labels, className }: DiffProps) {
  if (changes.length === 0) return <p className="text-sm text-ink-3">{labels.same}</p>
  return (
    <dl className={className}>
      {changes.map((change) => {
        const parts = diffParts(change.before ?? '', change.after ?? '')
        return (
          <div key={change.key} className="border-b border-line-2 py-3 first:pt-0 last:border-b-0 last:pb-0">
            <dt className="mb-1 font-medium">{change.field}</dt>
            <dd className="grid grid-cols-2 gap-x-4 gap-y-1 phone:grid-cols-1">
              <Side label={labels.before} none={labels.none} filled={Boolean(change.before)}>
                {parts.start}
                {parts.before ? (
                  <del className="rounded-xs bg-amber-soft text-amber decoration-1">{parts.before}</del>
                ) : null}
                {parts.end}
              </Side>
              <Side label={labels.after} none={labels.none} filled={Boolean(change.after)}>
                {parts.start}
                {parts.after ? (
                  <ins className="rounded-xs bg-green-soft text-green decoration-1 underline-offset-3">
                    {parts.after}
                  </ins>
                ) : null}
                {parts.end}
              </Side>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function Side({
  label,
  none,
  filled,
  children,
}: {
  label: string
  none: string
  filled: boolean
  children: ReactNode
}) {
  return (
    <div className="min-w-0">
      <span className="block text-xs text-ink-3">{label}</span>
      <span className="whitespace-pre-wrap">
        {filled ? children : <span className="text-ink-3">{none}</span>}
      </span>
    </div>
  )
}
