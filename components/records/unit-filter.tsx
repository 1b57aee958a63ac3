import { OrganPicker } from '@/components/organs/organ-picker'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'

interface Props {
  id: string
  label: string
  /** What stands there when no unit is chosen. */
  any: string
  units: { units: readonly { id: string; name: string; depth: number }[]; tooMany: boolean }
  unit?: { id: string; name: string }
}

/** Full-width spaces show the tree in a native list. */
const INDENT = '\u3000'

/** Narrows a search to a unit, as `organ`: by a list, or by its name where the list would be too long. */
export function UnitFilter({ id, label, any, units: { units, tooMany }, unit }: Props) {
  if (tooMany)
    return (
      <OrganPicker from="/api/units" id={id} name="organ" label={label} placeholder={any} initial={unit} />
    )
  const offered = units.map((one) => ({ value: one.id, label: INDENT.repeat(one.depth) + one.name }))
  // A unit that the list does not offer, come from the statistics, stays chosen.
  const beside =
    unit && !units.some((one) => one.id === unit.id) ? [{ value: unit.id, label: unit.name }] : []
  return (
    <Field id={id} label={label}>
      {(control) => (
        <Select
          {...control}
          name="organ"
          defaultValue={unit?.id ?? ''}
          placeholder={any}
          options={[...offered, ...beside]}
        />
      )}
    </Field>
  )
}
