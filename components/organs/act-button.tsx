'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/act/use-act'
import { ConfirmButton } from '@/components/ui/dialog'
import { useToast } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/platform/result'

/** A server action of this desk that answers nothing the button needs. */
export type AccountAct = (raw: unknown) => Promise<ActionResult<unknown>>

interface Props {
  label: string
  /** What will happen. */
  text: string
  act: AccountAct
  input: Record<string, unknown>
  danger?: boolean
}

/** A button of the administrator's desk that asks first, acts, and says how it went. */
export function ActButton({ label, text, act, input, danger = false }: Props) {
  const words = useTranslations()
  const t = useTranslations('organs.account')
  const router = useRouter()
  const toast = useToast()
  const { run: send } = useAct()

  async function run() {
    const answer = await send(() => act({ input }))
    if (answer.ok) toast({ message: t('done'), tone: 'success' })
    else {
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
      onConfirm={run}
    >
      {text}
    </ConfirmButton>
  )
}
