import type { StepField } from '@/components/review/step-fields'
import { DAY_KINDS } from '@/lib/calendar/schema'

type Words = (key: string) => string

/** What a special day asks for; `t` speaks the namespace `calendar`. */
export function calendarDayFields(t: Words): StepField[] {
  return [
    { name: 'date', kind: 'date', label: t('label.date'), required: true },
    {
      name: 'kind',
      kind: 'radio',
      label: t('label.kind'),
      hint: t('hint.kind'),
      required: true,
      options: DAY_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) })),
    },
    { name: 'name', kind: 'line', label: t('label.name'), hint: t('hint.name') },
  ]
}
