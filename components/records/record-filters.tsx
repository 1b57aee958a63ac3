import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { OrganFilter } from '@/components/organs/organ-filter'
import { Button } from '@/components/ui/button'
import { Checkbox, CheckboxChips } from '@/components/ui/choice'
import { DateInput } from '@/components/ui/date-time'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { MATTER_TYPES } from '@/lib/matters/schema'
import { SCENARIOS } from '@/lib/rulebook/rules/negative-list'
import {
  LIMIT_STATES,
  RECORD_GROUNDS,
  RECORD_KINDS,
  type RecordFilters as Filters,
} from '@/lib/records/schema'
import { searchParams } from '@/lib/records/records'
import type { OrganChoices } from '@/lib/organs/types'
import { statusOptions } from './status-options'

interface Props {
  filters: Filters
  units: OrganChoices
  /** The unit that the search is narrowed to. */
  unit?: { id: string; name: string }
  /** The enterprise that the search is narrowed to. */
  enterprise?: string
}

/** The search is a plain GET form: it lives in the address and works without script. */
export async function RecordFilters({ filters, units, unit, enterprise }: Props) {
  const t = await getTranslations('records')
  const words = await getTranslations()
  const statuses = statusOptions(filters, (key) => words(key), t('statusJoin'))
  const chosen = filters.status?.length ?? 0
  const more = [filters.scenario, filters.matterType, filters.limits, filters.own].filter(Boolean).length
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
        <OrganFilter
          from="/api/units"
          name="organ"
          id="record-organ"
          label={t('filter.organ')}
          any={t('any.organ')}
          choices={units}
          chosen={unit}
        />
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
      {filters.enterprise && enterprise ? (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <input type="hidden" name="enterprise" value={filters.enterprise} />
          <span className="font-medium">{t('filter.enterprise')}</span>
          {enterprise}
          <Link
            className="link text-sm"
            href={`/records?${searchParams({ ...filters, enterprise: undefined })}`}
          >
            {t('anyEnterprise')}
          </Link>
        </p>
      ) : null}
      <details open={more > 0} className="group/more">
        <summary className="flex min-h-8 cursor-pointer items-center gap-1.5 py-1 font-medium">
          <Icon name="next" className="size-3.5 text-ink-3 group-open/more:rotate-90" />
          {t('more')}
        </summary>
        <div className="grid grid-cols-4 items-end gap-4 pt-2 phone:grid-cols-2 phone:gap-3">
          <Field id="record-scenario" label={t('filter.scenario')}>
            {(control) => (
              <Select
                {...control}
                name="scenario"
                defaultValue={filters.scenario ?? ''}
                placeholder={t('any.scenario')}
                options={SCENARIOS.map((value) => ({
                  value,
                  label: words(`advanceReports.scenario.${value}`),
                }))}
              />
            )}
          </Field>
          <Field id="record-matter-type" label={t('filter.matterType')}>
            {(control) => (
              <Select
                {...control}
                name="matterType"
                defaultValue={filters.matterType ?? ''}
                placeholder={t('any.matterType')}
                options={MATTER_TYPES.map((value) => ({ value, label: words(`matters.type.${value}`) }))}
              />
            )}
          </Field>
          <Field id="record-limits" label={t('filter.limits')}>
            {(control) => (
              <Select
                {...control}
                name="limits"
                defaultValue={filters.limits ?? ''}
                placeholder={t('any.limits')}
                options={LIMIT_STATES.map((value) => ({ value, label: words(`statistics.limits.${value}`) }))}
              />
            )}
          </Field>
          <Checkbox
            id="record-own"
            name="own"
            value="1"
            label={t('filter.own')}
            defaultChecked={filters.own === '1'}
          />
        </div>
      </details>
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
          <Link className="link text-sm whitespace-nowrap" href="/records?saved=none">
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
