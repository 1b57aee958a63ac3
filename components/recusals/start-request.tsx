'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ActionResult, Refusal } from '@/lib/platform/result'

/** Opens a draft and goes to its form; a second click opens no second draft. */
export function StartRequest({
  action,
}: {
  action: (raw: unknown) => Promise<ActionResult<{ caseId: string }>>
}) {
  const t = useTranslations('recusalRequests.form')
  const words = useTranslations()
  const router = useRouter()
  const key = useRef<string | null>(null)
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function start() {
    key.current ??= crypto.randomUUID()
    setPending(true)
    const answer = await action({ input: {}, requestKey: key.current })
    if (answer.ok) router.push(`/my/recusal-requests/${answer.value.caseId}/edit`)
    else {
      setRefusal(answer.refusal)
      setPending(false)
    }
  }

  return (
    <div className="grid max-w-xl gap-4">
      {refusal ? (
        <Notice tone="refusal" role="alert">
          {words(`${refusal.module}.refusal.${refusal.code}`, refusal.params)}
        </Notice>
      ) : null}
      <div>
        <Button variant="primary" pending={pending} pendingLabel={t('starting')} onClick={() => void start()}>
          {t('start')}
        </Button>
      </div>
    </div>
  )
}
