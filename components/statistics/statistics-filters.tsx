import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { OrganFilter } from '@/components/organs/organ-filter'
import { Button } from '@/components/ui/button'
import { DateInput } from '@/components/ui/date-time'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { OrganChoices } from '@/lib/organs/types'
import { RECORD_KINDS } from '@/lib/records/schema'
import type { StatisticsFilters as Filters } from '@/lib/statistics/types'

interface Props {
  filters: Filters
  units: OrganChoices
  /** The unit that is counted. */
  unit?: { id: string; name: string }
}

/** The range is a plain GET form: it lives in the address and works without script. */
export async function StatisticsFilters({ filters, units, unit }: Props) {
  const t = await getTranslations('statistics')
  const words = await getTranslations()
  return (
    <form
      action="/statistics"
      method="get"
      aria-label={t('form')}
      data-no-print=""
      className="grid grid-cols-[repeat(2,minmax(9rem,1fr))_repeat(2,minmax(10rem,1.5fr))_auto] items-end gap-3 phone:grid-cols-2"
    >
      <Field id="statistics-from" label={t('filter.from')}>
        {(control) => <DateInput {...control} name="from" defaultValue={filters.from} />}
      </Field>
      <Field id="statistics-to" label={t('filter.to')}>
        {(control) => <DateInput {...control} name="to" defaultValue={filters.to} />}
      </Field>
      <OrganFilter
        from="/api/units"
        name="organ"
        id="statistics-organ"
        label={t('filter.organ')}
        any={t('any.organ')}
        choices={units}
        chosen={unit}
      />
      <Field id="statistics-kind" label={t('filter.kind')}>
        {(control) => (
          <Select
            {...control}
            name="kind"
            defaultValue={filters.kind ?? ''}
            placeholder={t('any.kind')}
            options={RECORD_KINDS.map((value) => ({ value, label: words(`review.kind.${value}`) }))}
          />
        )}
      </Field>
      <span className="flex items-center gap-3 phone:col-span-2">
        <Button type="submit">{t('apply')}</Button>
        <Link className="link text-sm whitespace-nowrap" href="/statistics">
          {t('clear')}
        </Link>
      </span>
    </form>
  )
}
