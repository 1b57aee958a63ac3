'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button, ButtonRow } from '@/components/ui/button'
import { Field, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { useToast } from '@/components/ui/toast'

interface Props {
  token: string
  /** Puts the token away. */
  onDone: () => void
}

/** A new token, shown this once, with the cursor in it. */
export function ShownToken({ token, onDone }: Props) {
  const t = useTranslations('tokens')
  const toast = useToast()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])

  async function copy() {
    try {
      await navigator.clipboard.writeText(token)
      toast({ message: t('copied'), tone: 'success' })
    } catch {
      toast({ message: t('copyFailed'), tone: 'refusal' })
    }
  }

  return (
    <FieldStack>
      <Notice tone="success" role="status" title={t('madeTitle')}>
        {t('made')}
      </Notice>
      <Field id="new-token" label={t('label.token')}>
        {(control) => (
          <Input
            {...control}
            ref={field}
            readOnly
            value={token}
            className="font-mono"
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </Field>
      <ButtonRow>
        <Button onClick={onDone}>{t('kept')}</Button>
        <Button variant="primary" onClick={() => void copy()}>
          {t('copy')}
        </Button>
      </ButtonRow>
    </FieldStack>
  )
}
