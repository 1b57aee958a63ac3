import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { scheduleFields } from '@/components/exports/schedule-fields'
import { ScheduleTable } from '@/components/exports/schedule-table'
import { searchLine } from '@/components/exports/search-words'
import { ClientMessages } from '@/components/layout/client-messages'
import { StepForm } from '@/components/review/step-form'
import { LinkButton } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { createSchedule, endSchedule, pauseSchedule, resumeSchedule } from '@/lib/exports/schedules/actions'
import { listSchedules } from '@/lib/exports/schedules/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { hasRecordsDesk } from '@/lib/records/policy'
import { nameOrgans } from '@/lib/organs/choosing/queries'
import { findRecordsSearch } from '@/lib/searches/queries'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports'))('schedules.title') }
}

/** Has a saved search ask for its export regularly, and shows what became of it. */
export default async function SchedulesPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!hasRecordsDesk(actor)) notFound()
  const t = await getTranslations('exports')
  const words = await getTranslations()
  const locale = await getLocale()
  const now = systemClock.now()
  const asked = [(await searchParams).search ?? []].flat().at(-1)
  const [search, schedules] = await Promise.all([
    asked ? findRecordsSearch(actor, asked, now) : null,
    listSchedules(actor, now),
  ])
  const units = await nameOrgans([search, ...schedules].map((one) => one?.filters.organ))
  const inWords = searchLine((key) => words(key), units, t('order.all'))
  return (
    <ClientMessages namespaces={['exports', 'searches', 'review', 'platform']}>
      <PageHeader
        title={t('schedules.title')}
        description={t('schedules.description')}
        actions={<LinkButton href="/records/exports">{t('schedules.back')}</LinkButton>}
      />
      <div className="grid gap-5">
        {asked && !search ? <Notice tone="warning">{t('schedules.gone')}</Notice> : null}
        {search && search.dropped.length > 0 ? (
          <Notice tone="warning">{t('schedules.invalid')}</Notice>
        ) : null}
        {search && search.dropped.length === 0 ? (
          <Card aria-labelledby="new">
            <CardHeader
              id="new"
              title={t('schedules.new')}
              description={t('schedules.newText', { name: search.name })}
            />
            <CardBody className="grid gap-5">
              <p className="text-sm text-ink-2">
                {t('schedules.scope')}: {inWords(search.filters)}
              </p>
              <StepForm
                key={search.id}
                steps={[
                  {
                    event: 'create',
                    label: t('schedules.submit'),
                    fields: scheduleFields((key, params) =>
                      t(key as 'schedules.hourOf', params as { hour: number }),
                    ),
                    act: createSchedule,
                    input: { searchId: search.id, locale },
                    then: '/records/exports/schedules',
                  },
                ]}
                labels={{ choose: '', pending: t('schedules.pending'), done: t('schedules.done') }}
              />
            </CardBody>
          </Card>
        ) : null}
        <Card aria-labelledby="schedules">
          <CardHeader
            id="schedules"
            title={t('schedules.list')}
            description={t('schedules.listHint')}
            aside={
              <LinkButton size="sm" href="/records">
                {t('schedules.toSearch')}
              </LinkButton>
            }
          />
          <CardBody flush>
            <ScheduleTable
              schedules={schedules.map((row) => ({ ...row, searchWords: inWords(row.filters) }))}
              locale={locale}
              acts={{ pause: pauseSchedule, resume: resumeSchedule, end: endSchedule }}
            />
          </CardBody>
        </Card>
      </div>
    </ClientMessages>
  )
}
