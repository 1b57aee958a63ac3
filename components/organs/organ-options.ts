import type { StepField } from '@/components/review/step-fields'
import type { OrganChoices } from '@/lib/organs/types'

/** An organ as it is chosen and named. */
export interface ChosenOrgan {
  id: string
  name: string
}

/** Full-width spaces show the tree in a native list. */
const INDENT = '\u3000'

/** Organs for a list, indented by level; one that the list does not offer, say out of use by now, stays chosen. */
export function organOptions(
  { organs }: OrganChoices,
  chosen?: ChosenOrgan | null,
): { value: string; label: string }[] {
  const offered = organs.map((one) => ({ value: one.id, label: INDENT.repeat(one.depth) + one.name }))
  const beside = chosen && !organs.some((one) => one.id === chosen.id)
  return beside ? [...offered, { value: chosen.id, label: chosen.name }] : offered
}

type Asked = Pick<StepField, 'name' | 'label' | 'hint' | 'required'>

/** Asks for an organ in a step: from a list, or by its name where the list would be too long. */
export function organField(field: Asked, choices: OrganChoices, chosen?: ChosenOrgan | null): StepField {
  return choices.tooMany
    ? { ...field, kind: 'organ', from: '/api/organs', organ: chosen ?? null }
    : { ...field, kind: 'select', options: organOptions(choices, chosen), initial: chosen?.id }
}
