import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmergencyForm } from '@/components/advance-reports/emergency-form'
import { ClientMessages } from '@/components/layout/client-messages'
import { Card, CardBody } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { giveNotice } from '@/lib/advance-reports/actions'
import { declareEnterprise } from '@/lib/enterprises/actions'
import { listRecentEnterprises } from '@/lib/enterprises/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('advanceReports'))('emergency.title') }
}

export default async function EmergencyPage() {
  const actor = await requireActor()
  const recent = await listRecentEnterprises(actor, systemClock.now())
  const t = await getTranslations('advanceReports')
  return (
    <ClientMessages namespaces={['advanceReports', 'enterprises', 'filing', 'platform', 'cases']}>
      <PageHeader title={t('emergency.title')} description={t('emergency.description')} />
      <div className="max-w-2xl">
        <Card>
          <CardBody>
            <EmergencyForm recent={recent} action={giveNotice} declare={declareEnterprise} />
          </CardBody>
        </Card>
      </div>
    </ClientMessages>
  )
}
