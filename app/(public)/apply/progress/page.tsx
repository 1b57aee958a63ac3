import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { ProgressForm } from '@/components/applications/progress-form'
import { ClientMessages } from '@/components/layout/client-messages'
import { PublicPage } from '../../public-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('applications'))('progress.title') }
}

/** Where the holder of a query code sees how their application stands. */
export default async function ProgressPage() {
  const t = await getTranslations('applications')
  return (
    <PublicPage width="page">
      <div className="mb-5 grid gap-2">
        <h1 className="text-2xl font-semibold">{t('progress.title')}</h1>
        <p className="text-ink-2">{t('progress.text')}</p>
        <p>
          <Link className="link" href="/apply">
            {t('form.title')}
          </Link>
        </p>
      </div>
      <ClientMessages namespaces={['applications', 'platform']}>
        <ProgressForm />
      </ClientMessages>
    </PublicPage>
  )
}
