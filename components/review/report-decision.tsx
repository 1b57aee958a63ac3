'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button, ButtonRow } from '@/components/ui/button'
import { CheckboxChips, RadioCards } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldStack } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { useToast } from '@/components/ui/toast'
import { MEASURES } from '@/lib/advance-reports/schema'
import type { ActionResult } from '@/lib/platform/result'

type Act = (raw: unknown) => Promise<ActionResult<unknown>>

interface Props {
  caseId: string
  version: number
  events: string[]
  matters: { id: string; label: string }[]
  actions: { decide: Act; sendBack: Act; convert: Act }
}

/** Fields whose label has another name in the messages. */
const LABELS: Readonly<Record<string, string>> = { matterId: 'matter' }

/** The decision on a report: one choice of what the table allows, reasons, and what the choice needs. */
export function ReportDecision({ caseId, version, events, matters, actions }: Props) {
  const t = useTranslations('review.decide')
  const words = useTranslations()
  const toast = useToast()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [event, setEvent] = useState(events.length === 1 ? (events[0] ?? '') : '')
  const { pending, refusal, attempt, show, run } = useAct()
  const { problem, summary } = useRefusalWords(refusal)

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
    const answer = await run((requestKey) => send(requestKey, text, data.getAll('measures')))
    if (!answer.ok) return
    toast({ message: t('done', { event: words(`advanceReports.event.${event}`) }), tone: 'success' })
  }

  function send(requestKey: string, text: (name: string) => string, measures: unknown[]) {
    const base = { caseId, version }
    if (event === 'return') {
      const defects = text('defects')
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
      return actions.sendBack({ input: { ...base, defects }, requestKey })
    }
    const reason = text('reason')
    if (event === 'convert')
      return actions.convert({
        input: { ...base, reason, matterId: text('matterId') || null },
        requestKey,
      })
    return actions.decide({
      input: { ...base, event, reason, measures, measuresNote: text('measuresNote') },
      requestKey,
    })
  }

  const problems = summary({
    idOf: (name) => `${id}-${name}`,
    labelOf: (name) => (t.has(LABELS[name] ?? name) ? t(LABELS[name] ?? name) : undefined),
  })

  return (
    <form
      ref={form}
      onSubmit={(submitted) => {
        submitted.preventDefault()
        void submit(new FormData(submitted.currentTarget))
      }}
    >
      <FieldStack>
        {problems.length > 0 ? (
          <ErrorSummary title={words('platform.errorSummary')} errors={problems} attempt={attempt} />
        ) : null}
        <RadioCards
          id={`${id}-event`}
          name="event"
          legend={t('choose')}
          required
          value={event}
          onChange={(changed) => {
            setEvent(changed.target.value)
            show(null)
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
              error={problem('measures')}
              options={MEASURES.map((value) => ({ value, label: words(`advanceReports.measure.${value}`) }))}
            />
            <Field id={`${id}-measuresNote`} label={t('measuresNote')}>
              {(control) => <Textarea {...control} name="measuresNote" />}
            </Field>
          </>
        ) : null}
        {event === 'convert' && matters.length > 0 ? (
          <Field id={`${id}-matterId`} label={t('matter')} hint={t('matterHint')} error={problem('matterId')}>
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
            error={problem('defects')}
          >
            {(control) => <Textarea {...control} name="defects" rows={4} />}
          </Field>
        ) : (
          <Field id={`${id}-reason`} label={t('reason')} hint={t('reasonHint')} error={problem('reason')}>
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
            aria-keyshortcuts="Control+Enter"
            data-shortcut={t('submit')}
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
