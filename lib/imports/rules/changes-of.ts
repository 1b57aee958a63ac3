/** The members of `after` that differ from `before`; null when none does. Dates and lists compare by content. */
export function changesOf<T extends object>(
  before: { readonly [K in keyof T]: unknown },
  after: T,
): Partial<T> | null {
  const keys = (Object.keys(after) as (keyof T)[]).filter(
    (key) => after[key] !== undefined && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  if (keys.length === 0) return null
  return Object.fromEntries(keys.map((key) => [key, after[key]])) as Partial<T>
}
