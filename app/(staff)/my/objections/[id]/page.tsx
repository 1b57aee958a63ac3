import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DocumentCard } from '@/components/documents/document-card'
import { ClientMessages } from '@/components/layout/client-messages'
import { TwoColumn } from '@/components/layout/two-column'
import { ObjectionFactsCard } from '@/components/recusals/objection-facts'
import { CaseAside } from '@/components/review/case-aside'
import { CaseDeadline } from '@/components/review/case-deadline'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { listDocuments } from '@/lib/documents/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { findObjectionFacts } from '@/lib/recusals/objections/queries'
import { findReviewCase } from '@/lib/review/cases/queries'

type Params = Promise<{ id: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('objections'))('own.title') }
}

/** The own objection: what it says, how far the review is, and its result. */
export default async function MyObjectionPage({ params }: { params: Params }) {
  const actor = await requireActor()
  const { id } = await params
  const now = systemClock.now()
  const found = await findReviewCase(actor, id, now)
  if (!found || found.view.kind !== 'OBJECTION' || found.view.filedBy.officialId !== actor.officialId)
    notFound()
  const { view, standing } = found
  const facts = await findObjectionFacts(actor, id, standing, now)
  if (!facts) notFound()
  const t = await getTranslations('objections')
  const words = await getTranslations()
  const locale = await getLocale()
  return (
    <ClientMessages namespaces={['objections', 'review', 'cases', 'platform']}>
      <PageHeader
        eyebrow={[t('own.title'), view.number, t(`status.${view.status}`)].filter(Boolean).join(' · ')}
        title={view.title}
        actions={<CaseDeadline view={view} locale={locale} />}
        back={{ href: `/my/decisions/${facts.decisionId}`, label: t('own.back') }}
      />
      <TwoColumn aside={<CaseAside view={view} locale={locale} />} asideLabel={words('review.case.history')}>
        {facts.result ? null : <Notice tone="info">{t('own.wait')}</Notice>}
        <ObjectionFactsCard facts={facts} />
        <DocumentCard documents={await listDocuments(actor, view.id, now)} />
      </TwoColumn>
    </ClientMessages>
  )
}
