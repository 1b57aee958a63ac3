'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { useToast } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/platform/result'

interface Props {
  endpointId: string
  label: string
  /** What will happen. */
  text: string
  issue: (raw: unknown) => Promise<ActionResult<{ secret: string }>>
}

/** Makes a secret and shows it once: it stands in this page only, and is gone with it. */
export function SecretButton({ endpointId, label, text, issue }: Props) {
  const words = useTranslations()
  const t = useTranslations('webhooks.secret')
  const router = useRouter()
  const toast = useToast()
  const { run } = useAct()
  const [secret, setSecret] = useState<string | null>(null)

  async function make() {
    const answer = await run(() => issue({ input: { id: endpointId } }))
    if (answer.ok) setSecret(answer.value.secret)
    else {
      const { module, code, params } = answer.refusal
      toast({ message: words(`${module}.refusal.${code}`, params), tone: 'refusal' })
    }
    router.refresh()
  }

  async function copy(value: string) {
    try {
      await navigator.clipboard.writeText(value)
      toast({ message: t('copied'), tone: 'success' })
    } catch {
      toast({ message: t('copyFailed'), tone: 'refusal' })
    }
  }

  if (!secret)
    return (
      <ConfirmButton
        size="sm"
        label={label}
        title={label}
        labels={{ confirm: label, cancel: t('cancel'), close: t('close'), pending: t('pending') }}
        onConfirm={make}
      >
        {text}
      </ConfirmButton>
    )
  return (
    <div className="grid w-full gap-4">
      <Notice tone="success" role="status">
        {t('shown')}
      </Notice>
      <Field id="webhook-secret" label={t('value')}>
        {(control) => (
          <Input {...control} readOnly value={secret} onFocus={(event) => event.currentTarget.select()} />
        )}
      </Field>
      <div>
        <Button size="sm" onClick={() => void copy(secret)}>
          {t('copy')}
        </Button>
      </div>
    </div>
  )
}
