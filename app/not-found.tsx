import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'

export default async function NotFound() {
  const t = await getTranslations('platform.notFound')
  return (
    <main id="main" className="mx-auto grid max-w-xl gap-4 p-8">
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p>{t('text')}</p>
      <p>
        <Link className="link" href="/">
          {t('back')}
        </Link>
      </p>
    </main>
  )
}
