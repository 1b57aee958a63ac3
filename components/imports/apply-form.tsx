'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button, ButtonRow } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/dialog'
import { LiveRegion } from '@/components/ui/live-region'
import { Notice } from '@/components/ui/notice'
import type { ImportMode } from '@/lib/imports/types'
import type { ActionResult } from '@/lib/platform/result'

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
  const router = useRouter()
  const { pending, refusal, run } = useAct()
  const { sentence } = useRefusalWords(refusal)

  async function call(action: Props['apply'], input: { batchId: string; mode?: ImportMode }) {
    const answer = await run((requestKey) => action({ input, requestKey }))
    // A refusal usually says that the batch is no longer what is shown.
    if (!answer.ok) router.refresh()
  }

  return (
    <div className="grid gap-4">
      {sentence ? (
        <Notice tone="refusal" role="alert">
          {sentence}
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
