'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button, LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/platform/result'

interface Props {
  action: (raw: unknown) => Promise<ActionResult<{ caseId: string }>>
  citesCaseId: string | null
}

/** Opens a draft and goes to its form; a second click opens no second draft. */
export function StartReport({ action, citesCaseId }: Props) {
  const t = useTranslations('advanceReports.new')
  const router = useRouter()
  const { pending, refusal, run } = useAct({ leaves: true })
  const { sentence } = useRefusalWords(refusal)

  async function start() {
    const answer = await run((requestKey) => action({ input: { citesCaseId }, requestKey }))
    if (answer.ok) router.push(`/my/advance-reports/${answer.value.caseId}/edit`)
  }

  return (
    <div className="grid max-w-2xl gap-4">
      {citesCaseId ? <Notice tone="info">{t('cites')}</Notice> : null}
      {sentence ? (
        <Notice tone="refusal" role="alert">
          {sentence}
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
