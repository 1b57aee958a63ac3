import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { StartReport } from '@/components/advance-reports/start-report'
import { ClientMessages } from '@/components/layout/client-messages'
import { PageHeader } from '@/components/ui/page-header'
import { startReport } from '@/lib/advance-reports/actions'
import { requireActor } from '@/lib/identity/queries'
import { isUuid } from '@/lib/platform/ids'

type Search = Promise<{ cites?: string | string[] }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('advanceReports'))('new.title') }
}

/** What an advance report is, in two lines, and the button that opens a draft: a page that is read changes nothing. */
export default async function NewReportPage({ searchParams }: { searchParams: Search }) {
  await requireActor()
  const { cites } = await searchParams
  const t = await getTranslations('advanceReports.new')
  return (
    <ClientMessages namespaces={['advanceReports', 'platform']}>
      <PageHeader title={t('title')} description={t('description')} />
      <StartReport
        action={startReport}
        citesCaseId={typeof cites === 'string' && isUuid(cites) ? cites : null}
      />
    </ClientMessages>
  )
}
