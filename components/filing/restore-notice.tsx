'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

/** This device kept words that the server never got: take them back, or let them go. */
export function RestoreNotice({ onRestore, onDrop }: { onRestore: () => void; onDrop: () => void }) {
  const t = useTranslations('filing.restore')
  return (
    <Notice
      tone="info"
      title={t('title')}
      actions={
        <span className="flex gap-2">
          <Button size="sm" onClick={onRestore}>
            {t('yes')}
          </Button>
          <Button size="sm" variant="quiet" onClick={onDrop}>
            {t('no')}
          </Button>
        </span>
      }
    >
      {t('text')}
    </Notice>
  )
}
