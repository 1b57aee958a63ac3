import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'

export default async function StaffNotFound() {
  const t = await getTranslations('platform.notFound')
  return (
    <div className="grid max-w-xl gap-4">
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p>{t('text')}</p>
      <p>
        <Link className="link" href="/">
          {t('back')}
        </Link>
      </p>
    </div>
  )
}
