import type { ReportDraft } from './schema'
import { SELF_CHECK } from '@/lib/rulebook/rules/negative-list'

export interface ReportLine {
  field: keyof ReportDraft
  term: string
  text: string
}

type ComparedLine = Pick<ReportLine, 'term' | 'text'> & { field: string }

export interface Names {
  enterprises: readonly string[]
  matter: string | null
  head: string | null
}

type Translate = (key: string, params?: Record<string, string | number>) => string

/** A report as readable lines, in the order of the form; what was not asked and is empty is left out. */
export function reportLines(report: ReportDraft, names: Names, t: Translate): ReportLine[] {
  const lines: ReportLine[] = []
  const add = (field: keyof ReportDraft, text: string | null | undefined, always = false) => {
    if (text || always) lines.push({ field, term: t(`label.${field}`), text: text ?? '' })
  }
  const chosen = (group: string, value: string | null | undefined) => (value ? t(`${group}.${value}`) : '')
  add('enterpriseIds', names.enterprises.join('、'), true)
  add('headPersonId', names.head)
  add('situation', report.situation, true)
  add('duty', report.duty, true)
  add('relation', chosen('relation', report.relation), true)
  add('personConcerned', report.personConcerned)
  add('personPosition', report.personPosition)
  add('impact', report.impact)
  add('handling', chosen('handling', report.handling), true)
  add('handlingNote', report.handlingNote)
  add('title', report.title, true)
  add('scenario', chosen('scenario', report.scenario), true)
  add('mode', chosen('mode', report.mode), true)
  add('startsAt', readable(report.startsAt), true)
  add('endsAt', readable(report.endsAt), true)
  add('lateReason', report.lateReason)
  add('place', report.place, true)
  add('ourParticipants', report.ourParticipants, true)
  add('theirParticipants', report.theirParticipants, true)
  add('matterId', names.matter)
  add('payer', chosen('payer', report.payer), true)
  add('costStandard', report.costStandard)
  for (const kind of ['meals', 'car', 'lodging', 'gifts'] as const) add(kind, report[kind])
  // One line for all items: most are not involved, and what is stands out by its words.
  const checked = (report.scenario ? SELF_CHECK[report.scenario] : []).flatMap((item) => {
    const answer = report.selfCheck?.[item]
    if (!answer) return []
    const text = t(answer.involved ? 'form.involved' : 'form.notInvolved')
    return [`${text} · ${item} ${t(`negative.${item}`)}${answer.note ? `\n${answer.note}` : ''}`]
  })
  add('selfCheck', checked.join('\n'))
  add('measures', report.measures?.map((measure) => t(`measure.${measure}`)).join('、'))
  add('measuresNote', report.measuresNote)
  return lines
}

function readable(local: string | undefined): string {
  return local ? local.replace('T', ' ') : ''
}

/** The lines that differ between two versions. */
export function changedLines(before: readonly ComparedLine[], after: readonly ComparedLine[]) {
  const key = (line: ComparedLine) => `${line.field} ${line.term}`
  const old = new Map(before.map((line) => [key(line), line.text]))
  const now = new Map(after.map((line) => [key(line), line.text]))
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => (old.get(name) ?? '') !== (now.get(name) ?? ''))
    .map((name) => ({
      key: name,
      field:
        after.find((line) => key(line) === name)?.term ??
        before.find((line) => key(line) === name)?.term ??
        '',
      before: old.get(name) || null,
      after: now.get(name) || null,
    }))
}
