import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { History } from '@/components/records/history'
import { Card, CardBody } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { hasRecordsDesk } from '@/lib/records/policy'
import { findPerson, searchRecords } from '@/lib/records/queries'
import { parseSearch } from '@/lib/records/records'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('records'))('person.eyebrow') }
}

/** One official's history: the cases about that person that the reader may read. */
export default async function PersonPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  if (!hasRecordsDesk(actor)) notFound()
  const { id } = await params
  const person = await findPerson(id)
  if (!person) notFound()
  const { after } = parseSearch({ after: (await searchParams).after })
  const page = await searchRecords(
    actor,
    { filters: {}, after, scope: { subjectId: person.id } },
    systemClock.now(),
  )
  const t = await getTranslations('records')
  const words = await getTranslations()
  return (
    <>
      <PageHeader
        eyebrow={t('person.eyebrow')}
        title={person.name}
        back={{ href: '/records', label: t('back') }}
      />
      <div className="grid gap-5">
        <Card>
          <CardBody>
            <DescriptionList
              items={[
                { term: t('person.staffNo'), detail: person.staffNo },
                { term: t('person.organ'), detail: person.organ },
                { term: t('person.post'), detail: person.post },
                { term: t('person.rank'), detail: person.rank || t('person.none') },
                {
                  term: t('person.category'),
                  detail: words(`rulebook.category.${person.personnelCategory}`),
                },
                {
                  term: t('person.cadre'),
                  detail: t(person.isLeadingCadre ? 'person.cadreYes' : 'person.cadreNo'),
                },
                { term: t('person.state'), detail: t(person.active ? 'person.active' : 'person.inactive') },
              ]}
            />
          </CardBody>
        </Card>
        <History
          page={page}
          locale={await getLocale()}
          base={`/records/people/${person.id}`}
          later={Boolean(after)}
        />
      </div>
    </>
  )
}
