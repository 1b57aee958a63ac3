import { getLocale, getTranslations } from 'next-intl/server'
import { Attachments } from '@/components/filing/attachments'
import { AffectedActs } from '@/components/recusals/affected-acts'
import { DecisionDocument } from '@/components/recusals/decision-document'
import { decisionFields, postFields } from '@/components/recusals/decision-fields'
import { serviceFields, unitFields } from '@/components/recusals/service-fields'
import { StepForm, type Step } from '@/components/review/step-form'
import type { StepField } from '@/components/review/step-fields'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { removeAttachment } from '@/lib/attachments/actions'
import type { Standing } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { formatDateTime } from '@/lib/platform/format'
import {
  confirmCompliance,
  declineProposal,
  editDecision,
  editPostDecision,
  hearSubject,
  issueDecision,
  liftDecision,
  proposeAbove,
  recheckDecision,
  recordOpinion,
  revokeDecision,
  serveDecision,
  serveUnit,
  signDecision,
  takeUpProposal,
  varyDecision,
} from '@/lib/recusals/decisions/actions'
import { settleAct } from '@/lib/recusals/acts/actions'
import { listAffectedActs } from '@/lib/recusals/acts/queries'
import { findDecisionFacts } from '@/lib/recusals/decisions/queries'
import type { DecisionFacts } from '@/lib/recusals/decisions/types'
import { reportRefusal } from '@/lib/recusals/refusals/actions'
import { mayReport } from '@/lib/recusals/refusals/policy'
import type { ReviewCase } from '@/lib/review/cases/types'
import { StepCard } from './step-card'

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
  const now = systemClock.now()
  const facts = await findDecisionFacts(actor, view.id, standing, now)
  if (!facts) return null
  const steps = await stepsOf(view, facts)
  const report = await reportStep(view, standing, now)
  const late = facts.acknowledgeDueAt && !facts.acknowledgedAt && facts.acknowledgeDueAt < now.toISOString()
  return (
    <>
      {view.status === 'IN_FORCE' && late ? (
        <Notice tone="refusal" title={t('desk.overdueAcknowledge')}>
          {t('own.acknowledgeNote')}
        </Notice>
      ) : null}
      <StepCard
        view={view}
        steps={steps}
        title={t('desk.title')}
        mayHandOn={!facts.signatory}
        labels={{
          choose: t('desk.choose'),
          pending: t('desk.pending'),
          done: t.raw('desk.done') as string,
        }}
      />
      {view.status === 'ISSUED' && facts.announcedUntil ? (
        <Notice tone="info" basis={await articleWords('civil-procedure-95')}>
          {t('desk.announcing', { date: formatDateTime(facts.announcedUntil, await getLocale()) })}
        </Notice>
      ) : null}
      {facts.events.some((one) => one.event === 'serve' && one.allowed) ? (
        <Card aria-labelledby="proof">
          <CardHeader id="proof" title={t('desk.proofCard')} />
          <CardBody>
            <Attachments
              caseId={view.id}
              files={view.attachments.map(({ id, fileName, size }) => ({
                id,
                name: fileName,
                size,
                href: `/api/uploads/${id}`,
              }))}
              maxBytes={env().UPLOAD_MAX_BYTES}
              maxFiles={env().UPLOADS_PER_CASE}
              remove={removeAttachment}
              refreshes
            />
          </CardBody>
        </Card>
      ) : null}
      <DecisionDocument view={view} facts={facts} />
      <AffectedActs
        caseId={view.id}
        version={view.version}
        acts={EFFECTIVE.has(view.status) ? await listAffectedActs(actor, view.id, now) : []}
        settle={facts.events.some((one) => one.event === 'settleAct' && one.allowed) ? settleAct : undefined}
      />
      {report.length > 0 ? (
        <Card aria-labelledby="report">
          <CardHeader id="report" title={report[0]?.label ?? ''} />
          <CardBody>
            <StepForm
              key={view.version}
              steps={report}
              labels={{ choose: '', pending: t('desk.pending'), done: t.raw('desk.done') as string }}
            />
          </CardBody>
        </Card>
      ) : null}
    </>
  )
}

