import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
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
import { convertReport, withdrawReport } from '@/lib/advance-reports/actions'
import { findOwnReport, listMyMatters } from '@/lib/advance-reports/queries'
import type { OwnReport } from '@/lib/advance-reports/types'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { findReviewCase } from '@/lib/review/cases/queries'
import type { ReviewCase } from '@/lib/review/cases/types'

type Params = Promise<{ id: string }>
type Search = Promise<{ submitted?: string; reported?: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('advanceReports'))('new.title') }
}

/** The official's own report: what was filed, where it is, what may be done now. */
export default async function MyReportPage({
  params,
  searchParams,
}: {
  params: Params
  searchParams: Search
}) {
  const actor = await requireActor()
  const { id } = await params
  const { submitted, reported } = await searchParams
  const now = systemClock.now()
  const found = await findReviewCase(actor, id, now)
  if (!found || found.view.kind !== 'ADVANCE_REPORT' || found.view.filedBy.officialId !== actor.officialId)
    notFound()
  const { view } = found
  const own = await findOwnReport(actor, id, now)
  if (!own) notFound()
  const t = await getTranslations('advanceReports')
  const words = await getTranslations()
  const locale = await getLocale()
  const matters = own.steps.convert ? await listMyMatters(actor, now) : []
  const steps = await stepsOf(view, own, matters)
  const edit = `/my/advance-reports/${view.id}/edit`
  return (
    <ClientMessages namespaces={['advanceReports', 'review', 'cases', 'platform', 'recusalRequests']}>
      <PageHeader
        eyebrow={[t(`kind.${own.filingKind}`), view.number, t(`status.${view.status}`)]
          .filter(Boolean)
          .join(' · ')}
        title={view.title || t('own.untitled')}
        actions={<CaseDeadline view={view} locale={locale} />}
        back={{ href: '/my/advance-reports', label: t('own.back') }}
      />
      <TwoColumn aside={<CaseAside view={view} locale={locale} />} asideLabel={words('review.case.history')}>
        {submitted ? (
          <Notice tone="success" role="status" title={t('own.submitted')}>
            {t('own.submittedText', { number: view.number ?? '' })}
          </Notice>
        ) : null}
        {reported ? (
          <Notice tone="success" role="status">
            {t('result.done')}
          </Notice>
        ) : null}
        {view.status === 'LAPSED_UNDECIDED' ? (
          <Notice
            tone="refusal"
            title={t('own.lapsedTitle')}
            actions={
              <Link className="link" href={`/my/advance-reports/new?cites=${view.id}`}>
                {t('own.lapsedLink')}
              </Link>
            }
          >
            {t('own.lapsedText')}
          </Notice>
        ) : null}
        {own.conditions.length > 0 ? (
          <Notice tone="warning" title={t('own.conditions')}>
            <ul className="list-disc pl-5">
              {own.conditions.map((condition) => (
                <li key={condition}>{t(`measure.${condition}`)}</li>
              ))}
            </ul>
            <p>{t('own.conditionsNote')}</p>
          </Notice>
        ) : null}
        <div className="flex flex-wrap gap-3">
          {own.steps.edit ? (
            <LinkButton variant="primary" href={edit}>
              {t(
                view.status === 'RETURNED'
                  ? 'own.edit'
                  : view.status === 'NOTICE_GIVEN'
                    ? 'own.complete'
                    : 'own.continue',
              )}
            </LinkButton>
          ) : null}
          {own.steps.result ? (
            <LinkButton variant="primary" href={`/my/advance-reports/${view.id}/result`}>
              {t('own.result')}
            </LinkButton>
          ) : null}
          {own.steps.amend ? <LinkButton href={edit}>{t('own.amend')}</LinkButton> : null}
          {view.versions.length > 0 ? (
            <LinkButton href={`/my/receipts/${view.id}`}>{t('own.receipt')}</LinkButton>
          ) : null}
        </div>
        <CaseContent view={view} locale={locale} />
        {steps.map((step) => (
          <Card key={step.event} aria-labelledby={step.event}>
            <CardHeader id={step.event} title={t(`own.${step.event}Title`)} description={step.note} />
            <CardBody>
              <StepForm
                key={view.version}
                steps={[{ ...step, note: undefined }]}
                labels={{ choose: '', pending: t('own.pending'), done: t.raw('own.done') as string }}
              />
            </CardBody>
          </Card>
        ))}
      </TwoColumn>
    </ClientMessages>
  )
}

async function stepsOf(
  view: ReviewCase,
  own: OwnReport,
  matters: { id: string; label: string }[],
): Promise<Step[]> {
  const t = await getTranslations('advanceReports')
  const base = { caseId: view.id, version: view.version }
  const steps: Step[] = []
  if (own.steps.convert)
    steps.push({
      event: 'convert',
      label: t('own.convert'),
      note: t('own.convertText'),
      fields: [
        {
          name: 'matterId',
          kind: 'select',
          label: t('own.convertMatter'),
          required: true,
          initial: view.matter?.id ?? '',
          options: matters.map((one) => ({ value: one.id, label: one.label })),
        },
        { name: 'reason', kind: 'paragraph', label: t('own.convertReason'), required: true },
      ],
      act: convertReport,
      input: base,
    })
  if (own.steps.withdraw)
    steps.push({
      event: 'withdraw',
      label: t('own.withdraw'),
      note: t('own.withdrawText'),
      fields: [
        {
          name: 'reason',
          kind: 'paragraph',
          label: t('own.withdrawReason'),
          required: own.steps.reasonRequired,
        },
      ],
      act: withdrawReport,
      input: base,
      variant: 'danger',
    })
  return steps
}
