import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DocumentCard } from '@/components/documents/document-card'
import { ClientMessages } from '@/components/layout/client-messages'
import { TwoColumn } from '@/components/layout/two-column'
import { AffectedActs } from '@/components/recusals/affected-acts'
import { DecisionDocument } from '@/components/recusals/decision-document'
import { ObjectionFactsCard } from '@/components/recusals/objection-facts'
import { RefusalFactsCard } from '@/components/recusals/refusal-facts'
import { Related } from '@/components/records/related'
import { CaseAside } from '@/components/review/case-aside'
import { CaseContent } from '@/components/review/case-content'
import { CaseDeadline } from '@/components/review/case-deadline'
import { CaseLinks } from '@/components/review/case-links'
import { PageHeader } from '@/components/ui/page-header'
import { listDocuments } from '@/lib/documents/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { hasRecordsDesk } from '@/lib/records/policy'
import { listAffectedActs } from '@/lib/recusals/acts/queries'
import { findDecisionFacts } from '@/lib/recusals/decisions/queries'
import { findObjectionFacts } from '@/lib/recusals/objections/queries'
import { findRefusalFacts } from '@/lib/recusals/refusals/queries'
import { findReviewCase } from '@/lib/review/cases/queries'
import { NAMESPACE } from '@/lib/review/labels'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('records'))('title') }
}

/** A case for readers: all of it, and nothing to press. */
export default async function RecordPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor()
  if (!hasRecordsDesk(actor)) notFound()
  const { id } = await params
  const now = systemClock.now()
  const found = await findReviewCase(actor, id, now)
  if (!found) notFound()
  const { view, standing } = found
  if (view.kind === 'REFUSAL' && standing.isSubject) redirect(`/my/refusals/${view.id}`)
  const facts =
    view.kind === 'RECUSAL_DECISION' ? await findDecisionFacts(actor, view.id, standing, now) : null
  const acts = facts ? await listAffectedActs(actor, view.id, now) : []
  const refusal = view.kind === 'REFUSAL' ? await findRefusalFacts(actor, view.id, standing, now) : null
  const objection = view.kind === 'OBJECTION' ? await findObjectionFacts(actor, view.id, standing, now) : null
  const t = await getTranslations('records')
  const words = await getTranslations()
  const locale = await getLocale()
  const kind = words(`review.kind.${view.kind}`)
  return (
    <ClientMessages namespaces={['review', 'cases', 'platform', NAMESPACE[view.kind]]}>
      <PageHeader
        eyebrow={[kind, view.number, words(`${NAMESPACE[view.kind]}.status.${view.status}`)]
          .filter(Boolean)
          .join(' · ')}
        title={view.title || kind}
        actions={<CaseDeadline view={view} locale={locale} />}
        back={{ href: '/records', label: t('back') }}
      />
      <TwoColumn aside={<CaseAside view={view} locale={locale} />} asideLabel={words('review.case.history')}>
        {facts ? <DecisionDocument view={view} facts={facts} /> : null}
        <AffectedActs caseId={view.id} version={view.version} acts={acts} />
        {refusal ? <RefusalFactsCard caseId={view.id} facts={refusal} /> : null}
        {objection ? <ObjectionFactsCard facts={objection} /> : null}
        <CaseContent view={view} locale={locale} />
        <DocumentCard documents={await listDocuments(actor, view.id, systemClock.now())} volumeOf={view.id} />
        <CaseLinks view={view} base="/records" />
        <Related view={view} />
      </TwoColumn>
    </ClientMessages>
  )
}
