'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useAct } from '@/components/act/use-act'
import { Button } from '@/components/ui/button'
import { useToast } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/platform/result'

interface Props {
  action: (raw: unknown) => Promise<ActionResult<unknown>>
  jobId: string
}

/** Stops a running export: nothing is lost that could not be ordered again, so it does not ask. */
export function CancelButton({ action, jobId }: Props) {
  const t = useTranslations('exports')
  const words = useTranslations()
  const router = useRouter()
  const show = useToast()
  const { pending, run } = useAct()

  async function cancel() {
    const answer = await run((requestKey) => action({ input: { jobId }, requestKey }))
    if (!answer.ok)
      show({
        tone: 'refusal',
        message: words(`${answer.refusal.module}.refusal.${answer.refusal.code}`, answer.refusal.params),
      })
    router.refresh()
  }

  return (
    <Button size="sm" pending={pending} pendingLabel={t('jobs.cancelling')} onClick={() => void cancel()}>
      {t('jobs.cancel')}
    </Button>
  )
}
