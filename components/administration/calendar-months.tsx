import { getLocale, getTranslations } from 'next-intl/server'
import { ActButton } from '@/components/organs/act-button'
import { DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import type { AccountAct } from '@/components/organs/act-button'
import type { CalendarYearView } from '@/lib/calendar/queries'
import { weekday } from '@/lib/platform/dates'
import { formatDate, formatDateShort } from '@/lib/platform/format'

type Day = CalendarYearView['days'][number]

/** The special days of a year, a table for each month that has any. */
interface Props {
  days: readonly Day[]
  removeDay: AccountAct
}

export async function CalendarMonths({ days, removeDay }: Props) {
  const t = await getTranslations('calendar')
  const locale = await getLocale()
  const monthOf = (day: Day) => Number(day.date.slice(5, 7))
  const months = [...new Set(days.map(monthOf))]
  return months.map((month) => (
    <section key={month} aria-labelledby={`month-${month}`}>
      <h3 id={`month-${month}`} className="px-5 pt-4 pb-1 text-base font-semibold phone:px-4">
        {t(`month.${month}`)}
      </h3>
      <DataTable<Day>
        caption={t(`month.${month}`)}
        rows={days.filter((day) => monthOf(day) === month)}
        rowKey={(day) => day.date}
        columns={[
          {
            key: 'date',
            header: t('column.date'),
            bare: true,
            nowrap: true,
            width: 'w-32',
            cell: (day) => formatDateShort(day.date, locale),
          },
          {
            key: 'weekday',
            header: t('column.weekday'),
            nowrap: true,
            width: 'w-32',
            cell: (day) => t(`weekday.${weekday(day.date)}`),
          },
          {
            key: 'kind',
            header: t('column.kind'),
            nowrap: true,
            width: 'w-40',
            cell: (day) => (
              <Tag tone={day.kind === 'HOLIDAY' ? 'accent' : 'amber'}>{t(`kind.${day.kind}`)}</Tag>
            ),
          },
          { key: 'name', header: t('column.name'), width: 'rest', cell: (day) => day.name || '—' },
          {
            key: 'action',
            header: t('column.action'),
            bare: true,
            width: 'w-28',
            cell: (day) => (
              <ActButton
                label={t('remove')}
                text={t('removeText', { date: formatDate(day.date, locale) })}
                act={removeDay}
                input={{ date: day.date }}
              />
            ),
          },
        ]}
      />
    </section>
  ))
}
