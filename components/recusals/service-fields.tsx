import { getTranslations } from 'next-intl/server'
import type { StepField } from '@/components/review/step-fields'
import type { DecisionFacts } from '@/lib/recusals/decisions/types'
import { SERVICE_METHODS } from '@/lib/recusals/decisions/schema'
import type { ReviewCase } from '@/lib/review/cases/types'

const on = (...methods: string[]) => ({ field: 'method', is: methods })

/** What the record of an attempt at service asks for: each way what the law asks of it (民诉法 87–95). */
export async function serviceFields(view: ReviewCase, facts: DecisionFacts): Promise<StepField[]> {
  const t = await getTranslations('recusalDecisions')
  const failed = facts.services.some((one) => !one.succeeded)
  const blocked: Partial<Record<string, boolean>> = {
    ELECTRONIC: !facts.electronicConsent,
    ANNOUNCEMENT: !failed || facts.announcedUntil !== null,
  }
  // The hour has another name, and another meaning, in each way.
  const hour = (label: string, hint: string, ...methods: string[]): StepField => ({
    name: 'servedAt',
    kind: 'datetime',
    label: t(`desk.${label}`),
    hint: t(`desk.${hint}`, { days: facts.announcementDays }),
    required: true,
    when: on(...methods),
  })
  return [
    {
      name: 'method',
      kind: 'radio',
      label: t('desk.method'),
      required: true,
      initial: 'DIRECT',
      hint: [t(facts.electronicConsent ? 'desk.consent' : 'desk.noConsent'), t('desk.methodHint')].join(''),
      options: SERVICE_METHODS.map((value) => ({
        value,
        label: t(`method.${value}`),
        disabled: blocked[value] ?? false,
      })),
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
    hour('servedAt', 'servedAtHint', 'DIRECT'),
    hour('leftAt', 'leftAtHint', 'LEAVE_BEHIND'),
    hour('deliveredAt', 'deliveredAtHint', 'POST'),
    hour('publishedAt', 'publishedAtHint', 'ANNOUNCEMENT'),
    {
      name: 'receivedBy',
      kind: 'line',
      label: t('desk.receivedBy'),
      required: true,
      when: on('DIRECT'),
    },
    {
      name: 'witnesses',
      kind: 'line',
      label: t('desk.witnesses'),
      hint: t('desk.witnessesHint'),
      when: on('LEAVE_BEHIND'),
    },
    {
      name: 'trackingNumber',
      kind: 'line',
      label: t('desk.trackingNumber'),
      required: true,
      when: on('POST'),
    },
    {
      name: 'proofAttachmentId',
      kind: 'select',
      label: t('desk.proof'),
      hint: t('desk.proofHint'),
      options: view.attachments.map((file) => ({ value: file.id, label: file.fileName })),
      when: on('DIRECT', 'LEAVE_BEHIND', 'POST', 'ANNOUNCEMENT'),
    },
    { name: 'note', kind: 'paragraph', label: t('desk.note'), hint: t('desk.noteHint') },
  ]
}

/** What the record of the copy for the unit asks for. */
export function unitFields(t: (key: string) => string): StepField[] {
  return [
    {
      name: 'unitReceivedBy',
      kind: 'line',
      label: t('desk.unitReceivedBy'),
      hint: t('desk.unitReceivedByHint'),
      required: true,
    },
    { name: 'unitServedAt', kind: 'datetime', label: t('desk.unitServedAt'), required: true },
  ]
}
