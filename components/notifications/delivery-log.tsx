import { getLocale, getTranslations } from 'next-intl/server'
import { ActButton, type AccountAct } from '@/components/organs/act-button'
import { Empty } from '@/components/ui/empty'
import { CellNote, DataTable } from '@/components/ui/table'
import { isKnown } from '@/lib/notifications/notifications'
import type { DeliveryLine } from '@/lib/notifications/webhooks/types'
import { formatDateTime } from '@/lib/platform/format'
import { DeliveryStateTag } from './state-tags'

interface Props {
  rows: readonly DeliveryLine[]
  /** Whether the endpoint is on, so that something could be sent again. */
  active: boolean
  resendDelivery: AccountAct
}

/** What was sent to an endpoint: each message with its tries, what came back, how long it took and when it goes on. */
export async function DeliveryLog({ rows, active, resendDelivery }: Props) {
  const t = await getTranslations('webhooks')
  const all = await getTranslations()
  const locale = await getLocale()
  const said = (one: { status: number | null; problem: string | null }) =>
    [
      one.status ? t('log.status', { status: one.status }) : '',
      one.problem ? t(`problem.${one.problem}`) : '',
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <DataTable<DeliveryLine>
      caption={t('log.title')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<Empty title={t('log.empty')} description={t('log.emptyText')} />}
      columns={[
        {
          key: 'kind',
          header: t('log.kind'),
          width: 'rest',
          bare: true,
          cell: (row) => (
            <>
              {isKnown(row.kind)
                ? all(`notifications.kind.${row.kind}`, { number: all('notifications.anyNumber') })
                : row.kind === 'test'
                  ? t('log.test')
                  : row.kind}
              <span className="block font-mono text-xs wrap-anywhere text-ink-3">{row.id}</span>
            </>
          ),
        },
        {
          key: 'state',
          header: t('log.state'),
          width: 'w-44',
          nowrap: true,
          cell: (row) => (
            <>
              <DeliveryStateTag state={row.state} />
              {row.state === 'WAITING' ? (
                <CellNote>{t('log.next', { at: formatDateTime(row.dueAt, locale) })}</CellNote>
              ) : null}
            </>
          ),
        },
        {
          key: 'answer',
          header: t('log.answer'),
          width: 'w-64',
          cell: (row) => {
            const [last, ...earlier] = row.tries
            if (!last) return null
            return (
              <>
                {said(last)}
                <CellNote>
                  {formatDateTime(last.at, locale)} · {t('log.milliseconds', { ms: last.ms })}
                </CellNote>
                {earlier.length > 0 ? (
                  <details className="mt-1 text-xs text-ink-2">
                    <summary className="min-h-6 cursor-pointer">{t('log.tries')}</summary>
                    <ul className="mt-1 grid gap-1">
                      {row.tries.map((one) => (
                        <li key={one.at}>
                          {formatDateTime(one.at, locale)} · {said(one)} ·{' '}
                          {t('log.milliseconds', { ms: one.ms })}
                        </li>
                      ))}
                    </ul>
                  </details>
                ) : null}
              </>
            )
          },
        },
        {
          key: 'attempts',
          header: t('log.attempts'),
          width: 'w-20',
          align: 'end',
          cell: (row) => row.attempts,
        },
        {
          key: 'when',
          header: t('log.when'),
          width: 'w-44',
          cell: (row) => formatDateTime(row.createdAt, locale),
        },
        {
          key: 'action',
          header: t('log.action'),
          width: 'w-28',
          bare: true,
          cell: (row) =>
            active && row.state !== 'WAITING' ? (
              <ActButton
                label={t('log.resend')}
                text={t('log.resendText')}
                act={resendDelivery}
                input={{ deliveryId: row.id }}
              />
            ) : null,
        },
      ]}
    />
  )
}
