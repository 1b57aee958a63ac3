import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { Checkbox, CheckboxChips } from '@/components/ui/choice'
import { DateInput } from '@/components/ui/date-time'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { RECORD_GROUNDS, RECORD_KINDS, type RecordFilters as Filters } from '@/lib/records/schema'
import { statusOptions } from './status-options'

interface Props {
  filters: Filters
  units: readonly { id: string; name: string; depth: number }[]
}

/** Full-width spaces show the tree in a native list. */
const INDENT = '\u3000'

/** The search is a plain GET form: it lives in the address and works without script. */
export async function RecordFilters({ filters, units }: Props) {
  const t = await getTranslations('records')
  const words = await getTranslations()
  const statuses = statusOptions(filters, (key) => words(key), t('statusJoin'))
  const chosen = filters.status?.length ?? 0
  return (
    <form
      action="/records"
      method="get"
      role="search"
      aria-label={t('form')}
      data-no-print=""
      className="grid gap-4 rounded-xl border border-line bg-card p-5 phone:p-4"
    >
      <Field id="record-q" label={t('filter.q')}>
        {(control) => <Input {...control} type="search" name="q" maxLength={100} defaultValue={filters.q} />}
      </Field>
      <div className="grid grid-cols-4 gap-4 phone:grid-cols-2 phone:gap-3">
        <Field id="record-kind" label={t('filter.kind')}>
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
        <Field id="record-organ" label={t('filter.organ')}>
          {(control) => (
            <Select
              {...control}
              name="organ"
              defaultValue={filters.organ ?? ''}
              placeholder={t('any.organ')}
              options={units.map((unit) => ({
                value: unit.id,
                label: INDENT.repeat(unit.depth) + unit.name,
              }))}
            />
          )}
        </Field>
        <Field id="record-ground" label={t('filter.ground')}>
          {(control) => (
            <Select
              {...control}
              name="ground"
              defaultValue={filters.ground ?? ''}
              placeholder={t('any.ground')}
              options={RECORD_GROUNDS.map((value) => ({ value, label: words(`rulebook.ground.${value}`) }))}
            />
          )}
        </Field>
        <Field id="record-subject" label={t('filter.subject')}>
          {(control) => <Input {...control} name="subject" maxLength={40} defaultValue={filters.subject} />}
        </Field>
        <Field id="record-from" label={t('filter.from')}>
          {(control) => <DateInput {...control} name="from" defaultValue={filters.from} />}
        </Field>
        <Field id="record-to" label={t('filter.to')}>
          {(control) => <DateInput {...control} name="to" defaultValue={filters.to} />}
        </Field>
      </div>
      <details open={chosen > 0} className="group">
        <summary className="flex min-h-8 cursor-pointer items-center gap-1.5 py-1 font-medium">
          <Icon name="next" className="size-3.5 text-ink-3 group-open:rotate-90" />
          {t('filter.status')}
          {chosen > 0 ? (
            <span className="text-sm font-normal text-ink-3">{t('statusChosen', { count: chosen })}</span>
          ) : null}
        </summary>
        <CheckboxChips
          id="record-status"
          name="status"
          legend={<span className="sr-only">{t('filter.status')}</span>}
          hint={t('statusHint')}
          options={statuses}
          defaultValue={filters.status ?? []}
        />
      </details>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Checkbox
          id="record-overdue"
          name="overdue"
          value="1"
          label={t('filter.overdue')}
          defaultChecked={filters.overdue === '1'}
        />
        <span className="flex items-center gap-4">
          <Link className="link text-sm whitespace-nowrap" href="/records">
            {t('clear')}
          </Link>
          <Button type="submit" variant="primary">
            {t('apply')}
          </Button>
        </span>
      </div>
    </form>
  )
}
