import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import { checkDocument } from '@/lib/documents/queries'
import { systemClock } from '@/lib/platform/clock'
import { civilDateOf } from '@/lib/platform/dates'
import { toDate } from '@/lib/platform/clock'
import { formatDate } from '@/lib/platform/format'
import { PublicPage } from '../../public-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents'))('verify.title'), robots: { index: false } }
}

/** Anybody who holds a document learns whether it is genuine and stands. No people, no contents. */
export default async function VerifyPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params
  const t = await getTranslations('documents.verify')
  const kinds = await getTranslations('documents.kind')
  const locale = await getLocale()
  const found = await checkDocument(code, systemClock.now())
  const filed = found?.state === 'FILED' || found?.state === 'REPLACED'
  return (
    <PublicPage width="narrow">
      <div className="grid gap-5">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        {found ? (
          <>
            <Notice
              tone={found.state === 'ENDED' || found.state === 'REPLACED' ? 'warning' : 'success'}
              title={t(filed ? 'foundFiled' : 'found')}
            >
              {t('privacy')}
            </Notice>
            <DescriptionList
              items={[
                { term: t('kind'), detail: kinds(found.kind) },
                { term: t(filed ? 'numberFiled' : 'number'), detail: found.number },
                { term: t(filed ? 'organFiled' : 'organ'), detail: found.organ },
                {
                  term: t(filed ? 'dateFiled' : 'date'),
                  detail: formatDate(civilDateOf(toDate(found.issuedAt)), locale),
                },
                { term: t('state'), detail: t(`states.${found.state}`) },
                {
                  term: t(filed ? 'hashFiled' : 'hash'),
                  detail: <span className="font-mono text-xs wrap-anywhere">{found.sha256}</span>,
                },
              ]}
            />
            <p className="text-sm text-ink-3">{t(filed ? 'hashFiledHint' : 'hashHint')}</p>
          </>
        ) : (
          <Notice tone="warning" title={t('unknown')}>
            {t('unknownText')}
          </Notice>
        )}
      </div>
    </PublicPage>
  )
}
