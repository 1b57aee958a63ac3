'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useAct } from '@/components/act/use-act'
import { ConfirmButton } from '@/components/ui/dialog'
import { useToast } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/platform/result'

interface Props {
  label: string
  /** What will happen. */
  text: string
  act: (raw: unknown) => Promise<ActionResult<unknown>>
  scheduleId: string
  danger?: boolean
}

/** Pauses, resumes or ends a schedule, after asking. */
export function ScheduleButton({ label, text, act, scheduleId, danger = false }: Props) {
  const words = useTranslations()
  const t = useTranslations('searches')
  const router = useRouter()
  const toast = useToast()
  const { run } = useAct()

  async function confirm() {
    const answer = await run((requestKey) => act({ input: { scheduleId }, requestKey }))
    if (!answer.ok) {
      const { module, code, params } = answer.refusal
      toast({ message: words(`${module}.refusal.${code}`, params), tone: 'refusal' })
    }
    router.refresh()
  }

  return (
    <ConfirmButton
      size="sm"
      variant={danger ? 'danger' : 'default'}
      label={label}
      title={label}
      labels={{ confirm: label, cancel: t('cancel'), close: t('close'), pending: t('pending') }}
      onConfirm={confirm}
    >
      {text}
    </ConfirmButton>
  )
}
