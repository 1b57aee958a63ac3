import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { officialFields } from '@/components/organs/official-fields'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { saveOfficial } from '@/lib/organs/actions'
import { listOrgansInUse } from '@/lib/organs/choosing/queries'
import { hasDirectoryDesk } from '@/lib/organs/policy'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organs.officials'))('newTitle') }
}

export default async function NewOfficialPage() {
  const actor = await requireActor()
  if (!hasDirectoryDesk(actor)) notFound()
  const t = await getTranslations('organs')
  return (
    <ClientMessages namespaces={['organs', 'platform', 'review', 'recusalRequests']}>
      <PageHeader
        title={t('officials.newTitle')}
        back={{ href: '/admin/officials', label: t('officials.back') }}
      />
      <Card>
        <CardBody>
          <StepForm
            steps={[
              {
                event: 'create',
                label: t('submit.create'),
                fields: officialFields(t, null, await listOrgansInUse(actor)),
                act: saveOfficial,
                input: {},
                then: '/admin/officials/{officialId}',
              },
            ]}
            labels={{ choose: '', pending: t('submit.pending'), done: t('submit.done') }}
          />
        </CardBody>
      </Card>
    </ClientMessages>
  )
}
