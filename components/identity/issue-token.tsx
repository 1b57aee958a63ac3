'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { ConfirmButton } from '@/components/ui/dialog'
import { useToast } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/platform/result'
import { ShownToken } from './shown-token'

interface Props {
  service: { id: string; name: string }
  days: number
  issue: (raw: unknown) => Promise<ActionResult<{ token: string }>>
}

/** Another token for a connected system, asked about first and shown once. */
export function IssueToken({ service, days, issue }: Props) {
  const words = useTranslations()
  const t = useTranslations('tokens')
  const toast = useToast()
  const [token, setToken] = useState<string | null>(null)
  const { run } = useAct()

  async function send() {
    const input = { serviceId: service.id, days }
    const answer = await run((requestKey) => issue({ input, requestKey }))
    if (answer.ok) return setToken(answer.value.token)
    const { module, code, params } = answer.refusal
    toast({ message: words(`${module}.refusal.${code}`, params), tone: 'refusal' })
  }

  if (token)
    return (
      <div className="w-full">
        <ShownToken token={token} onDone={() => setToken(null)} />
      </div>
    )
  return (
    <ConfirmButton
      size="sm"
      label={t('services.issue')}
      title={t('services.issue')}
      labels={{
        confirm: t('services.issue'),
        cancel: t('cancel'),
        close: t('close'),
        pending: t('pending'),
      }}
      onConfirm={send}
    >
      {t('services.issueText', { name: service.name, days })}
    </ConfirmButton>
  )
}
