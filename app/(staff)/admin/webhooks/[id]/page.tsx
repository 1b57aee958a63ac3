import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { RefreshWhile } from '@/components/layout/refresh-while'
import { ClientMessages } from '@/components/layout/client-messages'
import { DeliveryLog } from '@/components/notifications/delivery-log'
import { endpointFields } from '@/components/notifications/endpoint-fields'
import { SecretCard } from '@/components/notifications/secret-card'
import { StateFilter } from '@/components/notifications/state-filter'
import { EndpointStateTag } from '@/components/notifications/state-tags'
import { SwitchCard } from '@/components/notifications/switch-card'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { mayAdminister } from '@/lib/identity/policy'
import { requireActor } from '@/lib/identity/queries'
import { listGrantOrgans } from '@/lib/organs/choosing/queries'
import type { Actor } from '@/lib/identity/types'
import * as acts from '@/lib/notifications/webhooks/actions'
import { findEndpoint, listDeliveries } from '@/lib/notifications/webhooks/queries'
import { DELIVERY_STATES, deliveryFilterSchema } from '@/lib/notifications/webhooks/schema'
import type { EndpointView } from '@/lib/notifications/webhooks/types'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { formatDateTime } from '@/lib/platform/format'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('title') }
}

/** One endpoint: its state, its secret, where it goes, and everything that was sent. */
export default async function EndpointPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  if (!mayAdminister(actor, 'deliveries')) notFound()
  const { id } = await params
  const now = systemClock.now()
  const endpoint = await findEndpoint(actor, id, now)
  if (!endpoint) notFound()
  const filter = deliveryFilterSchema.parse(await searchParams)
  const { rows, next } = await listDeliveries(actor, id, filter, now)
  const t = await getTranslations('webhooks')
  const mayChange = mayAdminister(actor, 'webhooks')
  const address = (before: string | null) => {
    const search = new URLSearchParams()
    if (filter.state) search.set('state', filter.state)
    if (before) search.set('before', before)
    return `/admin/webhooks/${id}${search.size > 0 ? `?${search}` : ''}`
  }
  return (
    <ClientMessages namespaces={['webhooks', 'organs', 'platform', 'review', 'recusalRequests']}>
      <RefreshWhile running={rows.some((row) => row.kind === 'test' && row.state === 'WAITING')} />
      <PageHeader
        title={endpoint.name}
        eyebrow={t('title')}
        back={{ href: '/admin/webhooks', label: t('back') }}
        actions={<EndpointStateTag state={endpoint.state} />}
      />
      <div className="grid gap-5">
        <SwitchCard endpoint={endpoint} mayChange={mayChange} acts={acts} />
        <SecretCard
          endpoint={endpoint}
          mayChange={mayChange}
          acts={acts}
          overlapHours={env().WEBHOOK_OVERLAP_HOURS}
        />
        <Card aria-labelledby="log">
          <CardHeader id="log" title={t('log.title')} description={t('log.text')} />
          <CardBody>
            <StateFilter
              options={DELIVERY_STATES.map((state) => ({ value: state, label: t(`deliveryState.${state}`) }))}
              chosen={filter.state}
              labels={{
                legend: t('log.legend'),
                field: t('log.filter'),
                all: t('log.all'),
                apply: t('log.apply'),
              }}
            />
          </CardBody>
          <DeliveryLog rows={rows} active={endpoint.state === 'on'} resendDelivery={acts.resendDelivery} />
          <Pagination
            previousHref={filter.before ? address(null) : undefined}
            nextHref={next ? address(next) : undefined}
            labels={{ nav: t('log.nav'), previous: t('log.newest'), next: t('log.older') }}
          />
        </Card>
        <Configuration endpoint={endpoint} actor={actor} mayChange={mayChange} />
      </div>
    </ClientMessages>
  )
}

interface ConfigurationProps {
  endpoint: EndpointView
  actor: Actor
  mayChange: boolean
}

/** Where messages go and which: to change for the security administrator, to read for the system administrator. */
async function Configuration({ endpoint, actor, mayChange }: ConfigurationProps) {
  const t = await getTranslations('webhooks')
  const groups = await getTranslations('noticeSettings.group')
  const locale = await getLocale()
  const { id, version, lastSuccessAt } = endpoint
  return (
    <Card aria-labelledby="configuration">
      <CardHeader
        id="configuration"
        title={t('config')}
        description={t(mayChange ? 'configText' : 'readOnly')}
      />
      <CardBody>
        {mayChange ? (
          <StepForm
            key={version}
            steps={[
              {
                event: 'change',
                label: t('submit.change'),
                fields: endpointFields(t, groups, {
                  organs: await listGrantOrgans(actor),
                  initial: endpoint,
                }),
                act: acts.changeEndpoint,
                input: { id, version },
              },
            ]}
            labels={{ choose: '', pending: t('submit.pending'), done: t('submit.done') }}
          />
        ) : (
          <DescriptionList
            items={[
              {
                key: 'address',
                term: t('label.address'),
                detail: <span className="wrap-anywhere">{endpoint.address}</span>,
              },
              { key: 'organ', term: t('label.organId'), detail: endpoint.organ },
              {
                key: 'groups',
                term: t('label.groups'),
                detail: endpoint.groups.map((group) => groups(group)).join(locale === 'en' ? ', ' : '、'),
              },
              {
                key: 'last',
                term: t('column.last'),
                detail: lastSuccessAt ? formatDateTime(lastSuccessAt, locale) : t('never'),
              },
            ]}
          />
        )}
      </CardBody>
    </Card>
  )
}
