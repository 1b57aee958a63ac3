import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { PageHeader } from '@/components/ui/page-header'
import { DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDate } from '@/lib/platform/format'
import { listMyDecisions } from '@/lib/recusals/decisions/queries'
import type { MyDecisionRow } from '@/lib/recusals/decisions/types'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recusalDecisions'))('own.title') }
}

export default async function MyDecisionsPage() {
  const actor = await requireActor()
  const now = systemClock.now()
  const t = await getTranslations('recusalDecisions')
  const locale = await getLocale()
  const rows = await listMyDecisions(actor, now)
  return (
    <>
      <PageHeader title={t('own.title')} description={t('own.description')} />
      <Card>
        <CardBody flush>
          <DataTable<MyDecisionRow>
            caption={t('own.title')}
            rows={rows}
            rowKey={(row) => row.id}
            empty={<Empty title={t('own.empty')} description={t('own.emptyText')} />}
            columns={[
              {
                key: 'document',
                header: t('own.column.document'),
                width: 'w-52',
                bare: true,
                cell: (row) => (
                  <Link href={`/my/decisions/${row.id}`}>
                    {row.documentNumber ?? t(`status.${row.status}`)}
                  </Link>
                ),
              },
              { key: 'matter', header: t('own.column.matter'), width: 'rest', cell: (row) => row.title },
              {
                key: 'role',
                header: t('own.column.role'),
                width: 'w-28',
                cell: (row) => t(`own.${row.role}`),
              },
              {
                key: 'status',
                header: t('own.column.status'),
                width: 'w-32',
                cell: (row) => <Tag>{t(`status.${row.status}`)}</Tag>,
              },
              {
                key: 'due',
                header: t('own.column.due'),
                width: 'w-48',
                cell: (row) => {
                  const text = t(`own.due.${row.due}`, {
                    date: row.dueAt ? formatDate(row.dueAt, locale) : '',
                  })
                  const late = row.dueAt !== null && row.dueAt < now.toISOString()
                  return row.due === 'none' ? (
                    <span className="text-ink-3">{text}</span>
                  ) : (
                    <Tag tone={late ? 'red' : 'amber'}>{text}</Tag>
                  )
                },
              },
            ]}
          />
        </CardBody>
      </Card>
    </>
  )
}
