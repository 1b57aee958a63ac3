import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { decisionFields } from '@/components/recusals/decision-fields'
import { SubjectChooser } from '@/components/recusals/subject-chooser'
import { StepForm, type Step } from '@/components/review/step-form'
import type { StepField } from '@/components/review/step-fields'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { openDecision, proposeDecision } from '@/lib/recusals/decisions/actions'
import { hasDecisionDesk } from '@/lib/recusals/decisions/policy'
import { findSubject, type SubjectForDecision } from '@/lib/recusals/decisions/queries'

type Search = Promise<{ subject?: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recusalDecisions'))('new.title') }
}

/** A direct decision, or the discipline office's proposal: first who, then the matter and everything it must say. */
export default async function NewDecisionPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!hasDecisionDesk(actor)) notFound()
  const { subject: id } = await searchParams
  const t = await getTranslations('recusalDecisions')
  const words = await getTranslations()
  const subject = id ? await findSubject(actor, id, systemClock.now()) : null
  const steps = subject ? await stepsFor(subject) : []
  return (
    <ClientMessages namespaces={['review', 'cases', 'platform', 'recusalDecisions', 'recusalRequests']}>
      <PageHeader
        title={t('new.title')}
        description={t('new.description')}
        back={{ href: '/review', label: words('review.case.back') }}
      />
      <div className="grid gap-5">
        <Card aria-labelledby="who">
          <CardHeader id="who" title={t('new.who')} />
          <CardBody className="grid gap-4">
            <SubjectChooser
              label={t('label.subjectId')}
              initial={subject?.person ?? null}
              path="/review/decisions/new"
            />
            {subject && !subject.mayOpen && !subject.mayPropose ? (
              <Notice tone="refusal">{words('cases.refusal.not-in-charge')}</Notice>
            ) : null}
            {subject && subject.matters.length === 0 ? (
              <Notice tone="info">{t('refusal.matter-unknown')}</Notice>
            ) : null}
            {subject ? null : <p className="text-sm text-ink-3">{t('new.noMatters')}</p>}
          </CardBody>
        </Card>
        {steps.length > 0 ? (
          <Card aria-labelledby="why">
            <CardHeader
              id="why"
              title={t('new.what')}
              description={t(subject?.mayOpen ? 'new.note' : 'new.proposeNote')}
            />
            <CardBody>
              <StepForm
                key={subject?.person.id}
                steps={steps}
                labels={{
                  choose: words('review.decide.choose'),
                  submit: t(subject?.mayOpen ? 'new.submit' : 'new.propose'),
                  pending: t('new.pending'),
                  done: t.raw('desk.done') as string,
                }}
              />
            </CardBody>
          </Card>
        ) : null}
      </div>
    </ClientMessages>
  )
}

async function stepsFor(subject: SubjectForDecision): Promise<Step[]> {
  if (subject.matters.length === 0) return []
  const t = await getTranslations('recusalDecisions')
  const matter: StepField = {
    name: 'matterId',
    kind: 'select',
    label: t('label.matterId'),
    required: true,
    options: subject.matters.map((one) => ({ value: one.id, label: one.label })),
  }
  const fields = await decisionFields(null, null)
  const input = { subjectId: subject.person.id }
  if (subject.mayOpen)
    return [
      {
        event: 'open',
        label: t('event.open'),
        fields: [matter, ...fields],
        act: openDecision,
        input,
        then: '/review/{caseId}',
      },
    ]
  if (!subject.mayPropose) return []
  const proposed = fields.filter((field) =>
    ['groundCode', 'whyDue', 'facts', 'evidence'].includes(field.name),
  )
  return [
    {
      event: 'propose',
      label: t('event.propose'),
      fields: [matter, ...proposed],
      act: proposeDecision,
      input,
      then: '/review/{caseId}',
    },
  ]
}
