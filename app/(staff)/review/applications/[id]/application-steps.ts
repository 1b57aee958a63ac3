import { getTranslations } from 'next-intl/server'
import type { Step } from '@/components/review/step-form'
import type { StepField } from '@/components/review/step-fields'
import { acceptApplication, forwardApplication, refuseApplication } from '@/lib/recusals/applications/actions'
import type { ApplicationView } from '@/lib/recusals/applications/types'
import type { SubjectForDecision } from '@/lib/recusals/decisions/queries'
import { GROUND_CODES, KINSHIPS } from '@/lib/rulebook/rules/recusal-grounds'

/** An applicant's files go into the case unless somebody takes them out; an informant's only when somebody puts them in. */
function filesField({ files, initiator }: ApplicationView, t: (key: string) => string): StepField {
  return {
    name: 'fileIds',
    kind: 'chips',
    label: t('desk.takeOver'),
    hint: t(`desk.takeOverHint.${initiator === 'INTERESTED_PARTY' ? 'party' : 'informant'}`),
    initial: initiator === 'INTERESTED_PARTY' ? files.map((file) => file.id) : [],
    options: files.map((file) => ({ value: file.id, label: file.name })),
  }
}

/** The answers to an application: acceptance asks for the person first, then for one of their matters. */
export async function applicationSteps(
  found: ApplicationView,
  subject: SubjectForDecision | null,
): Promise<Step[]> {
  const t = await getTranslations('applications')
  const rules = await getTranslations('rulebook')
  const input = { id: found.id, version: found.version }
  const reason = (hint: string): StepField => ({
    name: 'reason',
    kind: 'paragraph',
    label: t('label.answer'),
    hint,
    required: true,
  })
  const accept: Step = {
    event: 'accept',
    label: t('event.accept'),
    note: t('desk.acceptNote'),
    input: { ...input, subjectId: subject?.person.id ?? '' },
    act: acceptApplication,
    fields: [
      {
        name: 'matterId',
        kind: 'select',
        label: t('desk.matter'),
        hint: t('desk.matterHint'),
        required: true,
        options: (subject?.matters ?? []).map((one) => ({ value: one.id, label: one.label })),
      },
      {
        name: 'groundCode',
        kind: 'radio',
        label: t('label.groundCode'),
        required: true,
        initial: found.groundCode,
        options: GROUND_CODES.map((value) => ({ value, label: rules(`ground.${value}`) })),
      },
      {
        name: 'kinship',
        kind: 'select',
        label: t('desk.kinship'),
        options: KINSHIPS.map((value) => ({ value, label: rules(`kinship.${value}`) })),
        when: { field: 'groundCode', is: 'RELATIVE_INTEREST' },
      },
      {
        name: 'personConcerned',
        kind: 'line',
        label: t('desk.personConcerned'),
        when: { field: 'groundCode', is: 'RELATIVE_INTEREST' },
      },
      ...(found.files.length > 0 ? [filesField(found, t)] : []),
    ],
  }
  return [
    ...(subject ? [accept] : []),
    {
      event: 'refuse',
      label: t('event.refuse'),
      note: t('desk.refuseNote'),
      input,
      act: refuseApplication,
      fields: [reason(t('desk.refuseHint'))],
    },
    {
      event: 'forward',
      label: t('event.forward'),
      input,
      act: forwardApplication,
      fields: [
        {
          name: 'desk',
          kind: 'radio',
          label: t('desk.forwardDesk'),
          required: true,
          options: (['CLERK', 'DISCIPLINE'] as const).map((value) => ({
            value,
            label: t(`desk.to.${value}`),
          })),
        },
        { name: 'organId', kind: 'organ', label: t('desk.forwardOrgan'), required: true },
        reason(t('desk.forwardHint')),
      ],
    },
  ]
}
