import type { RequestDraft } from './schema'

export interface RequestLine {
  field: string
  term: string
  text: string
}

type Translate = (key: string) => string

/** A recusal request as readable lines, in the order of the form. */
export function requestLines(
  request: RequestDraft,
  names: { enterprises: readonly string[]; matter: string | null; substitute: string | null },
  t: Translate,
): RequestLine[] {
  const lines: RequestLine[] = []
  const add = (field: keyof RequestDraft, text: string | null | undefined) => {
    if (text) lines.push({ field, term: t(`recusalRequests.label.${field}`), text })
  }
  add('applicant', request.applicant)
  add('matterId', names.matter)
  add('groundCode', request.groundCode ? t(`rulebook.ground.${request.groundCode}`) : null)
  add('kinship', request.kinship ? t(`rulebook.kinship.${request.kinship}`) : null)
  add('personConcerned', request.personConcerned)
  add('enterpriseIds', names.enterprises.join('、'))
  add('facts', request.facts)
  add('evidence', request.evidence)
  add('substituteId', names.substitute)
  add('handover', request.handover)
  return lines
}
