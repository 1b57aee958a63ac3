import { getTranslations } from 'next-intl/server'
import { Empty } from '@/components/ui/empty'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag, type Tone } from '@/components/ui/tag'
import type { ScheduleLine } from '@/lib/exports/schedules/types'
import { formatDate, formatDateTime } from '@/lib/platform/format'
import type { ActionResult } from '@/lib/platform/result'
import { ScheduleButton } from './schedule-button'

type Act = (raw: unknown) => Promise<ActionResult<unknown>>

const TONE: Record<ScheduleLine['status'], Tone> = { ACTIVE: 'green', PAUSED: 'amber', ENDED: 'neutral' }

interface Props {
  schedules: (ScheduleLine & { searchWords: string })[]
  locale: string
  acts: { pause: Act; resume: Act; end: Act }
}

/** One row a schedule: what, when, how the last one went, and what can be done to it. */
export async function ScheduleTable({ schedules, locale, acts }: Props) {
  const t = await getTranslations('exports')
  const whenOf = ({ rhythm, weekday, monthday, hour }: ScheduleLine) =>
    t(`schedules.every.${rhythm}`, {
      hour,
      monthday: monthday ?? 0,
      day: weekday ? t(`schedules.day.${String(weekday) as '1'}`) : '',
    })
  return (
    <DataTable
      caption={t('schedules.list')}
      rows={schedules}
      rowKey={(row) => row.id}
      empty={<Empty title={t('schedules.empty')} description={t('schedules.emptyText')} />}
      columns={[
        {
          key: 'what',
          header: t('schedules.column.what'),
          width: 'rest',
          bare: true,
          cell: (row) => (
            <>
              <span className="font-medium wrap-anywhere">{row.name}</span>
              <CellNote>{row.searchWords}</CellNote>
              <CellNote>
                <span className="wrap-anywhere whitespace-pre-line">{row.purpose}</span>
              </CellNote>
            </>
          ),
        },
        {
          key: 'when',
          header: t('schedules.column.when'),
          width: 'w-56',
          cell: (row) => (
            <>
              {whenOf(row)}
              <CellNote>{`${t('schedules.untilOn', { date: formatDate(row.until, locale) })} · ${t(`format.${row.format}`)}`}</CellNote>
            </>
          ),
        },
        {
          key: 'state',
          header: t('schedules.column.state'),
          width: 'w-64',
          cell: (row) => (
            <>
              <Tag tone={TONE[row.status]}>{t(`schedules.status.${row.status}`)}</Tag>
              {row.dueAt ? (
                <CellNote>{t('schedules.next', { date: formatDateTime(row.dueAt, locale) })}</CellNote>
              ) : null}
              {row.endedWhy ? <CellNote>{t(`schedules.ended.${row.endedWhy as 'until'}`)}</CellNote> : null}
              {row.latest ? (
                <CellNote>
                  {t(`schedules.latest.${row.latest.status}`, {
                    date: formatDateTime(row.latest.at, locale),
                    name: row.latest.decidedBy ?? '',
                    reason: row.latest.reason,
                  })}
                </CellNote>
              ) : null}
            </>
          ),
        },
        {
          key: 'action',
          header: t('schedules.column.action'),
          width: 'w-40',
          bare: true,
          cell: (row) =>
            row.status === 'ENDED' ? null : (
              <span className="flex flex-wrap gap-2">
                {row.status === 'ACTIVE' ? (
                  <ScheduleButton
                    label={t('schedules.pause')}
                    text={t('schedules.pauseText')}
                    act={acts.pause}
                    scheduleId={row.id}
                  />
                ) : (
                  <ScheduleButton
                    label={t('schedules.resume')}
                    text={t('schedules.resumeText')}
                    act={acts.resume}
                    scheduleId={row.id}
                  />
                )}
                <ScheduleButton
                  label={t('schedules.end')}
                  text={t('schedules.endText')}
                  act={acts.end}
                  scheduleId={row.id}
                  danger
                />
              </span>
            ),
        },
      ]}
    />
  )
}
