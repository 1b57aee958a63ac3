import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { decisionFields, postFields } from '@/components/recusals/decision-fields'
import { SubjectChooser } from '@/components/recusals/subject-chooser'
import { StepForm, type Step } from '@/components/review/step-form'
import type { StepField } from '@/components/review/step-fields'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { openDecision, openPostDecision, proposeDecision } from '@/lib/recusals/decisions/actions'
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
  const proposes = steps[0]?.event === 'propose'
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
            {subject && !subject.mayOpen && !subject.mayPropose && !subject.mayOpenPost ? (
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
              description={t(proposes ? 'new.proposeNote' : 'new.note')}
            />
            <CardBody>
              <StepForm
                key={subject?.person.id}
                steps={steps}
                labels={{
                  choose: t('new.type'),
                  submit: t(proposes ? 'new.propose' : 'new.submit'),
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
  const t = await getTranslations('recusalDecisions')
  const input = { subjectId: subject.person.id }
  const then = '/review/{caseId}'
  const matter: StepField = {
    name: 'matterId',
    kind: 'select',
    label: t('label.matterId'),
    required: true,
    options: subject.matters.map((one) => ({ value: one.id, label: one.label })),
  }
  const known = await decisionFields(null, null)
  const steps: Step[] = []
  if (subject.mayOpen && subject.matters.length > 0)
    steps.push({
      event: 'open',
      label: t('new.duty'),
      fields: [matter, ...known],
      act: openDecision,
      input,
      then,
    })
  if (subject.mayOpenPost)
    steps.push({
      event: 'openPost',
      label: t('new.post'),
      fields: await postFields({ postToLeave: subject.person.post }, null),
      act: openPostDecision,
      input,
      then,
    })
  if (steps.length > 0 || !subject.mayPropose || subject.matters.length === 0) return steps
  const asked = ['groundCode', 'whyDue', 'facts', 'evidence']
  return [
    {
      event: 'propose',
      label: t('event.propose'),
      fields: [matter, ...known.filter((field) => asked.includes(field.name))],
      act: proposeDecision,
      input,
      then,
    },
  ]
}
