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

type Action = (raw: unknown) => Promise<ActionResult<unknown>>

interface Props {
  batchId: string
  valid: number
  wrong: number
  /** What can be done now, by the server's tables. */
  may: { apply?: boolean; goOn?: ImportMode; discard?: boolean; undo?: boolean; stop?: boolean }
  actions: { apply: Action; discard: Action; undo: Action; stop: Action }
}

/** What can be done with an import: import it whole or its correct rows, stop it, go on, take it back, put it away. */
export function ActForm({ batchId, valid, wrong, may, actions }: Props) {
  const t = useTranslations('imports')
  const router = useRouter()
  const { pending, refusal, run } = useAct()
  const { sentence } = useRefusalWords(refusal)
  const labels = { cancel: t('act.cancel'), close: t('act.close'), pending: t('act.pending') }

  async function call(action: Action, input: { batchId: string; mode?: ImportMode }) {
    await run((requestKey) => action({ input, requestKey }))
    // Also after a refusal: it usually says that the import is no longer what is shown.
    router.refresh()
  }

  const { goOn } = may
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
          may.discard ? (
            <Button
              variant="quiet"
              disabled={pending}
              onClick={() => void call(actions.discard, { batchId })}
            >
              {t('act.discard')}
            </Button>
          ) : undefined
        }
      >
        {may.stop ? (
          <Button
            pending={pending}
            pendingLabel={t('act.pending')}
            onClick={() => void call(actions.stop, { batchId })}
          >
            {t('act.stop')}
          </Button>
        ) : null}
        {may.undo ? (
          <ConfirmButton
            label={t('act.undo')}
            variant="danger"
            title={t('act.undoTitle')}
            pending={pending}
            labels={{ ...labels, confirm: t('act.undo') }}
            onConfirm={() => call(actions.undo, { batchId })}
          >
            <p>{t('act.undoText')}</p>
          </ConfirmButton>
        ) : null}
        {may.apply && wrong > 0 && valid > 0 ? (
          <ConfirmButton
            label={t('act.valid', { count: valid })}
            variant="primary"
            title={t('act.validTitle')}
            pending={pending}
            labels={{ ...labels, confirm: t('act.confirm') }}
            onConfirm={() => call(actions.apply, { batchId, mode: 'VALID' })}
          >
            <p>{t('act.validText', { count: valid, left: wrong })}</p>
          </ConfirmButton>
        ) : null}
        {may.apply && wrong === 0 ? (
          <Button
            variant="primary"
            pending={pending}
            pendingLabel={t('act.pending')}
            onClick={() => void call(actions.apply, { batchId, mode: 'ALL' })}
          >
            {t('act.all')}
          </Button>
        ) : null}
        {goOn ? (
          <Button
            variant="primary"
            pending={pending}
            pendingLabel={t('act.pending')}
            onClick={() => void call(actions.apply, { batchId, mode: goOn })}
          >
            {t('act.goOn')}
          </Button>
        ) : null}
      </ButtonRow>
    </div>
  )
}
