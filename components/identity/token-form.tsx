'use client'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { StepFields, valueOf, type StepField, type StepValues } from '@/components/review/step-fields'
import { Button, ButtonRow } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { FieldStack } from '@/components/ui/field'
import type { ActionResult } from '@/lib/platform/result'
import { ShownToken } from './shown-token'

interface Props {
  fields: StepField[]
  submit: string
  make: (raw: unknown) => Promise<ActionResult<{ token: string }>>
}

const initialValues = (fields: readonly StepField[]): StepValues =>
  Object.fromEntries(
    fields.flatMap(({ name, initial }) => (typeof initial === 'string' ? [[name, initial]] : [])),
  )

/** Asks what a token is for and what it may do, makes it, and shows it once in the form's place. */
export function TokenForm({ fields, submit, make }: Props) {
  const words = useTranslations()
  const t = useTranslations('tokens')
  const id = useId()
  const [values, setValues] = useState(() => initialValues(fields))
  const [token, setToken] = useState<string | null>(null)
  const { pending, refusal, attempt, run } = useAct()
  const { problem, summary } = useRefusalWords(refusal)

  async function send(data: FormData) {
    const input = Object.fromEntries(fields.map((field) => [field.name, valueOf(field, data)]))
    const answer = await run((requestKey) => make({ input, requestKey }))
    if (!answer.ok) return
    setValues(initialValues(fields))
    setToken(answer.value.token)
  }

  if (token) return <ShownToken token={token} onDone={() => setToken(null)} />
  const problems = summary({
    idOf: (name) => `${id}-${name}`,
    labelOf: (name) => fields.find((field) => field.name === name)?.label,
  })
  return (
    <form
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault()
        void send(new FormData(submitted.currentTarget))
      }}
    >
      <FieldStack>
        {problems.length > 0 ? (
          <ErrorSummary title={words('platform.errorSummary')} errors={problems} attempt={attempt} />
        ) : null}
        <StepFields
          prefix={id}
          fields={fields}
          values={values}
          onValue={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
          errorOf={problem}
        />
        <ButtonRow>
          <Button type="submit" variant="primary" pending={pending} pendingLabel={t('pending')}>
            {submit}
          </Button>
        </ButtonRow>
      </FieldStack>
    </form>
  )
}
