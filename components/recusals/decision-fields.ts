import { getTranslations } from 'next-intl/server'
import type { StepField } from '@/components/review/step-fields'
import type { DecisionFacts } from '@/lib/recusals/decisions/types'
import { ACTS } from '@/lib/rulebook/rules/excluded-acts'
import { GROUND_CODES, POST_GROUNDS } from '@/lib/rulebook/rules/recusal-grounds'

type Known = Pick<
  DecisionFacts,
  | 'whyDue'
  | 'dueSince'
  | 'notFiled'
  | 'facts'
  | 'evidence'
  | 'actsDone'
  | 'scope'
  | 'termFrom'
  | 'termTo'
  | 'handoverItems'
  | 'urgent'
  | 'hearingSkippedBecause'
  | 'substitute'
>

/** What a direct decision asks for, with what is known already: for opening and for correcting a draft. */
export async function decisionFields(known: Known | null, ground: string | null): Promise<StepField[]> {
  const t = await getTranslations('recusalDecisions')
  const words = await getTranslations('rulebook')
  const text = (
    name: keyof Known & string,
    kind: 'paragraph' | 'date' = 'paragraph',
    required = false,
  ): StepField => ({
    name,
    kind,
    label: t(`label.${name}`),
    hint: t.has(`hint.${name}`) ? t(`hint.${name}`) : undefined,
    required,
    initial: (known?.[name] as string | null) ?? '',
  })
  return [
    {
      name: 'groundCode',
      kind: 'radio',
      label: t('label.groundCode'),
      required: true,
      initial: ground ?? '',
      options: GROUND_CODES.map((code) => ({ value: code, label: words(`ground.${code}`) })),
    },
    text('whyDue', 'paragraph', true),
    text('dueSince', 'date', true),
    text('notFiled', 'paragraph', true),
    text('facts', 'paragraph', true),
    text('evidence', 'paragraph', true),
    text('actsDone'),
    {
      name: 'scope',
      kind: 'chips',
      label: t('label.scope'),
      required: true,
      initial: known?.scope ?? [...ACTS],
      options: ACTS.map((act) => ({ value: act, label: words(`act.${act}`) })),
    },
    text('termFrom', 'date'),
    text('termTo', 'date'),
    {
      name: 'substituteId',
      kind: 'official',
      label: t('label.substituteId'),
      hint: t('hint.substituteId'),
      required: true,
      official: known?.substitute ?? null,
    },
    text('handoverItems'),
    { name: 'urgent', kind: 'check', label: t('label.urgent'), initial: known?.urgent ?? false },
    { ...text('hearingSkippedBecause', 'paragraph', true), when: { field: 'urgent', is: 'on' } },
  ]
}

type KnownPost = Pick<
  DecisionFacts,
  'postToLeave' | 'whyDue' | 'dueSince' | 'notFiled' | 'facts' | 'evidence' | 'handoverItems' | 'substitute'
>

/** What a post recusal asks for, with what is known already. */
export async function postFields(
  known: Partial<KnownPost> | null,
  ground: string | null,
): Promise<StepField[]> {
  const t = await getTranslations('recusalDecisions')
  const words = await getTranslations('rulebook')
  const text = (name: Exclude<keyof KnownPost, 'substitute'>, kind: StepField['kind'] = 'paragraph') => ({
    name,
    kind,
    label: t(`label.${name}`),
    hint: t.has(`hint.${name}`) ? t(`hint.${name}`) : undefined,
    required: name !== 'handoverItems',
    initial: known?.[name] ?? '',
  })
  return [
    {
      name: 'groundCode',
      kind: 'radio',
      label: t('label.groundCode'),
      required: true,
      initial: ground ?? '',
      options: POST_GROUNDS.map((code) => ({ value: code, label: words(`ground.${code}`) })),
    },
    text('postToLeave', 'line'),
    text('whyDue'),
    text('dueSince', 'date'),
    text('notFiled'),
    text('facts'),
    text('evidence'),
    {
      name: 'substituteId',
      kind: 'official',
      label: t('label.substituteId'),
      hint: t('hint.postSubstitute'),
      official: known?.substitute ?? null,
    },
    text('handoverItems'),
  ]
}
