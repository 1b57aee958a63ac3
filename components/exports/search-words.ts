import type { RecordFilters } from '@/lib/records/schema'
import { statusOptions } from '@/components/records/status-options'

type Words = (key: string) => string

/** A search in words, one condition a line: what an export's purpose is judged by. */
export function searchWords(
  filters: RecordFilters,
  words: Words,
  /** What a unit or an enterprise is called. */
  nameOf: (id: string) => string,
): { name: string; value: string }[] {
  const { kind, status, organ, ground, overdue, own, scenario, matterType, limits, enterprise, ...plain } =
    filters
  const join = words('records.separator')
  const named = statusOptions({ kind, status }, words, words('records.statusJoin'))
  const lines: [name: string, value: string | undefined][] = [
    ['q', plain.q],
    ['kind', kind && words(`review.kind.${kind}`)],
    [
      'status',
      status && named.flatMap(({ value, label }) => (status.includes(value) ? [label] : [])).join(join),
    ],
    ['organ', organ && nameOf(organ)],
    ['own', own && words('records.yes')],
    ['from', plain.from],
    ['to', plain.to],
    ['overdue', overdue && words('records.yes')],
    ['ground', ground && words(`rulebook.ground.${ground}`)],
    ['subject', plain.subject],
    ['scenario', scenario && words(`advanceReports.scenario.${scenario}`)],
    ['matterType', matterType && words(`matters.type.${matterType}`)],
    ['limits', limits && words(`statistics.limits.${limits}`)],
    ['enterprise', enterprise && nameOf(enterprise)],
  ]
  return lines.flatMap(([name, value]) => (value ? [{ name: words(`records.filter.${name}`), value }] : []))
}

/** A search in one line of words; `all` when it has no condition. */
export function searchLine(
  words: Words,
  units: readonly { id: string; name: string }[],
  all: string,
): (filters: RecordFilters) => string {
  const unitName = (id: string) => units.find((unit) => unit.id === id)?.name ?? id
  return (filters) =>
    searchWords(filters, words, unitName)
      .map((line) => `${line.name} ${line.value}`)
      .join(words('records.separator')) || all
}
