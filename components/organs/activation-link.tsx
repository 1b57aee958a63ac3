'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/dialog'
import { Field, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { useToast } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/platform/result'

export type Issue = (raw: unknown) => Promise<ActionResult<{ code: string }>>

interface Props {
  officialId: string
  label: string
  issue: Issue
}

/** Gives out an activation code and shows it once; the code stays behind `#`, so no server writes it down. */
export function ActivationLink({ officialId, label, issue }: Props) {
  const words = useTranslations()
  const t = useTranslations('organs.account')
  const router = useRouter()
  const toast = useToast()
  const { run: send } = useAct()
  const [code, setCode] = useState<string | null>(null)

  async function give() {
    const answer = await send(() => issue({ input: { officialId } }))
    if (answer.ok) setCode(answer.value.code)
    else {
      const { module, code: why, params } = answer.refusal
      toast({ message: words(`${module}.refusal.${why}`, params), tone: 'refusal' })
    }
    router.refresh()
  }

  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      toast({ message: t('copied'), tone: 'success' })
    } catch {
      toast({ message: t('copyFailed'), tone: 'refusal' })
    }
  }

  if (!code)
    return (
      <ConfirmButton
        size="sm"
        label={label}
        title={label}
        labels={{ confirm: label, cancel: t('cancel'), close: t('close'), pending: t('pending') }}
        onConfirm={give}
      >
        {t('issueConfirm')}
      </ConfirmButton>
    )
  const link = `${window.location.origin}/activate#${code}`
  return (
    <div className="grid w-full gap-4">
      <Notice tone="success" role="status">
        {t('issued')}
      </Notice>
      <FieldStack>
        <Field id="activation-link" label={t('link')}>
          {(control) => (
            <Input {...control} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
          )}
        </Field>
        <Field id="activation-code" label={t('code')}>
          {(control) => (
            <Input {...control} readOnly value={code} onFocus={(event) => event.currentTarget.select()} />
          )}
        </Field>
      </FieldStack>
      <div>
        <Button size="sm" onClick={() => void copy(link)}>
          {t('copy')}
        </Button>
      </div>
    </div>
  )
}
