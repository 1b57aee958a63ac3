import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { Card, CardBody } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { findReceipt } from '@/lib/documents/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'

type Params = Promise<{ id: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('advanceReports'))('receipt.title') }
}

/** Proof of what was filed and when: number, time, content hash. Prints on one page. */
export default async function ReceiptPage({ params }: { params: Params }) {
  const actor = await requireActor()
  const { id } = await params
  const receipt = await findReceipt(actor, id, systemClock.now())
  if (!receipt) notFound()
  const t = await getTranslations('advanceReports.receipt')
  const words = await getTranslations()
  const locale = await getLocale()
  const home = receipt.kind === 'ADVANCE_REPORT' ? '/my/advance-reports' : '/my/recusal-requests'
  return (
    <>
      <PageHeader
        eyebrow={receipt.number}
        title={t('title')}
        description={t('text')}
        back={{ href: `${home}/${id}`, label: receipt.title }}
        actions={<LinkButton href={`/api/documents/receipt/${id}`}>{t('pdf')}</LinkButton>}
      />
      <Card>
        <CardBody className="grid gap-5">
          {receipt.versions.map((version) => (
            <DescriptionList
              key={version.number}
              items={[
                { term: t('number'), detail: receipt.number },
                { term: t('kind'), detail: words(`desk.kind.${receipt.kind}`) },
                { term: t('version'), detail: String(version.number) },
                { term: t('at'), detail: formatDateTime(version.submittedAt, locale) },
                { term: t('who'), detail: receipt.who },
                { term: t('policy'), detail: String(receipt.policyVersion) },
                { term: t('hash'), detail: <span className="wrap-anywhere">{version.contentHash}</span> },
              ]}
            />
          ))}
          <p className="text-sm text-ink-3">{t('note')}</p>
        </CardBody>
      </Card>
    </>
  )
}
