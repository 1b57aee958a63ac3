import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { TwoColumn } from '@/components/layout/two-column'
import { CaseAside } from '@/components/review/case-aside'
import { CaseContent } from '@/components/review/case-content'
import { CaseDeadline } from '@/components/review/case-deadline'
import { StepForm, type Step } from '@/components/review/step-form'
import { LinkButton } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { objectToDenial, withdrawRequest } from '@/lib/recusals/requests/actions'
import { findRequestDesk } from '@/lib/recusals/requests/queries'
import { findReviewCase } from '@/lib/review/cases/queries'

type Params = Promise<{ id: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recusalRequests'))('form.title') }
}

/** The applicant's own request: what was filed, where it is, and what the applicant may still do. */
export default async function MyRequestPage({ params }: { params: Params }) {
  const actor = await requireActor()
  const { id } = await params
  const now = systemClock.now()
  const found = await findReviewCase(actor, id, now)
  if (!found || found.view.kind !== 'RECUSAL_REQUEST' || found.view.filedBy.officialId !== actor.officialId)
    notFound()
  const { view, standing } = found
  const facts = await findRequestDesk(actor, id, standing, now)
  const t = await getTranslations('recusalRequests')
  const words = await getTranslations()
  const locale = await getLocale()
  const allowed = (event: string) => facts?.events.some((one) => one.event === event && one.allowed) ?? false
  const base = { caseId: view.id, version: view.version }
  const steps: Step[] = [
    ...(allowed('object')
      ? [
          {
            event: 'object',
            label: t('own.object'),
            note: t('own.objectText'),
            fields: [
              { name: 'reason', kind: 'paragraph' as const, label: t('own.objectReason'), required: true },
            ],
            act: objectToDenial,
            input: base,
          },
        ]
      : []),
    ...(allowed('withdraw')
      ? [
          {
            event: 'withdraw',
            label: t('own.withdraw'),
            note: t('own.withdrawText'),
            fields: [{ name: 'reason', kind: 'paragraph' as const, label: t('own.withdrawReason') }],
            act: withdrawRequest,
            input: base,
            variant: 'danger' as const,
          },
        ]
      : []),
  ]
  return (
    <ClientMessages namespaces={['recusalRequests', 'review', 'cases', 'platform']}>
      <PageHeader
        eyebrow={[t('form.title'), view.number, t(`status.${view.status}`)].filter(Boolean).join(' · ')}
        title={view.title || t('form.title')}
        actions={<CaseDeadline view={view} locale={locale} />}
        back={{ href: '/my/recusal-requests', label: t('own.back') }}
      />
      <TwoColumn aside={<CaseAside view={view} locale={locale} />} asideLabel={words('review.case.history')}>
        {facts?.suspended ? <Notice tone="info">{t('own.suspended')}</Notice> : null}
        {allowed('submit') ? (
          <div>
            <LinkButton href={`/my/recusal-requests/${view.id}/edit`} variant="primary">
              {t('own.edit')}
            </LinkButton>
          </div>
        ) : null}
        <CaseContent view={view} locale={locale} />
        {steps.map((step) => (
          <Card key={step.event} aria-labelledby={step.event}>
            <CardHeader
              id={step.event}
              title={t(step.event === 'object' ? 'own.objectTitle' : 'own.withdrawTitle')}
            />
            <CardBody>
              <StepForm
                key={view.version}
                steps={[step]}
                labels={{ choose: '', pending: t('own.pending'), done: t.raw('desk.done') as string }}
              />
            </CardBody>
          </Card>
        ))}
      </TwoColumn>
    </ClientMessages>
  )
}
