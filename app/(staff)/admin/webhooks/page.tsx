import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { endpointFields } from '@/components/notifications/endpoint-fields'
import { EndpointList } from '@/components/notifications/endpoint-list'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { mayAdminister } from '@/lib/identity/policy'
import { requireActor } from '@/lib/identity/queries'
import { listGrantOrgans } from '@/lib/organs/choosing/queries'
import type { Actor } from '@/lib/identity/types'
import { addEndpoint } from '@/lib/notifications/webhooks/actions'
import { listEndpoints } from '@/lib/notifications/webhooks/queries'
import { systemClock } from '@/lib/platform/clock'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('title') }
}

/** Where signed messages go: entered by the security administrator, watched by the system administrator too. */
export default async function WebhooksPage() {
  const actor = await requireActor()
  if (!mayAdminister(actor, 'deliveries')) notFound()
  const rows = await listEndpoints(actor, systemClock.now())
  const t = await getTranslations('webhooks')
  return (
    <ClientMessages namespaces={['webhooks', 'organs', 'platform', 'review', 'recusalRequests']}>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-5">
        <Card aria-labelledby="endpoints">
          <CardHeader id="endpoints" title={t('list')} />
          <CardBody flush>
            <EndpointList rows={rows} />
          </CardBody>
        </Card>
        {mayAdminister(actor, 'webhooks') ? <Entry key={rows.length} actor={actor} /> : null}
      </div>
    </ClientMessages>
  )
}

async function Entry({ actor }: { actor: Actor }) {
  const t = await getTranslations('webhooks')
  const groups = await getTranslations('noticeSettings.group')
  const organs = await listGrantOrgans(actor)
  return (
    <Card aria-labelledby="add">
      <CardHeader id="add" title={t('add')} description={t('addText')} />
      <CardBody>
        <StepForm
          steps={[
            {
              event: 'add',
              label: t('submit.add'),
              fields: endpointFields(t, groups, { organs }),
              act: addEndpoint,
              input: {},
              then: '/admin/webhooks/{id}',
            },
          ]}
          labels={{ choose: '', pending: t('submit.pending'), done: t('submit.done') }}
        />
      </CardBody>
    </Card>
  )
}
