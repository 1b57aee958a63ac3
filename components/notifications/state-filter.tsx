import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select, type SelectOption } from '@/components/ui/select'

interface Props {
  options: readonly SelectOption[]
  chosen: string | undefined
  labels: { legend: string; field: string; all: string; apply: string }
}

/** Chooses one state of a log; a plain form, so that the choice stands in the address. */
export function StateFilter({ options, chosen, labels }: Props) {
  return (
    <form method="get" className="flex flex-wrap items-end gap-4" aria-label={labels.legend}>
      <Field id="state" label={labels.field}>
        {(control) => (
          <Select
            {...control}
            name="state"
            defaultValue={chosen ?? ''}
            options={[{ value: '', label: labels.all }, ...options]}
          />
        )}
      </Field>
      <Button type="submit">{labels.apply}</Button>
    </form>
  )
}
