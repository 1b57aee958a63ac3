import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { OrganChoices } from '@/lib/organs/types'
import { organOptions, type ChosenOrgan } from './organ-options'
import { OrganPicker, type OrganSource } from './organ-picker'

interface Props {
  id: string
  name: string
  label: string
  /** What stands there when none is chosen. */
  any: string
  choices: OrganChoices
  chosen?: ChosenOrgan
  /** Who is asked by name where a list would be too long. */
  from: OrganSource
}

/** Narrows a search to an organ: by a list, or by its name where the list would be too long. */
export function OrganFilter({ id, name, label, any, choices, chosen, from }: Props) {
  if (choices.tooMany)
    return <OrganPicker from={from} id={id} name={name} label={label} placeholder={any} initial={chosen} />
  return (
    <Field id={id} label={label}>
      {(control) => (
        <Select
          {...control}
          name={name}
          defaultValue={chosen?.id ?? ''}
          placeholder={any}
          options={organOptions(choices, chosen)}
        />
      )}
    </Field>
  )
}