async function articleWords(article: string): Promise<string> {
  return (await getTranslations('rulebook.article'))(article)
}

/** Once a decision has taken effect, what was done before it is examined. */
const EFFECTIVE = new Set(['IN_FORCE', 'COMPLIED', 'LIFTED', 'EXPIRED', 'SUPERSEDED'])

/** What a variation may change. */
const VARIABLE = new Set(['scope', 'termFrom', 'termTo', 'substituteId', 'handoverItems'])

const DESK = [
  'takeUp',
  'decline',
  'proposeAbove',
  'hear',
  'recordOpinion',
  'sign',
  'edit',
  'issue',
  'serve',
  'serveUnit',
  'confirmCompliance',
  'recheck',
  'vary',
  'lift',
  'revoke',
]

async function stepsOf(view: ReviewCase, facts: DecisionFacts): Promise<Step[]> {
  const t = await getTranslations('recusalDecisions')
  const allowed = facts.events.filter((one) => one.allowed).map((one) => one.event)
  const base = { caseId: view.id, version: view.version }
  const reason: StepField = { name: 'reason', kind: 'paragraph', label: t('desk.reason'), required: true }
  const fields = facts.isPost ? [] : await decisionFields(facts, view.ground?.code ?? null)
  const post = facts.isPost ? await postFields(facts, view.ground?.code ?? null) : []
  const service = allowed.includes('serve') ? await serviceFields(view, facts) : []
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
    proposeAbove: () => ({
      event: 'proposeAbove',
      label: t('desk.proposeAbove'),
      fields: [reason],
      act: proposeAbove,
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
    edit: () =>
      facts.isPost
        ? { event: 'edit', label: t('desk.edit'), fields: post, act: editPostDecision, input: base }
        : { event: 'edit', label: t('desk.edit'), fields, act: editDecision, input: base },
    recheck: () => ({
      event: 'recheck',
      label: t('desk.recheck'),
      note: t('desk.recheckNote'),
      fields: [
        {
          name: 'evidence',
          kind: 'paragraph',
          label: t('desk.evidence'),
          hint: t('desk.evidenceHint'),
          required: true,
        },
      ],
      act: recheckDecision,
      input: base,
    }),
    issue: () => ({
      event: 'issue',
      label: t('desk.issue'),
      note: t('desk.issueNote'),
      fields: [],
      act: issueDecision,
      input: base,
    }),
    serveUnit: () => ({
      event: 'serveUnit',
      label: t('desk.serveUnit'),
      fields: unitFields(t),
      act: serveUnit,
      input: base,
    }),
    serve: () => ({
      event: 'serve',
      label: t('desk.serve'),
      fields: service,
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
    vary: () => ({
      event: 'vary',
      label: t('desk.vary'),
      note: t('desk.varyNote'),
      fields: [...fields.filter(({ name }) => VARIABLE.has(name)), reason],
      act: varyDecision,
      input: base,
      then: '/review/{caseId}',
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
  // First the person, then the unit: one form at a time.
  const offered = allowed.includes('serve') ? allowed.filter((event) => event !== 'serveUnit') : allowed
  return DESK.filter((event) => offered.includes(event)).flatMap((event) => make[event]?.() ?? [])
}

async function reportStep(view: ReviewCase, standing: Standing, now: Date): Promise<Step[]> {
  if (!mayReport(standing, view.status, now)) return []
  const t = await getTranslations('refusals')
  const facts: StepField = {
    name: 'facts',
    kind: 'paragraph',
    label: t('desk.reportFacts'),
    hint: t('desk.reportFactsHint'),
    required: true,
  }
  return [
    {
      event: 'report',
      label: t('desk.reportTitle'),
      fields: [facts],
      act: reportRefusal,
      input: { caseId: view.id, version: view.version },
      then: '/review/{caseId}',
      variant: 'danger',
    },
  ]
}
