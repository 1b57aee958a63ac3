import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { ApplicationForm } from '@/components/applications/application-form'
import { ClientMessages } from '@/components/layout/client-messages'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { openForm } from '@/lib/recusals/applications/queries'
import { GROUND_CODES } from '@/lib/rulebook/rules/recusal-grounds'
import { PublicPage } from '../public-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('applications'))('form.title') }
}

/** Where anybody applies for an official's recusal, or informs about a ground for it. */
export default async function ApplyPage() {
  const t = await getTranslations('applications')
  return (
    <PublicPage width="page">
      <div className="mb-5 grid gap-2">
        <h1 className="text-2xl font-semibold">{t('form.title')}</h1>
        <p className="text-ink-2">{t('form.text')}</p>
        <p>
          <Link className="link" href="/apply/progress">
            {t('filed.progress')}
          </Link>
        </p>
      </div>
      <ClientMessages namespaces={['applications', 'filing', 'platform']}>
        <ApplicationForm
          token={openForm(systemClock)}
          files={{ most: env().PUBLIC_FILES, maxBytes: env().PUBLIC_FILE_MAX_BYTES }}
          grounds={GROUND_CODES.map((value) => ({ value, label: t(`ground.${value}`) }))}
        />
      </ClientMessages>
    </PublicPage>
  )
}
