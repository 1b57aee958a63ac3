'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'
import { Button } from '@/components/ui/button'
import { useToast } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/platform/result'
import type { SearchDesk } from '@/lib/searches/schema'

const NameDialog = lazy(() => import('./name-dialog'))

interface Props {
  desk: SearchDesk
  path: string
  filters: Readonly<Record<string, unknown>>
  save: (raw: unknown) => Promise<ActionResult<unknown>>
}

/** Keeps what the list is filtered by under a name, and shows it as the chosen one. */
export function SaveSearch({ desk, path, filters, save }: Props) {
  const t = useTranslations('searches')
  const router = useRouter()
  const toast = useToast()
  // Null until it was asked for: only then is the dialog loaded.
  const [open, setOpen] = useState<boolean | null>(null)
  return (
    <>
      <Button size="sm" variant="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('save')}
      </Button>
      <Suspense>
        {open === null ? null : (
          <NameDialog
            open={open}
            onClose={() => setOpen(false)}
            title={t('saveTitle')}
            text={t('saveText')}
            submit={t('confirmSave')}
            send={(name, requestKey) => save({ input: { desk, name, filters }, requestKey })}
            onDone={(made) => {
              setOpen(false)
              toast({ message: t('saved'), tone: 'success' })
              router.push(`${path}?saved=${(made as { searchId: string }).searchId}`)
            }}
          />
        )}
      </Suspense>
    </>
  )
}
