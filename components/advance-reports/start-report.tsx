'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ActionResult, Refusal } from '@/lib/platform/result'

interface Props {
  action: (raw: unknown) => Promise<ActionResult<{ caseId: string }>>
  citesCaseId: string | null
}

/** Opens a draft and goes to its form; a second click opens no second draft. */
export function StartReport({ action, citesCaseId }: Props) {
  const t = useTranslations('advanceReports.new')
  const words = useTranslations()
  const router = useRouter()
  const key = useRef<string | null>(null)
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function start() {
    key.current ??= crypto.randomUUID()
    setPending(true)
    const answer = await action({ input: { citesCaseId }, requestKey: key.current })
    if (answer.ok) router.push(`/my/advance-reports/${answer.value.caseId}/edit`)
    else {
      setRefusal(answer.refusal)
      setPending(false)
    }
  }

  return (
    <div className="grid max-w-2xl gap-4">
      {citesCaseId ? <Notice tone="info">{t('cites')}</Notice> : null}
      {refusal ? (
        <Notice tone="refusal" role="alert">
          {words(`${refusal.module}.refusal.${refusal.code}`, refusal.params)}
        </Notice>
      ) : null}
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <Button
          size="tile"
          variant="primary"
          detail={t('fullDetail')}
          pending={pending}
          pendingLabel={t('starting')}
          onClick={() => void start()}
        >
          {t('full')}
        </Button>
        <LinkButton size="tile" href="/my/advance-reports/emergency" detail={t('emergencyDetail')}>
          {t('emergency')}
        </LinkButton>
      </div>
    </div>
  )
}
