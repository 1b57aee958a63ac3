'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { Tag } from '@/components/ui/tag'
import type { ActionResult } from '@/lib/platform/result'

interface Line {
  id: string
  device: string
  address: string
  createdAt: string
  lastSeenAt: string
  isThis: boolean
}

interface Props {
  lines: Line[]
  actions: {
    end: (raw: unknown) => Promise<ActionResult<unknown>>
    endAll: (raw: unknown) => Promise<ActionResult<unknown>>
  }
}

/** Where a person is signed in, each with its end button. */
export function SessionList({ lines, actions }: Props) {
  const t = useTranslations('identity.sessions')
  const router = useRouter()
  const { refusal, run } = useAct()
  const { sentence } = useRefusalWords(refusal)

  async function end(id: string) {
    await run(() => actions.end({ input: { sessionId: id } }))
  }

  async function endAll() {
    const answer = await run(() => actions.endAll({ input: {} }))
    if (answer.ok) router.push('/sign-in')
  }

  return (
    <div className="grid gap-4">
      {sentence ? (
        <Notice tone="refusal" role="alert">
          {sentence}
        </Notice>
      ) : null}
      <ul className="divide-y divide-line">
        {lines.map((line) => (
          <li
            key={line.id}
            className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0"
          >
            <span className="min-w-0 text-sm">
              <span className="wrap-anywhere">{line.device || t('unknown')}</span>
              <span className="block text-ink-3">
                {[line.address, `${t('since')} ${line.createdAt}`, `${t('seen')} ${line.lastSeenAt}`]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {line.isThis ? (
              <Tag tone="accent">{t('this')}</Tag>
            ) : (
              <Button size="sm" onClick={() => void end(line.id)}>
                {t('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div>
        <ConfirmButton
          variant="danger"
          label={t('endAll')}
          title={t('endAll')}
          labels={{ confirm: t('endAll'), cancel: t('cancel'), close: t('close') }}
          onConfirm={() => endAll()}
        >
          {t('confirmAll')}
        </ConfirmButton>
      </div>
    </div>
  )
}
