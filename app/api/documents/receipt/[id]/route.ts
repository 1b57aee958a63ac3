import { getLocale, getTranslations } from 'next-intl/server'
import { renderPage } from '@/lib/documents/documents'
import { findReceipt } from '@/lib/documents/queries'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'

export const authority = 'signed-in'

type Context = { params: Promise<{ id: string }> }

/** The receipt of the signed-in official's own filing, as PDF. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor()
  if (!actor) return new Response(null, { status: 401 })
  const { id } = await params
  const receipt = await findReceipt(actor, id, systemClock.now())
  if (!receipt) return new Response(null, { status: 404 })
  const t = await getTranslations('advanceReports.receipt')
  const words = await getTranslations()
  const locale = await getLocale()
  const pdf = await renderPage({
    title: `${words('platform.name')} ${t('title')}`,
    subtitle: `${receipt.number} ${receipt.title}`,
    lead: t('text'),
    blocks: receipt.versions.map((version) => [
      { term: t('number'), text: receipt.number },
      { term: t('kind'), text: words(`desk.kind.${receipt.kind}`) },
      { term: t('version'), text: String(version.number) },
      { term: t('at'), text: formatDateTime(version.submittedAt, locale) },
      { term: t('who'), text: receipt.who },
      { term: t('policy'), text: String(receipt.policyVersion) },
      { term: t('hash'), text: version.contentHash },
    ]),
    note: t('note'),
    language: locale === 'zh' ? 'zh-CN' : 'en',
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="receipt-${receipt.number}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
