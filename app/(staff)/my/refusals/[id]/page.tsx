import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DocumentCard } from '@/components/documents/document-card'
import { ClientMessages } from '@/components/layout/client-messages'
import { RemedyWords } from '@/components/recusals/refusal-facts'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { listDocuments } from '@/lib/documents/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'
import { giveReasons } from '@/lib/recusals/refusals/actions'
import { findOwnRefusal } from '@/lib/recusals/refusals/queries'

type Params = Promise<{ id: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('refusals'))('own.title') }
}

/** What the person is asked to answer, and what was found; nothing of how the offices came to it. */
export default async function MyRefusalPage({ params }: { params: Params }) {
  const actor = await requireActor()
  const { id } = await params
  const own = await findOwnRefusal(actor, id, systemClock.now())
  if (!own) notFound()
  const documents = await listDocuments(actor, own.caseId, systemClock.now())
  const t = await getTranslations('refusals')
  const words = await getTranslations()
  const locale = await getLocale()
  const state = `own.result.${own.status}`
  return (
    <ClientMessages namespaces={['refusals', 'cases', 'platform', 'review']}>
      <PageHeader
        eyebrow={[own.number, t(`status.${own.status}`)].filter(Boolean).join(' · ')}
        title={own.title}
        back={{ href: '/my/decisions', label: t('own.back') }}
      />
      <div className="grid max-w-3xl gap-5">
        {own.status === 'DEMANDED' ? (
          <Notice
            tone="refusal"
            title={t('own.demandTitle')}
            basis={words('rulebook.article.recusal-rules-17')}
            actions={
              <Link className="link" href={`/my/decisions/${own.decisionId}`}>
                {t('own.linkDecision')}
              </Link>
            }
          >
            <p>
              {t('own.demandText', {
                date: own.demandOverAt ? formatDateTime(own.demandOverAt, locale) : '',
              })}
            </p>
          </Notice>
        ) : t.has(state) ? (
          <Notice tone="info" title={t('own.state')}>
            <p>{t(state, { outcome: own.outcome ? t(`outcome.${own.outcome.kind}`) : '' })}</p>
            {own.outcome ? <p className="whitespace-pre-line">{own.outcome.text}</p> : null}
            {own.outcome ? <RemedyWords remedies={own.outcome.remedies} /> : null}
          </Notice>
        ) : null}
        <Card aria-labelledby="demand">
          <CardHeader id="demand" title={t('facts.demand')} description={t(`cause.${own.cause}`)} />
          <CardBody>
            <p className="wrap-anywhere whitespace-pre-line">{own.demand}</p>
          </CardBody>
        </Card>
        <DocumentCard documents={documents.filter((one) => one.kind === 'DEMAND')} />
        {own.reasons && own.reasonsAt ? (
          <Card aria-labelledby="reasons">
            <CardHeader id="reasons" title={t('own.given', { at: formatDateTime(own.reasonsAt, locale) })} />
            <CardBody>
              <p className="wrap-anywhere whitespace-pre-line">{own.reasons}</p>
            </CardBody>
          </Card>
        ) : null}
        {own.mayGiveReasons ? (
          <Card aria-labelledby="give-reasons">
            <CardHeader id="give-reasons" title={t('event.giveReasons')} />
            <CardBody>
              <StepForm
                key={own.version}
                steps={[
                  {
                    event: 'giveReasons',
                    label: t('own.submit'),
                    fields: [
                      {
                        name: 'reasons',
                        kind: 'paragraph',
                        label: t('own.reasons'),
                        hint: t('own.reasonsHint'),
                        required: true,
                      },
                    ],
                    act: giveReasons,
                    input: { caseId: own.caseId, version: own.version },
                  },
                ]}
                labels={{ choose: '', pending: t('desk.pending'), done: t.raw('desk.done') as string }}
              />
            </CardBody>
          </Card>
        ) : null}
      </div>
    </ClientMessages>
  )
}
