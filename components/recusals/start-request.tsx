'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/platform/result'

/** Opens a draft and goes to its form; a second click opens no second draft. */
export function StartRequest({
  action,
}: {
  action: (raw: unknown) => Promise<ActionResult<{ caseId: string }>>
}) {
  const t = useTranslations('recusalRequests.form')
  const router = useRouter()
  const { pending, refusal, run } = useAct({ leaves: true })
  const { sentence } = useRefusalWords(refusal)

  async function start() {
    const answer = await run((requestKey) => action({ input: {}, requestKey }))
    if (answer.ok) router.push(`/my/recusal-requests/${answer.value.caseId}/edit`)
  }

  return (
    <div className="grid max-w-xl gap-4">
      {sentence ? (
        <Notice tone="refusal" role="alert">
          {sentence}
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
