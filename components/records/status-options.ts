import { NAMESPACE } from '@/lib/review/labels'
import { RECORD_KINDS, RECORD_STATUSES, type RecordFilters } from '@/lib/records/schema'

/**
 * The statuses a search offers: those of the chosen kind, or of all kinds. Kinds share some codes under different
 * words; such a status is one choice that shows each word once.
 */
export function statusOptions(
  filters: Pick<RecordFilters, 'kind' | 'status'>,
  words: (key: string) => string,
  join: string,
): { value: string; label: string }[] {
  const kinds = filters.kind ? [filters.kind] : RECORD_KINDS
  const labels = new Map<string, Set<string>>()
  const add = (kind: (typeof RECORD_KINDS)[number], status: string) =>
    labels.set(status, (labels.get(status) ?? new Set()).add(words(`${NAMESPACE[kind]}.status.${status}`)))
  for (const kind of kinds) for (const status of RECORD_STATUSES[kind]) add(kind, status)
  // A status chosen under another kind stays visible, so that it can be unticked.
  for (const status of filters.status ?? []) {
    if (labels.has(status)) continue
    for (const kind of RECORD_KINDS) if (RECORD_STATUSES[kind].includes(status)) add(kind, status)
  }
  return [...labels].map(([value, texts]) => ({ value, label: [...texts].join(join) }))
}
