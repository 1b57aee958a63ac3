import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LinkButton } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { PageHeader } from '@/components/ui/page-header'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { requireActor } from '@/lib/identity/queries'
import { listOrgans } from '@/lib/organs/administration/queries'
import { hasDirectoryDesk } from '@/lib/organs/policy'
import type { OrganLine } from '@/lib/organs/types'

/** Indents by level; deeper levels stand as far in as the last. */
const INDENTS = ['', 'ps-5', 'ps-10', 'ps-15', 'ps-20', 'ps-25']

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organs'))('title') }
}

/** The tree of organs that the system administrator looks after. */
export default async function OrgansPage() {
  const actor = await requireActor()
  if (!hasDirectoryDesk(actor)) notFound()
  const t = await getTranslations('organs')
  const rows = await listOrgans(actor)
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<LinkButton href="/admin/organs/new">{t('new')}</LinkButton>}
      />
      <Card>
        <CardBody flush>
          <DataTable<OrganLine>
            caption={t('title')}
            rows={rows}
            rowKey={(row) => row.id}
            empty={<Empty title={t('empty')} />}
            columns={[
              {
                key: 'organ',
                header: t('column.organ'),
                width: 'rest',
                bare: true,
                cell: (row) => (
                  <div className={INDENTS[Math.min(row.depth, INDENTS.length - 1)]}>
                    <span className="flex flex-wrap items-center gap-2">
                      <Link href={`/admin/organs/${row.id}`}>{row.name}</Link>
                      {row.isDivision ? <Tag>{t('tag.division')}</Tag> : null}
                      {row.isDisciplineOffice ? <Tag tone="accent">{t('tag.discipline')}</Tag> : null}
                      {row.active ? null : <Tag tone="amber">{t('inactive')}</Tag>}
                    </span>
                    <CellNote>{row.shortName}</CellNote>
                  </div>
                ),
              },
              { key: 'code', header: t('column.code'), width: 'w-52', nowrap: true, cell: (row) => row.code },
              {
                key: 'kind',
                header: t('column.kind'),
                width: 'w-32',
                nowrap: true,
                cell: (row) => t(`kind.${row.kind}`),
              },
              {
                key: 'officials',
                header: t('column.officials'),
                width: 'w-20',
                nowrap: true,
                align: 'end',
                cell: (row) => <Link href={`/admin/officials?organId=${row.id}`}>{row.officials}</Link>,
              },
            ]}
          />
        </CardBody>
      </Card>
    </>
  )
}
