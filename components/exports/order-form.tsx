'use client'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { useAct } from '@/components/act/use-act'
import { useFirstProblem } from '@/components/act/use-first-problem'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button, ButtonRow } from '@/components/ui/button'
import { RadioCards } from '@/components/ui/choice'
import { Field, FieldStack } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { EXPORT_FORMATS, PURPOSE_LENGTH } from '@/lib/exports/schema'
import type { ActionResult } from '@/lib/platform/result'
import type { RecordFilters } from '@/lib/records/schema'

interface Props {
  action: (raw: unknown) => Promise<ActionResult<{ jobId: string }>>
  filters: RecordFilters
  locale: string
}

/** Purpose and format; the search comes from the address. A second press orders no second export. */
export function OrderForm({ action, filters, locale }: Props) {
  const t = useTranslations('exports')
  const [round, setRound] = useState(0)
  const [accepted, setAccepted] = useState(false)
  const { pending, refusal, attempt, run } = useAct()
  const { sentence, problem } = useRefusalWords(refusal)
  const form = useFirstProblem<HTMLFormElement>(attempt)

  async function order(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const entries = new FormData(event.currentTarget)
    setAccepted(false)
    const input = { purpose: entries.get('purpose'), format: entries.get('format'), locale, filters }
    const answer = await run((requestKey) => action({ input, requestKey }))
    if (!answer.ok) return
    setAccepted(true)
    setRound((before) => before + 1)
  }

  return (
    <form ref={form} onSubmit={(event) => void order(event)} noValidate>
      <FieldStack>
        {sentence ? (
          <Notice tone="refusal" role="alert">
            {sentence}
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
          required
          error={problem('purpose')}
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
