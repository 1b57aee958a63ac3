'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useFieldArray, useForm } from 'react-hook-form'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button, ButtonRow } from '@/components/ui/button'
import { RadioCards } from '@/components/ui/choice'
import { DateInput } from '@/components/ui/date-time'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldRow, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { resultSchema } from '@/lib/advance-reports/schema'
import { fieldProblems } from '@/lib/platform/field-problems'
import type { ActionResult } from '@/lib/platform/result'

interface Values {
  held: '' | 'yes' | 'no'
  summary: string
  costPaid: string
  promises: string
  gifts: { description: string; value: string; receivedOn: string; handedInOn: string }[]
}

interface Props {
  caseId: string
  version: number
  action: (raw: unknown) => Promise<ActionResult<unknown>>
}

/** What happened at the dealing; gifts that could not be refused are registered with it. */
export function ResultForm({ caseId, version, action }: Props) {
  const t = useTranslations('advanceReports.result')
  const words = useTranslations()
  const router = useRouter()
  const form = useForm<Values>({
    defaultValues: { held: '', summary: '', costPaid: '', promises: '', gifts: [] },
  })
  const gifts = useFieldArray({ control: form.control, name: 'gifts' })
  const { pending, refusal, attempt, show, run } = useAct({ leaves: true })
  const { problem, summary } = useRefusalWords(refusal)
  const held = form.watch('held')

  async function submit(values: Values) {
    // What belongs to a dealing that did not take place is hidden, so it is not sent either.
    const told = values.held === 'yes' ? values : { ...values, costPaid: '', promises: '', gifts: [] }
    const input = { ...told, caseId, version, held: values.held === 'yes' }
    const parsed = resultSchema.safeParse(input)
    const missing: Record<string, string> = values.held === '' ? { held: 'platform.field.required' } : {}
    const empty: Record<string, string> =
      values.held === 'yes' && !values.summary.trim() ? { summary: 'platform.field.required' } : {}
    const fields: Record<string, string> = {
      ...missing,
      ...empty,
      ...(parsed.success ? {} : fieldProblems(parsed.error)),
    }
    if (Object.keys(fields).length > 0) {
      show({ module: 'advanceReports', code: 'incomplete', fields })
      return
    }
    const answer = await run((requestKey) => action({ input, requestKey }))
    if (answer.ok) router.push(`/my/advance-reports/${caseId}?reported=1`)
  }

  const at = (name: string) => `result-${name.replaceAll('.', '-')}`
  const problems = summary({
    idOf: at,
    labelOf: (name) => (t.has(name.split('.')[0] ?? '') ? t(name.split('.')[0] ?? '') : undefined),
  })
  return (
    <form noValidate onSubmit={form.handleSubmit(submit)}>
      <FieldStack>
        {problems.length > 0 ? (
          <ErrorSummary title={words('platform.errorSummary')} errors={problems} attempt={attempt} />
        ) : null}
        <RadioCards
          id={at('held')}
          legend={t('held')}
          required
          error={problem('held')}
          {...form.register('held')}
          options={[
            { value: 'yes', label: t('heldYes') },
            { value: 'no', label: t('heldNo') },
          ]}
        />
        {held ? (
          <Field
            id={at('summary')}
            label={t('summary')}
            hint={t('summaryHint')}
            error={problem('summary')}
            required={held === 'yes'}
          >
            {(control) => <Textarea {...control} {...form.register('summary')} rows={4} />}
          </Field>
        ) : null}
        {held === 'yes' ? (
          <>
            <Field id={at('costPaid')} label={t('costPaid')} error={problem('costPaid')}>
              {(control) => <Input {...control} {...form.register('costPaid')} />}
            </Field>
            <Field
              id={at('promises')}
              label={t('promises')}
              hint={t('promisesHint')}
              error={problem('promises')}
            >
              {(control) => <Textarea {...control} {...form.register('promises')} rows={2} />}
            </Field>
            <fieldset className="grid gap-3">
              <legend className="font-semibold">{t('gifts')}</legend>
              <p className="text-sm text-ink-3">{t('giftsHint')}</p>
              {gifts.fields.map((gift, index) => {
                const path = (name: string) => `gifts.${index}.${name}`
                return (
                  <div key={gift.id} className="grid gap-3 rounded-md border border-line p-3">
                    <p className="text-sm font-semibold">{t('gift', { n: index + 1 })}</p>
                    <FieldRow>
                      <Field
                        id={at(path('description'))}
                        label={t('description2')}
                        error={problem(path('description'))}
                        required
                      >
                        {(control) => <Input {...control} {...form.register(`gifts.${index}.description`)} />}
                      </Field>
                      <Field id={at(path('value'))} label={t('value')} error={problem(path('value'))}>
                        {(control) => (
                          <Input
                            {...control}
                            inputMode="decimal"
                            {...form.register(`gifts.${index}.value`)}
                          />
                        )}
                      </Field>
                    </FieldRow>
                    <FieldRow>
                      <Field
                        id={at(path('receivedOn'))}
                        label={t('receivedOn')}
                        error={problem(path('receivedOn'))}
                        required
                      >
                        {(control) => (
                          <DateInput {...control} {...form.register(`gifts.${index}.receivedOn`)} />
                        )}
                      </Field>
                      <Field
                        id={at(path('handedInOn'))}
                        label={t('handedInOn')}
                        error={problem(path('handedInOn'))}
                      >
                        {(control) => (
                          <DateInput {...control} {...form.register(`gifts.${index}.handedInOn`)} />
                        )}
                      </Field>
                    </FieldRow>
                    <div>
                      <Button size="sm" variant="quiet" onClick={() => gifts.remove(index)}>
                        {t('removeGift', { n: index + 1 })}
                      </Button>
                    </div>
                  </div>
                )
              })}
              <div>
                <Button
                  onClick={() => gifts.append({ description: '', value: '', receivedOn: '', handedInOn: '' })}
                >
                  {t('addGift')}
                </Button>
              </div>
            </fieldset>
          </>
        ) : null}
        <ButtonRow>
          <Button type="submit" variant="primary" pending={pending} pendingLabel={t('submitting')}>
            {t('submit')}
          </Button>
        </ButtonRow>
      </FieldStack>
    </form>
  )
}
