import type { StepField } from '@/components/review/step-fields'
import { GROUPS, type NoticeGroup } from '@/lib/notifications/notifications'
import { MODES, TIMES, type Preferences } from '@/lib/notifications/preferences/schema'

type Words = (key: string) => string

interface Choices {
  preferences: Preferences
  /** Notices about the running of the system reach administrators only. */
  administrator: boolean
}

/** The half hours that are offered, and the stored time when it is none of them. */
function times(stored: string) {
  const all = TIMES.includes(stored) ? TIMES : [...TIMES, stored].sort()
  return all.map((time) => ({ value: time, label: time }))
}

/** What the settings of notices ask for; `t` speaks the namespace `noticeSettings`. */
export function preferenceFields(t: Words, { preferences, administrator }: Choices): StepField[] {
  const label = (name: string) => t(`label.${name}`)
  const groups: readonly NoticeGroup[] = GROUPS.filter((group) => group !== 'operation' || administrator)
  const time = (name: 'digestAt' | 'quietFrom' | 'quietTo'): StepField => ({
    name,
    kind: 'time',
    label: label(name),
    required: true,
    options: times(preferences[name]),
    initial: preferences[name],
  })
  const whileQuiet = { field: 'quiet', is: 'on' }
  return [
    { name: 'heading-groups', kind: 'heading', label: t('heading.groups'), hint: t('heading.groupsHint') },
    ...groups.map((group): StepField => ({
      name: group,
      kind: 'radio',
      label: t(`group.${group}`),
      hint: t(`groupHint.${group}`),
      options: MODES.map((mode) => ({ value: mode, label: t(`mode.${mode}`) })),
      initial: preferences[group],
    })),
    { name: 'heading-digest', kind: 'heading', label: t('heading.digest'), hint: t('heading.digestHint') },
    time('digestAt'),
    { name: 'workdaysOnly', kind: 'check', label: label('workdaysOnly'), initial: preferences.workdaysOnly },
    { name: 'heading-quiet', kind: 'heading', label: t('heading.quiet'), hint: t('heading.quietHint') },
    { name: 'quiet', kind: 'check', label: label('quiet'), initial: preferences.quiet },
    { ...time('quietFrom'), when: whileQuiet },
    { ...time('quietTo'), when: whileQuiet },
    {
      name: 'urgentBreaks',
      kind: 'check',
      label: label('urgentBreaks'),
      initial: preferences.urgentBreaks,
      when: whileQuiet,
    },
    {
      name: 'locale',
      kind: 'radio',
      label: label('locale'),
      options: [
        { value: 'zh', label: t('locale.zh') },
        { value: 'en', label: t('locale.en') },
      ],
      initial: preferences.locale,
    },
  ]
}
