import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DocumentCard } from '@/components/documents/document-card'
import { ClientMessages } from '@/components/layout/client-messages'
import { TwoColumn } from '@/components/layout/two-column'
import { DecisionDocument } from '@/components/recusals/decision-document'
import { CaseAside } from '@/components/review/case-aside'
import { StepForm, type Step } from '@/components/review/step-form'
import type { StepField } from '@/components/review/step-fields'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { listDocuments } from '@/lib/documents/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'
import {
  acceptHandover,
  acknowledgeDecision,
  declareClear,
  declareUnfit,
  handOverWork,
  recordOpinion,
  returnHandover,
} from '@/lib/recusals/decisions/actions'
import { findDecisionFacts } from '@/lib/recusals/decisions/queries'
import type { HandoverLine } from '@/lib/recusals/decisions/types'
import { fileObjection } from '@/lib/recusals/objections/actions'
import { findObjectionOffer } from '@/lib/recusals/objections/queries'
import { findReviewCase } from '@/lib/review/cases/queries'

const BESIDES = new Set(['returnHandover', 'declareUnfit'])

type Params = Promise<{ id: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recusalDecisions'))('own.title') }
}

/** A decision as the recused person or the substitute reads it, with what they have to do. */
export default async function MyDecisionPage({ params }: { params: Params }) {
  const actor = await requireActor()
  const { id } = await params
  const now = systemClock.now()
  const found = await findReviewCase(actor, id, now)
  if (!found || found.view.kind !== 'RECUSAL_DECISION') notFound()
  const { view, standing } = found
  if (!standing.isSubject && !standing.parties.includes('substitute')) notFound()
  const facts = await findDecisionFacts(actor, id, standing, now)
  if (!facts) notFound()
  const t = await getTranslations('recusalDecisions')
  const o = await getTranslations('objections')
  const words = await getTranslations()
  const locale = await getLocale()
  const allowed = (event: string) => facts.events.some((one) => one.event === event && one.allowed)
  const base = { caseId: view.id, version: view.version }
  const note: StepField = { name: 'note', kind: 'paragraph', label: t('own.note') }
  const itemField = (items: HandoverLine[], all = true): StepField[] =>
    items.length === 0
      ? []
      : [
          {
            name: 'items',
            kind: 'chips',
            label: t('own.items'),
            required: true,
            initial: all ? items.map((one) => one.id) : [],
            options: items.map((one) => ({
              value: one.id,
              label: one.text,
              hint: one.note ? t('own.returnedBecause', { note: one.note }) : undefined,
            })),
          },
        ]
  const by = (key: string, due: string | null) =>
    due ? t(key, { date: formatDateTime(due, locale) }) : undefined
  const steps: Step[] = []
  if (standing.isSubject && allowed('recordOpinion'))
    steps.push({
      event: 'recordOpinion',
      label: t('own.submit'),
      fields: [{ name: 'opinion', kind: 'paragraph', label: t('own.opinion'), required: true }],
      act: recordOpinion,
      input: base,
    })
  if (allowed('acknowledge'))
    steps.push({
      event: 'acknowledge',
      label: t('own.acknowledge'),
      note: by('own.acknowledgeBy', facts.acknowledgeDueAt),
      fields: [],
      act: acknowledgeDecision,
      input: base,
    })
  else if (allowed('handOver') && facts.handoverItems)
    steps.push({
      event: 'handOver',
      label: t('own.handOver'),
      note: by('own.handOverBy', facts.handoverDueAt),
      fields: [...itemField(facts.items.filter((one) => !one.handedOverAt)), note],
      act: handOverWork,
      input: base,
    })
  const given = facts.items.filter((one) => one.handedOverAt && !one.acceptedAt)
  if (allowed('acceptHandover'))
    steps.push({
      event: 'acceptHandover',
      label: t('own.acceptHandover'),
      fields: [...itemField(given), note],
      act: acceptHandover,
      input: base,
    })
  if (allowed('returnHandover') && given.length > 0)
    steps.push({
      event: 'returnHandover',
      label: t('own.returnHandover'),
      note: t('own.returnNote'),
      fields: [...itemField(given, false), { ...note, label: t('own.returnReason'), required: true }],
      act: returnHandover,
      input: base,
    })
  if (allowed('declareClear'))
    steps.push({
      event: 'declareClear',
      label: t('own.declareClear'),
      note: t('own.declareClearNote'),
      fields: [{ name: 'declared', kind: 'check', label: t('own.declaration') }],
      act: declareClear,
      input: base,
    })
  if (allowed('declareUnfit'))
    steps.push({
      event: 'declareUnfit',
      label: t('own.declareUnfit'),
      note: t('own.declareUnfitNote'),
      fields: [{ name: 'reason', kind: 'paragraph', label: t('own.unfitReason'), required: true }],
      act: declareUnfit,
      input: base,
    })
  const objection = await findObjectionOffer(actor, id, standing, now)
  if (objection?.may)
    steps.push({
      event: 'file',
      label: o('own.file'),
      note: o('own.fileNote', { date: objection.dueAt ? formatDateTime(objection.dueAt, locale) : '' }),
      fields: [
        {
          name: 'reasons',
          kind: 'paragraph',
          label: o('own.reasons'),
          hint: o('own.reasonsHint'),
          required: true,
        },
      ],
      act: fileObjection,
      input: base,
      then: '/my/objections/{caseId}',
    })
  // What is expected has a card of its own; what is possible besides shares one.
  const besides = steps.filter((step) => BESIDES.has(step.event))
  const cards = [
    ...steps
      .filter((step) => !BESIDES.has(step.event))
      .map((step) => ({ id: step.event, title: step.label, steps: [step] })),
    ...(besides.length > 0
      ? [
          {
            id: 'besides',
            title: besides.length === 1 ? (besides[0]?.label ?? '') : t('own.besides'),
            steps: besides,
          },
        ]
      : []),
  ]
  const demanded = standing.isSubject ? view.children.filter((child) => child.kind === 'REFUSAL') : []
  return (
    <ClientMessages
      namespaces={['recusalDecisions', 'recusalRequests', 'objections', 'review', 'cases', 'platform']}
    >
      <PageHeader
        eyebrow={[facts.documentNumber, t(`status.${view.status}`)].filter(Boolean).join(' · ')}
        title={view.title}
        back={{ href: '/my/decisions', label: t('own.back') }}
      />
      <TwoColumn aside={<CaseAside view={view} locale={locale} />} asideLabel={words('review.case.history')}>
        {standing.isSubject && view.status === 'IN_FORCE' ? (
          <Notice tone="warning" basis={words('rulebook.article.recusal-rules-14')}>
            {t(facts.isPost ? 'own.inForcePost' : 'own.inForce')}
          </Notice>
        ) : null}
        {standing.isSubject && view.status === 'HEARING' ? (
          <Notice tone="info" title={t('own.opinionTitle')}>
            {t('own.opinionText')}
          </Notice>
        ) : null}
        {demanded.map((refusal) => (
          <Notice
            key={refusal.id}
            tone="refusal"
            title={words(`refusals.status.${refusal.status}`)}
            actions={
              <Link className="link" href={`/my/refusals/${refusal.id}`}>
                {words('refusals.own.title')} {refusal.number}
              </Link>
            }
          />
        ))}
        {objection?.own ? (
          <p className="text-sm">
            <Link className="link" href={`/my/objections/${objection.own.id}`}>
              {o('own.filed', {
                number: objection.own.number ?? '',
                status: o(`status.${objection.own.status}`),
              })}
            </Link>
          </p>
        ) : null}
        {cards.map((card) => (
          <Card key={card.id} aria-labelledby={card.id}>
            <CardHeader
              id={card.id}
              title={card.title}
              description={card.id === 'acknowledge' ? t('own.acknowledgeNote') : undefined}
            />
            <CardBody>
              <StepForm
                key={view.version}
                steps={card.steps}
                labels={{
                  choose: t('desk.choose'),
                  pending: t('desk.pending'),
                  done: t.raw('desk.done') as string,
                }}
              />
            </CardBody>
          </Card>
        ))}
        <DecisionDocument view={view} facts={facts} />
        <DocumentCard documents={await listDocuments(actor, view.id, systemClock.now())} />
      </TwoColumn>
    </ClientMessages>
  )
}
