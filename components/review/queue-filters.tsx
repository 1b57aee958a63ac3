import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { QUEUE_DESKS, QUEUE_KINDS, QUEUE_URGENCIES, type QueueFilter } from '@/lib/review/schema'

/** The filters are a plain GET form: they live in the address and work without script. */
export async function QueueFilters({ filter }: { filter: QueueFilter }) {
  const t = await getTranslations('review')
  const any = (label: string) => ({ value: '', label })
  return (
    <form
      action="/review"
      method="get"
      role="search"
      aria-label={t('filters.legend')}
      data-no-print=""
      className="grid grid-cols-[minmax(12rem,2fr)_repeat(4,minmax(7rem,1fr))_auto] items-end gap-3 phone:grid-cols-2"
    >
      <Field id="queue-q" label={t('filters.search')} className="phone:col-span-2">
        {(control) => <Input {...control} type="search" name="q" defaultValue={filter.q} />}
      </Field>
      <Field id="queue-scope" label={t('filters.scope')}>
        {(control) => (
          <Select
            {...control}
            name="scope"
            defaultValue={filter.scope ?? 'waiting'}
            options={[
              { value: 'waiting', label: t('scope.waiting') },
              { value: 'all', label: t('scope.all') },
            ]}
          />
        )}
      </Field>
      <Field id="queue-kind" label={t('filters.kind')}>
        {(control) => (
          <Select
            {...control}
            name="kind"
            defaultValue={filter.kind ?? ''}
            options={[
              any(t('filters.anyKind')),
              ...QUEUE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
            ]}
          />
        )}
      </Field>
      <Field id="queue-urgency" label={t('filters.urgency')}>
        {(control) => (
          <Select
            {...control}
            name="urgency"
            defaultValue={filter.urgency ?? ''}
            options={[
              any(t('filters.anyUrgency')),
              ...QUEUE_URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) })),
            ]}
          />
        )}
      </Field>
      <Field id="queue-desk" label={t('filters.desk')}>
        {(control) => (
          <Select
            {...control}
            name="desk"
            defaultValue={filter.desk ?? ''}
            options={[
              any(t('filters.anyDesk')),
              ...QUEUE_DESKS.map((value) => ({ value, label: t(`desk.${value}`) })),
            ]}
          />
        )}
      </Field>
      <span className="flex items-center gap-3">
        <Button type="submit">{t('filters.apply')}</Button>
        <Link className="link text-sm whitespace-nowrap" href="/review?saved=none">
          {t('filters.clear')}
        </Link>
      </span>
    </form>
  )
}
