'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button, ButtonRow } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/dialog'
import { LiveRegion } from '@/components/ui/live-region'
import { Notice } from '@/components/ui/notice'
import type { ImportMode } from '@/lib/imports/types'
import type { ActionResult, Refusal } from '@/lib/platform/result'

interface Props {
  batchId: string
  valid: number
  wrong: number
  apply: (raw: unknown) => Promise<ActionResult<unknown>>
  discard: (raw: unknown) => Promise<ActionResult<unknown>>
}

/** Imports a previewed file whole, or its correct rows after asking. A second press imports nothing twice. */
export function ApplyForm({ batchId, valid, wrong, apply, discard }: Props) {
  const t = useTranslations('imports')
  const words = useTranslations()
  const router = useRouter()
  const key = useRef<string | null>(null)
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function call(action: Props['apply'], input: { batchId: string; mode?: ImportMode }) {
    key.current ??= crypto.randomUUID()
    setPending(true)
    try {
      const answer = await action({ input, requestKey: key.current })
      setRefusal(answer.ok ? null : answer.refusal)
      key.current = null
      router.refresh()
    } finally {
      setPending(false)
    }
  }

  return (
    <div className="grid gap-4">
      {refusal ? (
        <Notice tone="refusal" role="alert">
          {words(`${refusal.module}.refusal.${refusal.code}`, refusal.params)}
        </Notice>
      ) : null}
      <LiveRegion message={pending ? t('act.pending') : ''} />
      <ButtonRow
        start={
          <Button variant="quiet" disabled={pending} onClick={() => void call(discard, { batchId })}>
            {t('act.discard')}
          </Button>
        }
      >
        {wrong > 0 && valid > 0 ? (
          <ConfirmButton
            label={t('act.valid', { count: valid })}
            variant="primary"
            title={t('act.validTitle')}
            pending={pending}
            labels={{
              confirm: t('act.confirm'),
              cancel: t('act.cancel'),
              close: t('act.close'),
              pending: t('act.pending'),
            }}
            onConfirm={() => call(apply, { batchId, mode: 'VALID' })}
          >
            <p>{t('act.validText', { count: valid, left: wrong })}</p>
          </ConfirmButton>
        ) : null}
        {wrong === 0 ? (
          <Button
            variant="primary"
            pending={pending}
            pendingLabel={t('act.pending')}
            onClick={() => void call(apply, { batchId, mode: 'ALL' })}
          >
            {t('act.all')}
          </Button>
        ) : null}
      </ButtonRow>
    </div>
  )
}
