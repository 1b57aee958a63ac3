// A year of the calendar from lines `2027-01-01,放假,元旦`: what an administrator copies out of the published text.
import { isCivilDate, weekday, yearOf, type CivilDate } from '@/lib/platform/dates'
import type { DayKind } from '../schema'

interface YearDay {
  date: CivilDate
  kind: DayKind
  name: string
}

const KINDS: Readonly<Record<string, DayKind>> = {
  放假: 'HOLIDAY',
  休: 'HOLIDAY',
  HOLIDAY: 'HOLIDAY',
  调休上班: 'MAKE_UP_WORKDAY',
  上班: 'MAKE_UP_WORKDAY',
  班: 'MAKE_UP_WORKDAY',
  MAKE_UP_WORKDAY: 'MAKE_UP_WORKDAY',
}
const HEADER = /^(date|日期)/i
const LONGEST_NAME = 40

/** The days of the lines, and the numbers (from one) of lines that are none of this year: malformed, twice, or impossible. */
export function readYear(year: number, text: string): { days: YearDay[]; wrong: number[] } {
  const days = new Map<CivilDate, YearDay>()
  const wrong: number[] = []
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (!line.trim() || (at === 0 && HEADER.test(line.trim()))) continue
    const day = readLine(year, line)
    if (!day || days.has(day.date)) wrong.push(at + 1)
    else days.set(day.date, day)
  }
  return { days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), wrong }
}

function readLine(year: number, line: string): YearDay | null {
  const [date = '', word = '', name = ''] = line.split(/[,，\t]/).map((part) => part.trim())
  const kind = KINDS[word.toUpperCase()] ?? KINDS[word]
  if (!kind || !isCivilDate(date) || name.length > LONGEST_NAME) return null
  const day = date as CivilDate
  const of = weekday(day)
  // 调休: only a Saturday or a Sunday becomes a working day.
  if (yearOf(day) !== year || (kind === 'MAKE_UP_WORKDAY' && of !== 0 && of !== 6)) return null
  return { date: day, kind, name }
}
