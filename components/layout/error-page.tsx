'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

/** A bug, in the user's words: an id for the log, never a message or a stack. */
export function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('platform.error')
  return (
    <div role="alert" className="grid max-w-xl gap-4 p-8">
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p>{t('text')}</p>
      {error.digest ? <p className="text-sm text-ink-3">{t('id', { id: error.digest })}</p> : null}
      <div>
        <Button variant="primary" onClick={reset}>
          {t('retry')}
        </Button>
      </div>
    </div>
  )
}
