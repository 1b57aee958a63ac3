'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button, ButtonRow } from '@/components/ui/button'
import { RadioCards } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { FieldStack } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useToast } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/platform/result'
import { isShown, StepFields, valueOf, type StepField, type StepValues } from './step-fields'

/** One step that the table allows now: what it is called, what it asks for, and the action that takes it. */
export interface Step {
  event: string
  label: string
  note?: string
  fields: StepField[]
  act: (raw: unknown) => Promise<ActionResult<unknown>>
  /** Sent with the fields: the case and its version, and what else the step fixes. */
  input: Record<string, unknown>
  /** Where to go afterwards; `{caseId}` and the like are filled from the answer. Stays without it. */
  then?: string
  /** Shows beforehand what the step would do: rows of numbers in the words of `message`. */
  preview?: { label: string; message: string; act: (raw: unknown) => Promise<ActionResult<unknown>> }
  variant?: 'primary' | 'danger'
}

type PreviewRow = Record<string, string | number>

/** What a step would do, as rows of numbers. */
function Preview({ message, rows }: { message: string; rows: PreviewRow[] }) {
  const words = useTranslations()
  return (
    <Notice tone="info" role="status" title={words(`${message}.title`)}>
      {rows.length === 0 ? <p>{words(`${message}.none`)}</p> : null}
      <ul className="list-disc pl-5">
        {rows.map((row) => (
          <li key={String(row.limit)}>
            {words(`${message}.row`, { ...row, limit: words(`rulebook.limit.${row.limit}`) })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

interface Props {
  steps: Step[]
  labels: { choose: string; submit?: string; pending: string; done: string }
}

function initialValues(steps: Step[]): Record<string, string> {
  const values: Record<string, string> = {}
  for (const field of steps.flatMap((step) => step.fields)) {
    if (typeof field.initial === 'string') values[field.name] = field.initial
    if (field.initial === true) values[field.name] = 'on'
    const chosen = field.official ?? field.organ
    if (chosen) values[field.name] = chosen.id
  }
  return values
}

/** The steps a person may take on a case: one is a form, several are a choice with the form of the chosen one. */
export function StepForm({ steps, labels }: Props) {
  const words = useTranslations()
  const router = useRouter()
  const toast = useToast()
  const id = useId()
  const [event, setEvent] = useState(steps.length === 1 ? (steps[0]?.event ?? '') : '')
  const [values, setValues] = useState<StepValues>(() => initialValues(steps))
  const { pending, refusal, attempt, show, run } = useAct()
  const { problem, summary } = useRefusalWords(refusal)
  const [rows, setRows] = useState<PreviewRow[] | null>(null)
  const step = steps.find((one) => one.event === event)

  async function look(form: HTMLFormElement | null) {
    if (!step?.preview || !form) return
    const data = new FormData(form)
    const input = Object.fromEntries(step.fields.map((field) => [field.name, valueOf(field, data)]))
    const answer = await run(() => step.preview?.act({ input }) ?? Promise.reject(new Error('no preview')))
    setRows(answer.ok ? (answer.value as { rows: PreviewRow[] }).rows : null)
  }

  async function submit(data: FormData) {
    if (!step) return
    const shown = step.fields.filter((field) => isShown(field, values))
    const entered = Object.fromEntries(shown.map((field) => [field.name, valueOf(field, data)]))
    const input = { ...step.input, ...entered }
    const answer = await run((requestKey) => step.act({ input, requestKey }))
    if (!answer.ok) return
    toast({ message: labels.done.replace('{event}', step.label), tone: 'success' })
    const made = answer.value as Record<string, unknown> | undefined
    // The action's answer brings the page as it now is: a refresh would draw it twice, under the next click.
    if (step.then)
      router.push(step.then.replace(/\{(\w+)\}/g, (_, name: string) => String(made?.[name] ?? '')))
  }

  const problems = summary({
    idOf: (name) => `${id}-${name}`,
    labelOf: (name) => step?.fields.find((field) => field.name === name)?.label,
  })
  return (
    <form
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault()
        void submit(new FormData(submitted.currentTarget))
      }}
    >
      <FieldStack>
        {problems.length > 0 ? (
          <ErrorSummary title={words('platform.errorSummary')} errors={problems} attempt={attempt} />
        ) : null}
        {steps.length > 1 ? (
          <RadioCards
            id={`${id}-event`}
            name="event"
            legend={labels.choose}
            required
            value={event}
            onChange={(changed) => {
              setEvent(changed.target.value)
              show(null)
            }}
            options={steps.map((one) => ({ value: one.event, label: one.label }))}
          />
        ) : null}
        {step ? (
          <StepFields
            key={step.event}
            prefix={id}
            fields={step.fields}
            values={values}
            onValue={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
            errorOf={problem}
          />
        ) : null}
        {step?.preview && rows ? <Preview message={step.preview.message} rows={rows} /> : null}
        <ButtonRow start={step?.note ? <span className="text-sm text-ink-3">{step.note}</span> : undefined}>
          {step?.preview ? (
            <Button
              pending={pending}
              pendingLabel={labels.pending}
              onClick={(click) => void look(click.currentTarget.form)}
            >
              {step.preview.label}
            </Button>
          ) : null}
          <Button
            type="submit"
            variant={step?.variant ?? 'primary'}
            disabled={!step}
            pending={pending}
            pendingLabel={labels.pending}
          >
            {steps.length === 1
              ? (labels.submit ?? step?.label)
              : (labels.submit ?? words('review.decide.submit'))}
          </Button>
        </ButtonRow>
      </FieldStack>
    </form>
  )
}
