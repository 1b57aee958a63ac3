import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { calendarDayFields } from '@/components/administration/calendar-fields'
import { CalendarMonths } from '@/components/administration/calendar-months'
import { ClientMessages } from '@/components/layout/client-messages'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { Tag } from '@/components/ui/tag'
import { importYear, publishYear, setDay, removeDay } from '@/lib/calendar/actions'
import { findCalendarYear, type CalendarYearView } from '@/lib/calendar/queries'
import { yearFilterSchema } from '@/lib/calendar/schema'
import { mayAdminister } from '@/lib/identity/policy'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { civilDateOf, EARLIEST_YEAR, LATEST_YEAR, yearOf } from '@/lib/platform/dates'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calendar'))('title') }
}

/** The days of one year that differ from the plain week, and whether the State Council has published it. */
export default async function CalendarPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!mayAdminister(actor, 'calendar')) notFound()
  const filter = yearFilterSchema.parse(await searchParams)
  const shown = filter.year ?? yearOf(civilDateOf(systemClock.now()))
  const year = await findCalendarYear(shown)
  const t = await getTranslations('calendar')
  const words = (number: number) => t('heading', { year: String(number) })
  const address = (number: number) =>
    number < EARLIEST_YEAR || number > LATEST_YEAR ? undefined : `/admin/calendar?year=${number}`
  return (
    <ClientMessages namespaces={['calendar', 'organs', 'platform', 'review', 'recusalRequests']}>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-5">
        <Card aria-labelledby="year">
          <CardHeader
            id="year"
            title={words(shown)}
            description={year.published ? t('source', { source: year.source }) : t('provisionalText')}
            aside={
              <Tag tone={year.published ? 'green' : 'amber'}>
                {t(year.published ? 'published' : 'provisional')}
              </Tag>
            }
          />
          <CardBody flush>
            {year.days.length > 0 ? (
              <CalendarMonths days={year.days} removeDay={removeDay} />
            ) : (
              <Empty title={t('empty')} description={t('emptyText')} />
            )}
          </CardBody>
          <Pagination
            previousHref={address(shown - 1)}
            nextHref={address(shown + 1)}
            labels={{ nav: t('years'), previous: words(shown - 1), next: words(shown + 1) }}
          />
        </Card>
        <Forms year={year} />
      </div>
    </ClientMessages>
  )
}

/** The forms start afresh after each change, so that none is sent twice. */
async function Forms({ year }: { year: CalendarYearView }) {
  const t = await getTranslations('calendar')
  const shown = String(year.year)
  const labels = { choose: '', pending: t('submit.pending'), done: t('submit.done') }
  const written = year.days.map((day) => `${day.date}${day.kind}${day.name}`).join(' ')
  return (
    <>
      <Card aria-labelledby="set">
        <CardHeader id="set" title={t('set')} description={t('setText')} />
        <CardBody>
          <StepForm
            key={`${shown} ${written}`}
            steps={[
              {
                event: 'set',
                label: t('submit.set'),
                fields: calendarDayFields(t),
                act: setDay,
                input: {},
                then: '/admin/calendar?year={year}',
              },
            ]}
            labels={labels}
          />
        </CardBody>
      </Card>
      <Card aria-labelledby="import">
        <CardHeader id="import" title={t('import', { year: shown })} description={t('importText')} />
        <CardBody>
          <StepForm
            key={`${shown} ${written}`}
            steps={[
              {
                event: 'import',
                label: t('submit.import'),
                fields: [
                  {
                    name: 'rows',
                    kind: 'paragraph',
                    label: t('label.rows'),
                    hint: t('hint.rows'),
                    required: true,
                  },
                  {
                    name: 'source',
                    kind: 'line',
                    label: t('label.importSource'),
                    hint: t('hint.source'),
                    required: true,
                  },
                ],
                act: importYear,
                input: { year: year.year },
              },
            ]}
            labels={labels}
          />
        </CardBody>
      </Card>
      <Card aria-labelledby="publish">
        <CardHeader id="publish" title={t('publish', { year: shown })} description={t('publishText')} />
        <CardBody>
          <StepForm
            key={`${shown} ${year.source}`}
            steps={[
              {
                event: 'publish',
                label: t(year.published ? 'submit.again' : 'submit.publish'),
                fields: [
                  {
                    name: 'source',
                    kind: 'line',
                    label: t('label.source'),
                    hint: t('hint.source'),
                    required: true,
                    initial: year.source,
                  },
                ],
                act: publishYear,
                input: { year: year.year },
              },
            ]}
            labels={labels}
          />
        </CardBody>
      </Card>
    </>
  )
}
