import { getLocale, getTranslations } from 'next-intl/server'
import { checkOf } from '@/lib/documents/documents'
import { renderForm } from '@/lib/documents/form/form'
import { findReceipt } from '@/lib/documents/queries'
import { getActor } from '@/lib/identity/queries'
import { systemClock, toDate } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'
import { pdfAnswer } from '@/lib/platform/pdf-answer'

export const authority = 'signed-in'

type Context = { params: Promise<{ id: string }> }

/** The receipt of the signed-in official's own filing, as PDF. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor()
  if (!actor) return new Response(null, { status: 401 })
  const { id } = await params
  const receipt = await findReceipt(actor, id, systemClock.now())
  const newest = receipt?.versions[0]
  if (!receipt || !newest) return new Response(null, { status: 404 })
  const t = await getTranslations('advanceReports.receipt')
  const words = await getTranslations()
  const locale = await getLocale()
  const text = {
    organ: words('platform.name'),
    number: receipt.number,
    title: t('title'),
    rows: [
      { term: t('kind'), text: words(`desk.kind.${receipt.kind}`) },
      { term: t('about'), text: receipt.title },
      { term: t('who'), text: receipt.who },
      { term: t('policy'), text: String(receipt.policyVersion) },
      ...receipt.versions.flatMap((version) => [
        {
          term: `${t('version')} ${version.number}`,
          text: `${t('at')} ${formatDateTime(version.submittedAt, locale)}`,
        },
        { term: t('hash'), text: version.contentHash },
      ]),
    ],
    note: `${t('text')}${locale === 'zh' ? '' : ' '}${t('note')}`,
    issuedAt: toDate(newest.submittedAt),
    language: locale === 'zh' ? ('zh-CN' as const) : ('en' as const),
  }
  return pdfAnswer(
    `${t('title')} ${receipt.number}`,
    await renderForm(text, newest.code ? checkOf(newest.code) : null),
  )
}
