import type { RecordFilters } from '@/lib/records/schema'
import { statusOptions } from '@/components/records/status-options'

type Words = (key: string) => string

/** A search in words, one condition a line: what an export's purpose is judged by. */
export function searchWords(
  filters: RecordFilters,
  words: Words,
  unitName: (id: string) => string,
): { name: string; value: string }[] {
  const { kind, status, organ, ground, overdue, ...plain } = filters
  const join = words('records.separator')
  const named = statusOptions({ kind, status }, words, words('records.statusJoin'))
  const lines: [name: string, value: string | undefined][] = [
    ['q', plain.q],
    ['kind', kind && words(`review.kind.${kind}`)],
    [
      'status',
      status && named.flatMap(({ value, label }) => (status.includes(value) ? [label] : [])).join(join),
    ],
    ['organ', organ && unitName(organ)],
    ['from', plain.from],
    ['to', plain.to],
    ['overdue', overdue && words('records.yes')],
    ['ground', ground && words(`rulebook.ground.${ground}`)],
    ['subject', plain.subject],
  ]
  return lines.flatMap(([name, value]) => (value ? [{ name: words(`records.filter.${name}`), value }] : []))
}
