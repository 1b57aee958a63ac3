import { getLocale, getTranslations } from 'next-intl/server'
import { ActButton, type AccountAct } from '@/components/organs/act-button'
import { Empty } from '@/components/ui/empty'
import { CellNote, DataTable } from '@/components/ui/table'
import type { MailRow } from '@/lib/notifications/mail/types'
import { formatDateTime } from '@/lib/platform/format'
import { MailStateTag } from './state-tags'

interface Props {
  rows: readonly MailRow[]
  resendMail: AccountAct
}

/** The log of mails: to whom, what became of them, what the server said. */
export async function MailList({ rows, resendMail }: Props) {
  const t = await getTranslations('mail')
  const locale = await getLocale()
  const when = (row: MailRow) => {
    if (row.sentAt) return t('list.sentAt', { at: formatDateTime(row.sentAt, locale) })
    const open = row.state === 'WAITING' || row.state === 'COLLECTING'
    return open
      ? t('list.next', { at: formatDateTime(row.dueAt, locale) })
      : t('list.planned', { at: formatDateTime(row.createdAt, locale) })
  }
  return (
    <DataTable<MailRow>
      caption={t('list.title')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<Empty title={t('list.empty')} description={t('list.emptyText')} />}
      columns={[
        {
          key: 'person',
          header: t('list.person'),
          width: 'w-28',
          bare: true,
          nowrap: true,
          cell: (row) => (
            <>
              {row.name}
              <CellNote>{row.staffNo}</CellNote>
            </>
          ),
        },
        {
          key: 'kind',
          header: t('list.kind'),
          width: 'w-28',
          nowrap: true,
          cell: (row) => t(`kind.${row.kind}`),
        },
        {
          key: 'state',
          header: t('list.state'),
          width: 'w-28',
          nowrap: true,
          cell: (row) => <MailStateTag state={row.state} />,
        },
        { key: 'when', header: t('list.when'), width: 'w-44', cell: when },
        {
          key: 'attempts',
          header: t('list.attempts'),
          width: 'w-20',
          align: 'end',
          cell: (row) => row.attempts,
        },
        {
          key: 'answer',
          header: t('list.answer'),
          width: 'rest',
          cell: (row) =>
            row.problem ? (
              <>
                {t(`problem.${row.problem}`)}
                <CellNote>
                  {[row.code ? t('list.code', { code: row.code }) : '', row.said ?? '']
                    .filter(Boolean)
                    .join(' · ')}
                </CellNote>
              </>
            ) : null,
        },
        {
          key: 'action',
          header: t('list.action'),
          width: 'w-28',
          bare: true,
          cell: (row) =>
            row.state === 'DEAD' || row.state === 'REFUSED' ? (
              <ActButton
                label={t('list.resend')}
                text={t('list.resendText')}
                act={resendMail}
                input={{ id: row.id }}
              />
            ) : null,
        },
      ]}
    />
  )
}
