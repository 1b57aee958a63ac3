'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/platform/result'

interface Props {
  /** Id of the form that the boxes of the notices belong to. */
  form: string
  act: (raw: unknown) => Promise<ActionResult<unknown>>
}

/** Marks the ticked notices as read. */
export function MarkBar({ form, act }: Props) {
  const t = useTranslations('notifications')
  const { pending, run } = useAct()
  const [ids, setIds] = useState<string[]>([])

  useEffect(() => {
    const count = () =>
      setIds(
        [...document.querySelectorAll<HTMLInputElement>(`input[form="${form}"]:checked`)].map(
          (box) => box.value,
        ),
      )
    document.addEventListener('change', count)
    return () => document.removeEventListener('change', count)
  }, [form])

  return (
    <form
      id={form}
      onSubmit={(event) => event.preventDefault()}
      className="flex items-center gap-3"
      data-no-print=""
    >
      <span aria-live="polite" className="text-sm text-ink-3">
        {ids.length > 0 ? t('chosen', { count: ids.length }) : ''}
      </span>
      <Button
        disabled={ids.length === 0}
        pending={pending}
        pendingLabel={t('marking')}
        onClick={() => {
          void run(() => act({ input: { ids } })).then((answer) => {
            if (answer.ok) setIds([])
          })
        }}
      >
        {t('markSelected')}
      </Button>
    </form>
  )
}
