import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { newOrganFields } from '@/components/organs/organ-fields'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { saveOrgan } from '@/lib/organs/actions'
import { listOrgansInUse } from '@/lib/organs/choosing/queries'
import { hasDirectoryDesk } from '@/lib/organs/policy'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organs'))('newTitle') }
}

export default async function NewOrganPage() {
  const actor = await requireActor()
  if (!hasDirectoryDesk(actor)) notFound()
  const t = await getTranslations('organs')
  const parents = await listOrgansInUse(actor)
  return (
    <ClientMessages namespaces={['organs', 'platform', 'review', 'recusalRequests']}>
      <PageHeader title={t('newTitle')} back={{ href: '/admin/organs', label: t('back') }} />
      <Card>
        <CardBody>
          <StepForm
            steps={[
              {
                event: 'create',
                label: t('submit.create'),
                fields: newOrganFields(t, parents),
                act: saveOrgan,
                input: {},
                then: '/admin/organs',
              },
            ]}
            labels={{ choose: '', pending: t('submit.pending'), done: t('submit.done') }}
          />
        </CardBody>
      </Card>
    </ClientMessages>
  )
}
