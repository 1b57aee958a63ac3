'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'
import { Button, ButtonRow } from '@/components/ui/button'
import { CheckboxChips, RadioCards } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldStack } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { useToast } from '@/components/ui/toast'
import { MEASURES } from '@/lib/advance-reports/schema'
import type { ActionResult, Refusal } from '@/lib/platform/result'

type Act = (raw: unknown) => Promise<ActionResult<unknown>>

interface Props {
  caseId: string
  version: number
  events: string[]
  matters: { id: string; label: string }[]
  actions: { decide: Act; sendBack: Act; convert: Act }
}

/** The decision on a report: one choice of what the table allows, reasons, and what the choice needs. */
export function ReportDecision({ caseId, version, events, matters, actions }: Props) {
  const t = useTranslations('review.decide')
  const words = useTranslations()
  const router = useRouter()
  const toast = useToast()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const requestKey = useRef<string | null>(null)
  const [event, setEvent] = useState(events.length === 1 ? (events[0] ?? '') : '')
  const [pending, setPending] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  useEffect(() => {
    function onKey(key: KeyboardEvent) {
      if (
        (key.ctrlKey || key.metaKey) &&
        key.key === 'Enter' &&
        form.current?.contains(document.activeElement)
      )
        form.current.requestSubmit()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  async function submit(data: FormData) {
    const text = (name: string) => String(data.get(name) ?? '').trim()
    // One key per decision: a second click or a retry after a lost answer makes one decision.
    requestKey.current ??= crypto.randomUUID()
    const base = { caseId, version }
    setPending(true)
    const answer = await send(base, text, data.getAll('measures'))
    setPending(false)
    if (answer.ok) {
      toast({ message: t('done', { event: words(`advanceReports.event.${event}`) }), tone: 'success' })
      router.refresh()
      return
    }
    requestKey.current = null
    setRefusal(answer.refusal)
    setAttempt((count) => count + 1)
  }

  function send(
    base: { caseId: string; version: number },
    text: (name: string) => string,
    measures: unknown[],
  ) {
    const key = requestKey.current ?? undefined
    if (event === 'return') {
      const defects = text('defects')
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
      return actions.sendBack({ input: { ...base, defects }, requestKey: key })
    }
    const reason = text('reason')
    if (event === 'convert')
      return actions.convert({
        input: { ...base, reason, matterId: text('matterId') || null },
        requestKey: key,
      })
    return actions.decide({
      input: { ...base, event, reason, measures, measuresNote: text('measuresNote') },
      requestKey: key,
    })
  }

  const fieldError = (name: string) => {
    const key = refusal?.fields?.[name]
    return key ? words(key) : undefined
  }
  const fieldErrors = Object.entries(refusal?.fields ?? {}).map(([name, key]) => ({
    fieldId: `${id}-${name}`,
    message: words(key),
  }))
  const summary = refusal
    ? fieldErrors.length > 0
      ? fieldErrors
      : [{ message: words(`${refusal.module}.refusal.${refusal.code}`, refusal.params) }]
    : []

  return (
    <form
      ref={form}
      onSubmit={(submitted) => {
        submitted.preventDefault()
        void submit(new FormData(submitted.currentTarget))
      }}
    >
      <FieldStack>
        {summary.length > 0 ? (
          <ErrorSummary title={words('platform.errorSummary')} errors={summary} attempt={attempt} />
        ) : null}
        <RadioCards
          id={`${id}-event`}
          name="event"
          legend={t('choose')}
          required
          value={event}
          onChange={(changed) => {
            setEvent(changed.target.value)
            setRefusal(null)
          }}
          options={events.map((value) => ({ value, label: words(`advanceReports.event.${value}`) }))}
        />
        {event === 'approveWithConditions' ? (
          <>
            <CheckboxChips
              id={`${id}-measures`}
              name="measures"
              legend={t('measures')}
              mark={t('measuresMark')}
              error={fieldError('measures')}
              options={MEASURES.map((value) => ({ value, label: words(`advanceReports.measure.${value}`) }))}
            />
            <Field id={`${id}-measuresNote`} label={t('measuresNote')}>
              {(control) => <Textarea {...control} name="measuresNote" />}
            </Field>
          </>
        ) : null}
        {event === 'convert' && matters.length > 0 ? (
          <Field
            id={`${id}-matterId`}
            label={t('matter')}
            hint={t('matterHint')}
            error={fieldError('matterId')}
          >
            {(control) => (
              <Select
                {...control}
                name="matterId"
                options={[
                  { value: '', label: '—' },
                  ...matters.map((matter) => ({ value: matter.id, label: matter.label })),
                ]}
              />
            )}
          </Field>
        ) : null}
        {event === 'return' ? (
          <Field
            id={`${id}-defects`}
            label={t('defects')}
            hint={t('defectsHint')}
            required
            error={fieldError('defects')}
          >
            {(control) => <Textarea {...control} name="defects" rows={4} />}
          </Field>
        ) : (
          <Field id={`${id}-reason`} label={t('reason')} hint={t('reasonHint')} error={fieldError('reason')}>
            {(control) => <Textarea {...control} name="reason" rows={3} />}
          </Field>
        )}
        <ButtonRow start={<span className="text-sm text-ink-3">{t('note')}</span>}>
          <Button
            type="submit"
            variant="primary"
            disabled={!event}
            pending={pending}
            pendingLabel={t('pending')}
          >
            {t('submit')}
            <kbd aria-hidden="true" className="ml-2 text-xs phone:hidden">
              Ctrl Enter
            </kbd>
          </Button>
        </ButtonRow>
      </FieldStack>
    </form>
  )
}
