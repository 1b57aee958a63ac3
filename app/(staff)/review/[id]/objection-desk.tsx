import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { DecisionDocument } from '@/components/recusals/decision-document'
import { decisionFields } from '@/components/recusals/decision-fields'
import { ObjectionFactsCard } from '@/components/recusals/objection-facts'
import type { Step } from '@/components/review/step-form'
import type { StepField } from '@/components/review/step-fields'
import type { Standing } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { systemClock } from '@/lib/platform/clock'
import { findDecisionFacts } from '@/lib/recusals/decisions/queries'
import type { DecisionFacts } from '@/lib/recusals/decisions/types'
import {
  maintainDecision,
  revokeOnObjection,
  takeUpObjection,
  varyOnObjection,
} from '@/lib/recusals/objections/actions'
import { findObjectionFacts } from '@/lib/recusals/objections/queries'
import { findReviewCase } from '@/lib/review/cases/queries'
import type { ReviewCase } from '@/lib/review/cases/types'
import { StepCard } from './step-card'

/** What a review may change; nothing of it to the disadvantage of the subject. */
const VARIABLE = new Set(['scope', 'termFrom', 'termTo', 'substituteId'])

/** An objection with the decision that it contests, and the results that the reviewer may choose from. */
export async function ObjectionDesk({
  view,
  standing,
  actor,
}: {
  view: ReviewCase
  standing: Standing
  actor: Actor
}) {
  const t = await getTranslations('objections')
  const now = systemClock.now()
  const facts = await findObjectionFacts(actor, view.id, standing, now)
  if (!facts) return null
  const contested = await findReviewCase(actor, facts.decisionId, now)
  const decision = contested && (await findDecisionFacts(actor, facts.decisionId, contested.standing, now))
  const allowed = new Set(facts.events.filter((one) => one.allowed).map((one) => one.event))
  const steps = (await stepsOf(view, decision)).filter((step) => allowed.has(step.event))
  return (
    <>
      <StepCard
        view={view}
        steps={steps}
        title={t('desk.title')}
        labels={{
          choose: t('desk.choose'),
          pending: t('desk.pending'),
          done: t.raw('desk.done') as string,
        }}
      />
      <ObjectionFactsCard facts={facts} />
      {contested && decision ? (
        <>
          <p className="text-sm">
            <Link className="link" href={`/review/${facts.decisionId}`}>
              {t('desk.decision')} {contested.view.number}
            </Link>
          </p>
          <DecisionDocument view={contested.view} facts={decision} />
        </>
      ) : null}
    </>
  )
}

async function stepsOf(view: ReviewCase, decision: DecisionFacts | null): Promise<Step[]> {
  const t = await getTranslations('objections')
  const input = { caseId: view.id, version: view.version }
  const reason: StepField = { name: 'reason', kind: 'paragraph', label: t('desk.reason'), required: true }
  const contents = decision ? await decisionFields(decision, view.ground?.code ?? null) : []
  return [
    {
      event: 'takeUp',
      label: t('desk.takeUp'),
      note: t('desk.takeUpNote'),
      fields: [],
      act: takeUpObjection,
      input,
    },
    { event: 'maintain', label: t('desk.maintain'), fields: [reason], act: maintainDecision, input },
    {
      event: 'vary',
      label: t('desk.vary'),
      note: t('desk.varyNote'),
      fields: [...contents.filter(({ name }) => VARIABLE.has(name)), reason],
      act: varyOnObjection,
      input,
    },
    {
      event: 'revoke',
      label: t('desk.revoke'),
      fields: [reason],
      act: revokeOnObjection,
      input,
      variant: 'danger',
    },
  ]
}
