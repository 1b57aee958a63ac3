import { parseSearch } from '@/lib/records/records'
import type { RecordFilters } from '@/lib/records/schema'
import { queueFilterSchema, type QueueFilter } from '@/lib/review/schema'

type Raw = Record<string, string | string[]>

/** A search of the records as it was kept, read as an address would be today. */
export function openRecords(stored: unknown): { filters: RecordFilters; dropped: string[] } {
  const { raw, dropped } = rawOf(stored)
  const known = parseSearch(raw)
  return { filters: known.filters, dropped: [...unknownIn(raw, known.filters, known.dropped), ...dropped] }
}

/** A filter of the desk as it was kept, read as an address would be today. */
export function openQueue(stored: unknown): { filters: QueueFilter; dropped: string[] } {
  const { raw, dropped } = rawOf(stored)
  const { after: _none, ...filters } = queueFilterSchema.parse(raw)
  return { filters, dropped: [...unknownIn(raw, filters, []), ...dropped] }
}

/** Which saved search an address asks for: one by its id, none by `none`, and the person's own default by nothing at all. */
export function askedSearch(raw: Readonly<Record<string, unknown>>): string | 'default' | null {
  const asked = Object.entries(raw).filter(([, value]) => value !== undefined)
  if (asked.length === 0) return 'default'
  const { saved } = raw
  return typeof saved === 'string' && saved !== 'none' ? saved : null
}

/** Only texts and lists of texts can stand in an address. */
function rawOf(stored: unknown): { raw: Raw; dropped: string[] } {
  const raw: Raw = {}
  const dropped: string[] = []
  if (typeof stored !== 'object' || stored === null) return { raw, dropped }
  for (const [name, value] of Object.entries(stored)) {
    if (typeof value === 'string') raw[name] = value
    else if (Array.isArray(value) && value.every((one) => typeof one === 'string')) raw[name] = value
    else dropped.push(name)
  }
  return { raw, dropped }
}

function unknownIn(raw: Raw, filters: object, dropped: readonly string[]): string[] {
  const read = filters as Record<string, unknown>
  return Object.keys(raw).filter((name) => dropped.includes(name) || read[name] === undefined)
}
