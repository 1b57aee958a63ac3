'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { formatTime } from '@/lib/platform/format'
import type { SaveState } from './use-autosave'

interface Props {
  state: SaveState
  onKeepMine: () => void
}

/** Whether the draft is kept, and where; asks when another window wrote meanwhile. */
export function SaveLine({ state, onKeepMine }: Props) {
  const t = useTranslations('filing.save')
  const words = useTranslations()
  const locale = useLocale()
  if (state.status === 'elsewhere')
    return (
      <Notice
        tone="warning"
        role="alert"
        title={t('elsewhereTitle')}
        actions={
          <span className="flex flex-wrap gap-2">
            <Button size="sm" onClick={onKeepMine}>
              {t('keepMine')}
            </Button>
            <Button size="sm" onClick={() => window.location.reload()}>
              {t('loadOther')}
            </Button>
          </span>
        }
      >
        {t('elsewhere')}
      </Notice>
    )
  if (state.status === 'signed-out' || state.status === 'local')
    return (
      <Notice
        tone="warning"
        role="alert"
        actions={
          state.status === 'signed-out' ? (
            <a className="link" href="/sign-in" target="_blank" rel="noreferrer">
              {t('signIn')}
            </a>
          ) : undefined
        }
      >
        {t(state.status === 'local' ? 'local' : 'signedOut')}
      </Notice>
    )
  if (state.status === 'refused')
    return (
      <Notice tone="refusal" role="alert">
        {words(`${state.refusal.module}.refusal.${state.refusal.code}`, state.refusal.params)}
      </Notice>
    )
  const text =
    state.status === 'saved'
      ? t('saved', { time: formatTime(state.at, locale) })
      : t(state.status === 'saving' ? 'saving' : 'idle')
  return (
    <p role="status" className="text-right text-sm text-ink-3 phone:text-left">
      {text}
    </p>
  )
}
