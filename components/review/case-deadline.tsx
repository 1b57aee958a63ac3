import { getTranslations } from 'next-intl/server'
import { DeadlineTag } from '@/components/ui/deadline-tag'
import type { Tone } from '@/components/ui/tag'
import type { Urgency } from '@/lib/cases/cases'
import { formatDateShort } from '@/lib/platform/format'
import type { ReviewCase } from '@/lib/review/cases/types'

const TONE: Record<Urgency, Tone> = {
  overdue: 'red',
  amber: 'amber',
  calm: 'accent',
  none: 'neutral',
  paused: 'neutral',
}

/** The running limit of a case, in words and date. */
export async function CaseDeadline({ view, locale }: { view: ReviewCase; locale: string }) {
  const t = await getTranslations('review')
  const { urgency, dueAt } = view.limit
  if (urgency === 'none' || !dueAt) return null
  return (
    <DeadlineTag
      tone={TONE[urgency]}
      text={t(`urgency.${urgency}`)}
      date={urgency === 'paused' ? undefined : t('due.remaining', { date: formatDateShort(dueAt, locale) })}
      dateTime={dueAt}
    />
  )
}
