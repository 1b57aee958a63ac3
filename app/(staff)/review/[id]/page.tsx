import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DocumentCard } from '@/components/documents/document-card'
import { ClientMessages } from '@/components/layout/client-messages'
import { TwoColumn } from '@/components/layout/two-column'
import { CaseAside } from '@/components/review/case-aside'
import { CaseContent } from '@/components/review/case-content'
import { CaseDeadline } from '@/components/review/case-deadline'
import { CaseLinks } from '@/components/review/case-links'
import { PageHeader } from '@/components/ui/page-header'
import { listDocuments } from '@/lib/documents/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { NAMESPACE } from '@/lib/review/labels'
import { findReviewCase } from '@/lib/review/cases/queries'
import { ObjectionDesk } from './objection-desk'
import { RefusalDesk } from './refusal-desk'
import { ReportDesk } from './report-desk'
import { RecusalDecisionDesk } from './recusal-decision-desk'
import { RecusalRequestDesk } from './recusal-request-desk'

type Params = Promise<{ id: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('title') }
}

export default async function ReviewCasePage({ params }: { params: Params }) {
  const actor = await requireActor()
  const { id } = await params
  const found = await findReviewCase(actor, id, systemClock.now())
  if (!found) notFound()
  const { view, standing } = found
  // How the offices come to a finding is not for the person it is about.
  if (view.kind === 'REFUSAL' && standing.isSubject) redirect(`/my/refusals/${view.id}`)
  const t = await getTranslations('review')
  const words = await getTranslations()
  const locale = await getLocale()
  const desk = { view, standing, actor }
  return (
    <ClientMessages
      namespaces={[
        'review',
        'cases',
        'platform',
        'recusalRequests',
        'recusalDecisions',
        'affectedActs',
        'filing',
        'refusals',
        NAMESPACE[view.kind],
      ]}
    >
      <PageHeader
        eyebrow={[t(`kind.${view.kind}`), view.number, words(`${NAMESPACE[view.kind]}.status.${view.status}`)]
          .filter(Boolean)
          .join(' · ')}
        title={view.title || t(`kind.${view.kind}`)}
        actions={<CaseDeadline view={view} locale={locale} />}
        back={{ href: '/review', label: t('case.back') }}
      />
      <TwoColumn aside={<CaseAside view={view} locale={locale} />} asideLabel={t('case.history')}>
        {view.kind === 'ADVANCE_REPORT' ? <ReportDesk {...desk} /> : null}
        {view.kind === 'RECUSAL_REQUEST' ? <RecusalRequestDesk {...desk} /> : null}
        {view.kind === 'RECUSAL_DECISION' ? <RecusalDecisionDesk {...desk} /> : null}
        {view.kind === 'REFUSAL' ? <RefusalDesk {...desk} /> : null}
        {view.kind === 'OBJECTION' ? <ObjectionDesk {...desk} /> : null}
        <CaseContent view={view} locale={locale} />
        <DocumentCard
          documents={await listDocuments(actor, view.id, systemClock.now())}
          volumeOf={standing.isSubject ? undefined : view.id}
        />
        <CaseLinks view={view} />
      </TwoColumn>
    </ClientMessages>
  )
}
