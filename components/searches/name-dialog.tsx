'use client'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useAct } from '@/components/act/use-act'
import { useFirstProblem } from '@/components/act/use-first-problem'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/platform/result'
import { NAME_LENGTH } from '@/lib/searches/rules/name-length'

interface Props {
  open: boolean
  onClose: () => void
  title: string
  text?: string
  submit: string
  initial?: string
  send: (name: string, requestKey: string) => Promise<ActionResult<unknown>>
  onDone: (value: unknown) => void
}

/** Asks for the name of a saved search; a refusal stands beside it and what was typed stays. */
export default function NameDialog({ open, onClose, title, text, submit, initial, send, onDone }: Props) {
  const t = useTranslations('searches')
  const id = useId()
  const { pending, refusal, attempt, show, run } = useAct()
  const { sentence, problem } = useRefusalWords(refusal)
  const form = useFirstProblem<HTMLFormElement>(attempt)

  async function save(data: FormData) {
    const answer = await run((requestKey) => send(String(data.get('name') ?? ''), requestKey))
    if (answer.ok) onDone(answer.value)
  }

  return (
    <Dialog
      open={open}
      onClose={() => {
        show(null)
        onClose()
      }}
      title={title}
      labels={{ close: t('close') }}
      footer={
        <>
          <Button onClick={onClose} disabled={pending}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={id} variant="primary" pending={pending} pendingLabel={t('pending')}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save(new FormData(event.currentTarget))
        }}
      >
        <FieldStack>
          {text ? <p>{text}</p> : null}
          {sentence ? (
            <Notice tone="refusal" role="alert">
              {sentence}
            </Notice>
          ) : null}
          <Field id={`${id}-name`} label={t('name')} required error={problem('name')}>
            {(control) => (
              <Input
                {...control}
                name="name"
                maxLength={NAME_LENGTH}
                defaultValue={initial}
                autoComplete="off"
              />
            )}
          </Field>
        </FieldStack>
      </form>
    </Dialog>
  )
}
