import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { RequestCard } from '@/components/exports/request-card'
import { searchLine } from '@/components/exports/search-words'
import { ClientMessages } from '@/components/layout/client-messages'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { PageHeader } from '@/components/ui/page-header'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { approveRequest, declineRequest } from '@/lib/exports/approvals/actions'
import { hasApproverDesk } from '@/lib/exports/approvals/policy'
import { listRequests } from '@/lib/exports/approvals/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'
import { nameOrgans } from '@/lib/organs/choosing/queries'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports'))('requests.title') }
}

/** The second person's desk: what regular exports ask for, and what was decided. */
export default async function RequestsPage() {
  const actor = await requireActor()
  if (!hasApproverDesk(actor)) notFound()
  const t = await getTranslations('exports')
  const words = await getTranslations()
  const locale = await getLocale()
  const { waiting, decided } = await listRequests(actor, systemClock.now())
  const units = await nameOrgans([...waiting, ...decided].map((request) => request.filters.organ))
  const inWords = searchLine((key) => words(key), units, t('requests.all'))
  return (
    <ClientMessages namespaces={['exports', 'review', 'platform']}>
      <PageHeader title={t('requests.title')} description={t('requests.description')} />
      <div className="grid gap-5">
        {waiting.length === 0 ? (
          <Card aria-labelledby="waiting">
            <CardHeader id="waiting" title={t('requests.waiting')} />
            <CardBody>
              <Empty title={t('requests.empty')} description={t('requests.emptyText')} />
            </CardBody>
          </Card>
        ) : (
          waiting.map((request) => (
            <RequestCard
              key={request.id}
              request={request}
              searchWords={inWords(request.filters)}
              locale={locale}
              acts={{ approve: approveRequest, decline: declineRequest }}
            />
          ))
        )}
        <Card aria-labelledby="decided">
          <CardHeader id="decided" title={t('requests.decidedTitle')} />
          <CardBody flush>
            <DataTable
              caption={t('requests.decidedTitle')}
              rows={decided}
              rowKey={(row) => row.id}
              empty={<Empty title={t('requests.decidedEmpty')} />}
              columns={[
                {
                  key: 'who',
                  header: t('requests.requester'),
                  width: 'w-56',
                  bare: true,
                  cell: (row) => (
                    <>
                      <span className="font-medium">{row.requester.name}</span>
                      <CellNote>{`${row.requester.unit} ${row.requester.post}`}</CellNote>
                    </>
                  ),
                },
                {
                  key: 'purpose',
                  header: t('requests.purpose'),
                  width: 'rest',
                  cell: (row) => (
                    <>
                      <span className="wrap-anywhere whitespace-pre-line">{row.purpose}</span>
                      <CellNote>{inWords(row.filters)}</CellNote>
                    </>
                  ),
                },
                {
                  key: 'status',
                  header: t('requests.decide'),
                  width: 'w-64',
                  cell: (row) => (
                    <>
                      <Tag tone={row.status === 'APPROVED' ? 'green' : 'neutral'}>
                        {t(`requests.status.${row.status}`)}
                      </Tag>
                      <CellNote>
                        {[row.decidedAt && formatDateTime(row.decidedAt, locale), row.reason]
                          .filter(Boolean)
                          .join(' · ')}
                      </CellNote>
                    </>
                  ),
                },
              ]}
            />
          </CardBody>
        </Card>
      </div>
    </ClientMessages>
  )
}
