'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useRef, useState, type FormEvent } from 'react'
import { Button, ButtonRow } from '@/components/ui/button'
import { RadioCards } from '@/components/ui/choice'
import { Field, FieldStack } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { EXPORT_FORMATS, PURPOSE_LENGTH } from '@/lib/exports/schema'
import type { ActionResult, Refusal } from '@/lib/platform/result'
import type { RecordFilters } from '@/lib/records/schema'

interface Props {
  action: (raw: unknown) => Promise<ActionResult<{ jobId: string }>>
  filters: RecordFilters
  locale: string
}

/** Purpose and format; the search comes from the address. A second press orders no second export. */
export function OrderForm({ action, filters, locale }: Props) {
  const t = useTranslations('exports')
  const words = useTranslations()
  const router = useRouter()
  const key = useRef<string | null>(null)
  const [round, setRound] = useState(0)
  const [pending, setPending] = useState(false)
  const [accepted, setAccepted] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const purposeError = refusal?.fields?.purpose

  async function order(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const entries = new FormData(event.currentTarget)
    key.current ??= crypto.randomUUID()
    setPending(true)
    setAccepted(false)
    try {
      const input = { purpose: entries.get('purpose'), format: entries.get('format'), locale, filters }
      const answer = await action({ input, requestKey: key.current })
      setRefusal(answer.ok ? null : answer.refusal)
      if (answer.ok) {
        setAccepted(true)
        setRound((before) => before + 1)
        router.refresh()
      }
      key.current = null
    } finally {
      setPending(false)
    }
  }

  return (
    <form onSubmit={(event) => void order(event)} noValidate>
      <FieldStack>
        {refusal && !purposeError ? (
          <Notice tone="refusal" role="alert">
            {words(`${refusal.module}.refusal.${refusal.code}`, refusal.params)}
          </Notice>
        ) : null}
        {accepted ? (
          <Notice tone="success" role="status">
            {t('order.accepted')}
          </Notice>
        ) : null}
        <Field
          id="export-purpose"
          label={t('order.purpose')}
          hint={t('order.purposeHint')}
          mark={words('platform.required')}
          required
          error={purposeError ? words(purposeError) : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              key={round}
              name="purpose"
              rows={3}
              limit={PURPOSE_LENGTH.max}
              labels={{ remaining: t.raw('order.remaining') as string, over: t.raw('order.over') as string }}
            />
          )}
        </Field>
        <RadioCards
          id="export-format"
          name="format"
          legend={t('order.format')}
          defaultValue={EXPORT_FORMATS[1]}
          options={EXPORT_FORMATS.map((value) => ({
            value,
            label: t(`format.${value}`),
            hint: t(`format.${value}Hint`),
          }))}
        />
        <ButtonRow>
          <Button type="submit" variant="primary" pending={pending} pendingLabel={t('order.pending')}>
            {t('order.submit')}
          </Button>
        </ButtonRow>
      </FieldStack>
    </form>
  )
}
