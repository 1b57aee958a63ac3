import { getTranslations } from 'next-intl/server'
import { DecisionDocument } from '@/components/recusals/decision-document'
import { decisionFields } from '@/components/recusals/decision-fields'
import { ConflictButton } from '@/components/review/conflict-button'
import { StepForm, type Step } from '@/components/review/step-form'
import type { StepField } from '@/components/review/step-fields'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { declareConflict } from '@/lib/cases/actions'
import type { Standing } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { systemClock } from '@/lib/platform/clock'
import {
  confirmCompliance,
  declineProposal,
  editDecision,
  hearSubject,
  issueDecision,
  liftDecision,
  recordOpinion,
  revokeDecision,
  serveDecision,
  signDecision,
  takeUpProposal,
} from '@/lib/recusals/decisions/actions'
import { findDecisionFacts } from '@/lib/recusals/decisions/queries'
import type { DecisionFacts } from '@/lib/recusals/decisions/types'
import type { ReviewCase } from '@/lib/review/cases/types'

/** What drafter, signatory, clerk or supervisor may do with a decision now, and what it says. */
export async function RecusalDecisionDesk({
  view,
  standing,
  actor,
}: {
  view: ReviewCase
  standing: Standing
  actor: Actor
}) {
  const t = await getTranslations('recusalDecisions')
  const review = await getTranslations('review')
  const now = systemClock.now()
  const facts = await findDecisionFacts(actor, view.id, standing, now)
  if (!facts) return null
  const steps = await stepsOf(view, facts)
  const late = facts.acknowledgeDueAt && !facts.acknowledgedAt && facts.acknowledgeDueAt < now.toISOString()
  return (
    <>
      {view.status === 'IN_FORCE' && late ? (
        <Notice tone="refusal" title={t('desk.overdueAcknowledge')}>
          {t('own.acknowledgeNote')}
        </Notice>
      ) : null}
      {steps.length > 0 ? (
        <Card aria-labelledby="decide">
          <CardHeader
            id="decide"
            title={t('desk.title')}
            aside={
              view.decider?.isMe && !facts.signatory ? (
                <ConflictButton caseId={view.id} version={view.version} action={declareConflict} />
              ) : null
            }
          />
          <CardBody>
            <StepForm
              key={view.version}
              steps={steps}
              labels={{
                choose: t('desk.choose'),
                pending: t('desk.pending'),
                done: t.raw('desk.done') as string,
              }}
            />
          </CardBody>
        </Card>
      ) : view.limit.name ? (
        <Notice tone="info">{review('case.notMine')}</Notice>
      ) : null}
      <DecisionDocument view={view} facts={facts} />
    </>
  )
}

const DESK = [
  'takeUp',
  'decline',
  'hear',
  'recordOpinion',
  'sign',
  'edit',
  'issue',
  'serve',
  'confirmCompliance',
  'lift',
  'revoke',
]

async function stepsOf(view: ReviewCase, facts: DecisionFacts): Promise<Step[]> {
  const t = await getTranslations('recusalDecisions')
  const allowed = facts.events.filter((one) => one.allowed).map((one) => one.event)
  const base = { caseId: view.id, version: view.version }
  const reason: StepField = { name: 'reason', kind: 'paragraph', label: t('desk.reason'), required: true }
  const fields = await decisionFields(facts, view.ground?.code ?? null)
  const make: Record<string, () => Step> = {
    takeUp: () => ({
      event: 'takeUp',
      label: t('desk.takeUp'),
      fields: [],
      act: takeUpProposal,
      input: base,
    }),
    decline: () => ({
      event: 'decline',
      label: t('desk.decline'),
      fields: [reason],
      act: declineProposal,
      input: base,
    }),
    hear: () => ({
      event: 'hear',
      label: t('desk.hear'),
      note: t('desk.hearNote'),
      fields: [],
      act: hearSubject,
      input: base,
    }),
    recordOpinion: () => ({
      event: 'recordOpinion',
      label: t('desk.opinion'),
      fields: [
        {
          name: 'opinion',
          kind: 'paragraph',
          label: t('desk.opinionLabel'),
          hint: t('desk.opinionHint'),
          required: true,
        },
      ],
      act: recordOpinion,
      input: base,
    }),
    sign: () => ({
      event: 'sign',
      label: t('desk.sign'),
      note: t('desk.signNote'),
      fields: [],
      act: signDecision,
      input: base,
    }),
    edit: () => ({ event: 'edit', label: t('desk.edit'), fields, act: editDecision, input: base }),
    issue: () => ({
      event: 'issue',
      label: t('desk.issue'),
      note: t('desk.issueNote'),
      fields: [],
      act: issueDecision,
      input: base,
    }),
    serve: () => ({
      event: 'serve',
      label: t('desk.serve'),
      fields: serviceFields(facts, t),
      act: serveDecision,
      input: base,
    }),
    confirmCompliance: () => ({
      event: 'confirmCompliance',
      label: t('desk.compliance'),
      fields: [
        {
          name: 'evidence',
          kind: 'paragraph',
          label: t('desk.evidence'),
          hint: t('desk.evidenceHint'),
          required: true,
        },
      ],
      act: confirmCompliance,
      input: base,
    }),
    lift: () => ({
      event: 'lift',
      label: t('desk.lift'),
      note: t('desk.liftNote'),
      fields: [reason],
      act: liftDecision,
      input: base,
      variant: 'danger',
    }),
    revoke: () => ({
      event: 'revoke',
      label: t('desk.revoke'),
      note: t('desk.revokeNote'),
      fields: [reason],
      act: revokeDecision,
      input: base,
      variant: 'danger',
    }),
  }
  return DESK.filter((event) => allowed.includes(event)).flatMap((event) => make[event]?.() ?? [])
}

function serviceFields(facts: DecisionFacts, t: (key: string) => string): StepField[] {
  return [
    {
      name: 'method',
      kind: 'radio',
      label: t('desk.method'),
      required: true,
      initial: 'DIRECT',
      hint: t(facts.electronicConsent ? 'desk.consent' : 'desk.noConsent'),
      options: [
        { value: 'DIRECT', label: t('method.DIRECT') },
        { value: 'ELECTRONIC', label: t('method.ELECTRONIC'), disabled: !facts.electronicConsent },
      ],
    },
    {
      name: 'succeeded',
      kind: 'yesNo',
      label: t('desk.result'),
      required: true,
      initial: 'yes',
      options: [
        { value: 'yes', label: t('desk.succeeded') },
        { value: 'no', label: t('desk.failed') },
      ],
    },
    {
      name: 'servedAt',
      kind: 'datetime',
      label: t('desk.servedAt'),
      hint: t('desk.servedAtHint'),
      required: true,
      when: { field: 'method', is: 'DIRECT' },
    },
    {
      name: 'receivedBy',
      kind: 'line',
      label: t('desk.receivedBy'),
      required: true,
      when: { field: 'method', is: 'DIRECT' },
    },
    { name: 'note', kind: 'paragraph', label: t('desk.note'), hint: t('desk.noteHint') },
  ]
}
