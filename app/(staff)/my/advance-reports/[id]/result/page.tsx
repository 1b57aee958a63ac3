import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ResultForm } from '@/components/advance-reports/result-form'
import { ClientMessages } from '@/components/layout/client-messages'
import { Card, CardBody } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { reportResult } from '@/lib/advance-reports/actions'
import { findOwnReport } from '@/lib/advance-reports/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'

type Params = Promise<{ id: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('advanceReports'))('result.title') }
}

export default async function ResultPage({ params }: { params: Params }) {
  const actor = await requireActor()
  const { id } = await params
  const own = await findOwnReport(actor, id, systemClock.now())
  if (!own) notFound()
  if (!own.steps.result) redirect(`/my/advance-reports/${id}`)
  const t = await getTranslations('advanceReports')
  return (
    <ClientMessages namespaces={['advanceReports', 'filing', 'platform', 'cases']}>
      <PageHeader
        eyebrow={own.number ?? undefined}
        title={t('result.title')}
        description={t('result.description')}
        back={{ href: `/my/advance-reports/${id}`, label: own.title }}
      />
      <Card>
        <CardBody>
          <ResultForm caseId={id} version={own.version} action={reportResult} />
        </CardBody>
      </Card>
    </ClientMessages>
  )
}
