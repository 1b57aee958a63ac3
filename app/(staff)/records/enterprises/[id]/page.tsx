import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { History } from '@/components/records/history'
import { Card, CardBody } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDate } from '@/lib/platform/format'
import { hasRecordsDesk } from '@/lib/records/policy'
import { findEnterprise, searchRecords } from '@/lib/records/queries'
import { parseSearch } from '@/lib/records/records'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('records'))('enterprise.eyebrow') }
}

/** One enterprise's history: the cases that name it and that the reader may read. */
export default async function EnterprisePage({ params, searchParams }: Props) {
  const actor = await requireActor()
  if (!hasRecordsDesk(actor)) notFound()
  const { id } = await params
  const enterprise = await findEnterprise(id)
  if (!enterprise) notFound()
  const { after } = parseSearch({ after: (await searchParams).after })
  const scope = { enterpriseId: enterprise.id }
  const page = await searchRecords(actor, { filters: {}, after, scope }, systemClock.now())
  const t = await getTranslations('records')
  const words = await getTranslations()
  const locale = await getLocale()
  const none = t('enterprise.none')
  const items = [
    { term: t('enterprise.uscc'), detail: enterprise.uscc ?? none },
    { term: t('enterprise.legalRepresentative'), detail: enterprise.legalRepresentative ?? none },
    { term: t('enterprise.type'), detail: enterprise.enterpriseType ?? none },
    { term: t('enterprise.ownership'), detail: words(`enterprises.ownership.${enterprise.ownership}`) },
    {
      term: t('enterprise.registeredOn'),
      detail: enterprise.registeredOn ? formatDate(enterprise.registeredOn, locale) : none,
    },
    { term: t('enterprise.address'), detail: enterprise.address ?? none },
    ...(enterprise.formerNames.length > 0
      ? [{ term: t('enterprise.formerNames'), detail: enterprise.formerNames.join(t('separator')) }]
      : []),
    {
      term: t('enterprise.source'),
      detail: t(enterprise.declared ? 'enterprise.declared' : 'enterprise.register'),
    },
  ]
  return (
    <>
      <PageHeader
        eyebrow={t('enterprise.eyebrow')}
        title={enterprise.name}
        back={{ href: '/records', label: t('back') }}
      />
      <div className="grid gap-5">
        <Card>
          <CardBody>
            <DescriptionList items={items} />
          </CardBody>
        </Card>
        <History
          page={page}
          locale={locale}
          base={`/records/enterprises/${enterprise.id}`}
          later={Boolean(after)}
        />
      </div>
    </>
  )
}
