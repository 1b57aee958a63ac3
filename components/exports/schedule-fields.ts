import type { StepField } from '@/components/review/step-fields'
import { EXPORT_FORMATS } from '@/lib/exports/schema'
import { RHYTHMS, WEEKDAYS } from '@/lib/exports/schedules/schema'

type Words = (key: string, params?: Record<string, string | number>) => string

/** Working hours first come to mind; any hour can be chosen. */
const USUAL_HOUR = '8'

/** What a schedule is asked for. `t` has the words of `exports`. */
export function scheduleFields(t: Words): StepField[] {
  return [
    {
      name: 'purpose',
      kind: 'paragraph',
      label: t('schedules.purpose'),
      hint: t('schedules.purposeHint'),
      required: true,
    },
    {
      name: 'rhythm',
      kind: 'radio',
      label: t('schedules.rhythm'),
      required: true,
      initial: 'WEEKLY',
      options: RHYTHMS.map((value) => ({ value, label: t(`schedules.rhythmOf.${value}`) })),
    },
    {
      name: 'weekday',
      kind: 'select',
      label: t('schedules.weekday'),
      hint: t('schedules.weekdayHint'),
      required: true,
      initial: '1',
      when: { field: 'rhythm', is: 'WEEKLY' },
      options: WEEKDAYS.map((value) => ({ value, label: t(`schedules.day.${value}`) })),
    },
    {
      name: 'monthday',
      kind: 'line',
      label: t('schedules.monthday'),
      hint: t('schedules.monthdayHint'),
      required: true,
      initial: '1',
      when: { field: 'rhythm', is: 'MONTHLY' },
    },
    {
      name: 'hour',
      kind: 'select',
      label: t('schedules.hour'),
      required: true,
      initial: USUAL_HOUR,
      options: Array.from({ length: 24 }, (_, hour) => ({
        value: String(hour),
        label: t('schedules.hourOf', { hour }),
      })),
    },
    { name: 'until', kind: 'date', label: t('schedules.until'), required: true },
    {
      name: 'format',
      kind: 'radio',
      label: t('schedules.format'),
      required: true,
      initial: 'xlsx',
      options: EXPORT_FORMATS.map((value) => ({ value, label: t(`format.${value}`) })),
    },
  ]
}
