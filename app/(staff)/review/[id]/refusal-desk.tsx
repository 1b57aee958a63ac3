import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { RefusalFactsCard } from '@/components/recusals/refusal-facts'
import type { Step } from '@/components/review/step-form'
import type { StepField } from '@/components/review/step-fields'
import { Notice } from '@/components/ui/notice'
import type { Standing } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { systemClock } from '@/lib/platform/clock'
import {
  agreeConfirmed,
  agreeJustified,
  closeRefusal,
  demandCompliance,
  disagreeWithFinding,
  proposeFinding,
  proposeReferral,
  recordCompliance,
  recordOutcome,
  referRefusal,
} from '@/lib/recusals/refusals/actions'
import { findRefusalFacts } from '@/lib/recusals/refusals/queries'
import { FINDINGS, OUTCOMES, REFERRAL_TARGETS } from '@/lib/recusals/refusals/schema'
import type { RefusalFacts } from '@/lib/recusals/refusals/types'
import type { ReviewCase } from '@/lib/review/cases/types'
import { StepCard } from './step-card'

/** A refusal from its first sign to its outcome, with what the person may do about it now. */
export async function RefusalDesk({
  view,
  standing,
  actor,
}: {
  view: ReviewCase
  standing: Standing
  actor: Actor
}) {
  const t = await getTranslations('refusals')
  const words = await getTranslations()
  const facts = await findRefusalFacts(actor, view.id, standing, systemClock.now())
  if (!facts) return null
  const steps = await stepsOf(view, facts)
  return (
    <>
      {view.status === 'SUSPECTED' ? (
        <Notice
          tone="refusal"
          title={t('desk.title')}
          basis={words('rulebook.article.recusal-rules-17')}
          actions={
            view.parent ? (
              <Link className="link" href={`/review/${view.parent.id}`}>
                {t('desk.decision')} {view.parent.number}
              </Link>
            ) : null
          }
        >
          <p>{t('desk.text', { cause: t(`cause.${facts.cause}`) })}</p>
          <p>{t('desk.next')}</p>
        </Notice>
      ) : null}
      {facts.actsOpen > 0 && view.parent && !view.closed ? (
        <Notice
          tone="warning"
          actions={
            <Link className="link" href={`/review/${view.parent.id}#affected-acts`}>
              {t('desk.decision')} {view.parent.number}
            </Link>
          }
        >
          {t('facts.actsOpen', { count: facts.actsOpen })}
        </Notice>
      ) : null}
      <StepCard
        view={view}
        steps={steps}
        title={t('desk.steps')}
        labels={{
          choose: t('desk.choose'),
          pending: t('desk.pending'),
          done: t.raw('desk.done') as string,
        }}
      />
      <RefusalFactsCard caseId={view.id} facts={facts} />
    </>
  )
}

async function stepsOf(view: ReviewCase, facts: RefusalFacts): Promise<Step[]> {
  const t = await getTranslations('refusals')
  const input = { caseId: view.id, version: view.version }
  const paragraph = (name: string, label: string, hint?: string): StepField => ({
    name,
    kind: 'paragraph',
    label: t(`desk.${label}`),
    hint: hint && t(`desk.${hint}`),
    required: true,
  })
  const choice = (name: string, label: string, values: readonly string[], words: string): StepField => ({
    name,
    kind: 'radio',
    label: t(`desk.${label}`),
    required: true,
    options: values.map((value) => ({ value, label: t(`${words}.${value}`) })),
  })
  const step = (event: string, rest: Pick<Step, 'fields' | 'act'> & Partial<Step>): Step => ({
    event,
    label: t(`desk.${event}`),
    input,
    ...rest,
  })
  const all: Step[] = [
    step('demand', {
      fields: [paragraph('demand', 'demandText', 'demandHint')],
      note: t('desk.demandNote'),
      act: demandCompliance,
    }),
    step('proposeFinding', {
      fields: [choice('finding', 'finding', FINDINGS, 'finding'), paragraph('reason', 'findingReason')],
      note: t('desk.findingNote'),
      act: proposeFinding,
    }),
    step('justify', { fields: [], act: agreeJustified }),
    step('confirm', { fields: [], act: agreeConfirmed }),
    step('disagree', { fields: [paragraph('reason', 'reason')], act: disagreeWithFinding }),
    step('comply', { fields: [paragraph('evidence', 'evidence', 'evidenceHint')], act: recordCompliance }),
    step('proposeReferral', {
      fields: [choice('referTo', 'referTo', REFERRAL_TARGETS, 'target'), paragraph('reason', 'referReason')],
      note: t('desk.referNote'),
      act: proposeReferral,
    }),
    step('refer', { fields: [], note: t('desk.referNote'), act: referRefusal, variant: 'danger' }),
    step('recordOutcome', {
      fields: [
        choice('outcome', 'outcome', OUTCOMES, 'outcome'),
        paragraph('outcomeText', 'outcomeText'),
        { name: 'outcomeNumber', kind: 'line', label: t('desk.outcomeNumber') },
        { name: 'outcomeKnownOn', kind: 'date', label: t('desk.outcomeKnownOn'), required: true },
      ],
      act: recordOutcome,
    }),
    step('close', { fields: [paragraph('reason', 'closeReason')], act: closeRefusal }),
  ]
  const allowed = new Set(facts.events.filter((one) => one.allowed).map((one) => one.event))
  return all.filter((one) => allowed.has(one.event))
}
