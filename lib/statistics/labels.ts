import type { Line, Part } from './types'

/** Where the words of a line's code are. */
const WORDS_OF: Partial<Record<Part, string>> = {
  kinds: 'review.kind',
  scenarios: 'advanceReports.scenario',
  matters: 'matters.type',
}

/** What a line is called: words of its code, or its name; a unit without those below it says so. */
export function lineName(
  part: Part,
  line: Pick<Line, 'name'>,
  words: (key: string, values?: Record<string, string>) => string,
): string {
  if ('code' in line.name) return words(`${WORDS_OF[part] ?? ''}.${line.name.code}`)
  return line.name.own ? words('statistics.ownOnly', { name: line.name.text }) : line.name.text
}

/** `12.5` of 8 in 64; one decimal. */
export function shareOf(cases: number, all: number): string {
  return all === 0 ? '0' : String(Math.round((cases * 1000) / all) / 10)
}
