export type DiffParts = { start: string; before: string; after: string; end: string }

/** Splits two texts into their common beginning, what differs, and their common end; rare characters stay whole. */
export function diffParts(before: string, after: string): DiffParts {
  const a = Array.from(before)
  const b = Array.from(after)
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  return {
    start: a.slice(0, head).join(''),
    before: a.slice(head, a.length - tail).join(''),
    after: b.slice(head, b.length - tail).join(''),
    end: a.slice(a.length - tail).join(''),
  }
}
