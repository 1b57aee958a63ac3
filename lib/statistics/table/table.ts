import { neutraliseFormula } from '@/lib/platform/text'
import { LIMIT_STATES } from '@/lib/records/schema'
import { NAMESPACE } from '@/lib/review/labels'
import type { CaseKind } from '@/prisma/generated/client/enums'
import { lineName, shareOf } from '../labels'
import { PARTS, type Part, type Statistics } from '../types'

type Words = (key: string, values?: Record<string, string>) => string

export function isPart(text: string): text is Part {
  return (PARTS as readonly string[]).includes(text)
}

/** A table of the page as lines of a file, its header first; what a spreadsheet could run is made harmless. */
export function linesOf(part: Part, found: Statistics, words: Words): string[][] {
  const column = (name: string) => words(`statistics.column.${name}`)
  const lines = (): string[][] => {
    if (part === 'limits')
      return [
        [column('kind'), ...LIMIT_STATES.map((state) => words(`statistics.limits.${state}`)), column('rate')],
        ...found.limits.map((line) => [
          words(`review.kind.${line.kind}`),
          ...LIMIT_STATES.map((state) => String(line[state].cases)),
          line.rate === null ? '' : words('statistics.percent', { value: String(line.rate) }),
        ]),
      ]
    if (part === 'kinds')
      return [
        [column('kind'), column('status'), column('cases')],
        ...found.statuses.map((line) => [
          words(`review.kind.${line.kind}`),
          words(`${NAMESPACE[line.kind as CaseKind]}.status.${line.status}`),
          String(line.cases),
        ]),
      ]
    if (part === 'trend')
      return [
        [column(found.byQuarter ? 'quarter' : 'month'), column('cases'), column('trend')],
        ...found.trend.map((line) => [line.key, String(line.cases), String(line.trend ?? '')]),
      ]
    return [
      [column('name'), column('cases'), column('share')],
      ...found[part].map((line) => [
        lineName(part, line, words),
        String(line.cases),
        words('statistics.percent', { value: shareOf(line.cases, found.all.cases) }),
      ]),
    ]
  }
  return lines().map((line) => line.map(neutraliseFormula))
}
