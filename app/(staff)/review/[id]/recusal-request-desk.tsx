import { getTranslations } from 'next-intl/server'
import type { Step } from '@/components/review/step-form'
import type { StepField } from '@/components/review/step-fields'
import { Notice } from '@/components/ui/notice'
import type { Standing } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { systemClock } from '@/lib/platform/clock'
import {
  acceptRequest,
  denyRequest,
  grantRequest,
  refuseAcceptance,
  returnRequest,
  reviewRequest,
} from '@/lib/recusals/requests/actions'
import { findRequestDesk } from '@/lib/recusals/requests/queries'
import type { RequestDeskFacts } from '@/lib/recusals/requests/types'
import { ACTS } from '@/lib/rulebook/rules/excluded-acts'
import type { ReviewCase } from '@/lib/review/cases/types'
import { StepCard } from './step-card'

/** What the clerk, the decider or the next level may do with a request now. */
export async function RecusalRequestDesk({
  view,
  standing,
  actor,
}: {
  view: ReviewCase
  standing: Standing
  actor: Actor
}) {
  const t = await getTranslations('recusalRequests.desk')
  const review = await getTranslations('review')
  const words = await getTranslations()
  const facts = await findRequestDesk(actor, view.id, standing, systemClock.now())
  if (!facts) return null
  const steps = await stepsOf(view, facts)
  return (
    <>
      {facts.statutory && view.ground ? (
        <Notice
          tone="warning"
          title={words('recusalRequests.form.statutory')}
          basis={view.ground.article ? words(`rulebook.article.${view.ground.article}`) : undefined}
        >
          {words(`rulebook.ground.${view.ground.code}`)}
        </Notice>
      ) : null}
      {facts.suspended ? <Notice tone="info">{words('recusalRequests.own.suspended')}</Notice> : null}
      <StepCard
        view={view}
        steps={steps}
        title={review('decide.title')}
        labels={{ choose: t('choose'), pending: t('pending'), done: t.raw('done') as string }}
      />
    </>
  )
}

const DESK = [
  'grant',
  'grantPartly',
  'reverse',
  'deny',
  'uphold',
  'accept',
  'return',
  'refuseAcceptance',
  'hear',
  'confirmGround',
  'suspend',
  'resume',
  'extend',
]

async function stepsOf(view: ReviewCase, facts: RequestDeskFacts): Promise<Step[]> {
  const t = await getTranslations('recusalRequests')
  const words = await getTranslations('rulebook.act')
  const allowed = facts.events.filter((one) => one.allowed).map((one) => one.event)
  const base = { caseId: view.id, version: view.version }
  const reason: StepField = {
    name: 'reason',
    kind: 'paragraph',
    label: t('desk.reason'),
    hint: t('desk.reasonHint'),
    required: true,
  }
  const grantFields = (event: string): StepField[] => [
    {
      name: 'substituteId',
      kind: 'official',
      label: t('desk.substitute'),
      hint: facts.substitute ? t('desk.proposed', { name: facts.substitute.name }) : t('desk.substituteHint'),
      required: true,
      official: facts.substitute,
    },
    ...(event === 'grantPartly'
      ? [
          {
            name: 'scope',
            kind: 'chips' as const,
            label: t('desk.scope'),
            required: true,
            options: ACTS.map((act) => ({ value: act, label: words(act) })),
          },
        ]
      : []),
    { name: 'handover', kind: 'paragraph', label: t('desk.handover'), initial: facts.handover },
    { ...reason, required: event === 'grantPartly' },
  ]
  const make: Record<string, () => Step> = {
    accept: () => ({
      event: 'accept',
      label: t('event.accept'),
      note: t('desk.acceptNote'),
      fields: [],
      act: acceptRequest,
      input: base,
    }),
    return: () => ({
      event: 'return',
      label: t('event.return'),
      fields: [
        {
          name: 'defects',
          kind: 'lines',
          label: t('desk.defects'),
          hint: t('desk.defectsHint'),
          required: true,
        },
      ],
      act: returnRequest,
      input: base,
    }),
    refuseAcceptance: () => ({
      event: 'refuseAcceptance',
      label: t('event.refuseAcceptance'),
      fields: [reason],
      act: refuseAcceptance,
      input: base,
    }),
  }
  for (const event of ['grant', 'grantPartly', 'reverse'])
    make[event] = () => ({
      event,
      label: t(`event.${event}`),
      note: t('desk.grantNote'),
      fields: grantFields(event),
      act: grantRequest,
      input: { ...base, event },
    })
  for (const event of ['deny', 'uphold'])
    make[event] = () => ({
      event,
      label: t(`event.${event}`),
      fields: [reason],
      act: denyRequest,
      input: { ...base, event },
    })
  for (const event of ['hear', 'confirmGround', 'suspend', 'resume', 'extend'])
    make[event] = () => ({
      event,
      label: t(`event.${event}`),
      fields: [event === 'hear' ? { ...reason, label: t('desk.opinion') } : reason],
      act: reviewRequest,
      input: { ...base, event },
    })
  return DESK.filter((event) => allowed.includes(event)).flatMap((event) => make[event]?.() ?? [])
}
