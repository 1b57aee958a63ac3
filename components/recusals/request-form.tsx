'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { EnterprisePicker } from '@/components/filing/enterprise-picker'
import { OfficialPicker, type OfficialChoice } from '@/components/filing/official-picker'
import { enterprisesOf } from '@/components/filing/fetch-enterprises'
import { RestoreNotice } from '@/components/filing/restore-notice'
import { SaveLine } from '@/components/filing/save-line'
import { useAutosave } from '@/components/filing/use-autosave'
import { Button, ButtonRow } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { Checkbox, RadioCards } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { EnterpriseHit } from '@/lib/enterprises/types'
import { fieldProblems } from '@/lib/platform/field-problems'
import type { ActionResult } from '@/lib/platform/result'
import { requestSchema, TEXT_LIMIT, type RequestDraft } from '@/lib/recusals/requests/schema'
import { GROUND_CODES, KINSHIPS } from '@/lib/rulebook/rules/recusal-grounds'

type Act<T> = (raw: unknown) => Promise<ActionResult<T>>

export interface RequestFormProps {
  caseId: string
  version: number
  revision: number
  content: RequestDraft
  matters: { id: string; label: string }[]
  enterprises: EnterpriseHit[]
  substitute: OfficialChoice | null
  /** Name and article of each ground, by the law of the person's own category. */
  grounds: Record<string, { name: string; article: string; statutory: boolean }>
  attachments: React.ReactNode
  actions: {
    save: Act<{ revision: number; savedAt: string }>
    submit: Act<{ caseId: string; number: string }>
    declare: Act<{ enterpriseId: string }>
  }
}

const CHOICES = new Set(['matterId', 'groundCode', 'kinship', 'substituteId'])

/** Radio groups and selects give '' for "not chosen"; a draft stores that as null. */
function toContent(values: RequestDraft): RequestDraft {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value === '' && CHOICES.has(name) ? null : value]),
  )
}

/** The recusal request on one page: matter, ground with its article, facts, who takes over. Kept as it is typed. */
export function RequestForm(props: RequestFormProps) {
  const { caseId, version, actions, grounds, matters } = props
  const t = useTranslations('recusalRequests')
  const words = useTranslations()
  const router = useRouter()
  const form = useForm<RequestDraft>({ defaultValues: props.content })
  const [enterprises, setEnterprises] = useState(props.enterprises)
  const submission = useAct({ leaves: true, keep: `qinqing-submit-${caseId}-${version}` })
  const { problem, summary } = useRefusalWords(submission.refusal)
  const read = useCallback(() => toContent(form.getValues()), [form])
  const autosave = useAutosave({ caseId, revision: props.revision, save: actions.save, read })
  const { changed, flush, kept } = autosave

  useEffect(() => {
    const subscription = form.watch(() => changed())
    return () => subscription.unsubscribe()
  }, [form, changed])

  async function submit() {
    const content = read()
    const parsed = requestSchema.safeParse(content)
    if (!parsed.success) {
      submission.show({ module: 'recusalRequests', code: 'incomplete', fields: fieldProblems(parsed.error) })
      return
    }
    const answer = await submission.run(async (requestKey) => {
      await flush()
      return actions.submit({ input: { caseId, version, content }, requestKey })
    })
    if (!answer.ok) return
    autosave.forget()
    router.push(`/my/recusal-requests/${caseId}?submitted=1`)
  }

  const label = (name: keyof RequestDraft) => t(`label.${name}`)
  const hint = (name: string) => (t.has(`hint.${name}`) ? t(`hint.${name}`) : undefined)
  const at = (name: string) => `request-${name}`
  const groundCode = form.watch('groundCode')
  const ground = groundCode ? grounds[groundCode] : undefined
  const problems = summary({ idOf: at, labelOf: (name) => t(`label.${name}`) })
  const text = (name: 'facts' | 'evidence' | 'handover', required: boolean) => (
    <Field id={at(name)} label={label(name)} hint={hint(name)} error={problem(name)} required={required}>
      {(control) => <Textarea {...control} {...form.register(name)} rows={4} limit={TEXT_LIMIT.paragraph} />}
    </Field>
  )
  return (
    <div className="grid gap-4">
      <SaveLine state={autosave.state} onKeepMine={() => void flush(true)} />
      {kept ? (
        <RestoreNotice
          onRestore={() => {
            form.reset(kept)
            autosave.settle()
            void enterprisesOf(kept.enterpriseIds ?? []).then(setEnterprises, () => undefined)
            void flush(true)
          }}
          onDrop={autosave.drop}
        />
      ) : null}
      {problems.length > 0 ? (
        <ErrorSummary title={words('platform.errorSummary')} errors={problems} attempt={submission.attempt} />
      ) : null}
      <Card>
        <CardBody>
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              void submit()
            }}
          >
            <FieldStack>
              {matters.length === 0 ? <Notice tone="info">{t('form.noMatters')}</Notice> : null}
              <Field
                id={at('matterId')}
                label={label('matterId')}
                hint={hint('matterId')}
                error={problem('matterId')}
                required
              >
                {(control) => (
                  <Select
                    {...control}
                    {...form.register('matterId')}
                    options={[
                      { value: '', label: t('form.choose') },
                      ...matters.map((one) => ({ value: one.id, label: one.label })),
                    ]}
                  />
                )}
              </Field>
              <RadioCards
                id={at('groundCode')}
                legend={label('groundCode')}
                hint={hint('groundCode')}
                error={problem('groundCode')}
                required
                layout="column"
                {...form.register('groundCode')}
                options={GROUND_CODES.map((code) => ({
                  value: code,
                  label: grounds[code]?.name ?? code,
                  hint: grounds[code]?.article,
                }))}
              />
              {ground?.statutory ? (
                <Notice tone="warning" basis={ground.article}>
                  {t('form.statutory')}
                </Notice>
              ) : null}
              {groundCode === 'RELATIVE_INTEREST' ? (
                <>
                  <Field id={at('kinship')} label={label('kinship')} error={problem('kinship')} required>
                    {(control) => (
                      <Select
                        {...control}
                        {...form.register('kinship')}
                        options={[
                          { value: '', label: t('form.choose') },
                          ...KINSHIPS.filter((one) => one !== 'SELF').map((one) => ({
                            value: one,
                            label: words(`rulebook.kinship.${one}`),
                          })),
                        ]}
                      />
                    )}
                  </Field>
                  <Field
                    id={at('personConcerned')}
                    label={label('personConcerned')}
                    error={problem('personConcerned')}
                    required
                  >
                    {(control) => (
                      <Input {...control} {...form.register('personConcerned')} maxLength={TEXT_LIMIT.line} />
                    )}
                  </Field>
                </>
              ) : null}
              <EnterprisePicker
                id={at('enterpriseIds')}
                label={label('enterpriseIds')}
                hint={t('hint.enterpriseIds')}
                error={problem('enterpriseIds')}
                chosen={enterprises}
                declare={actions.declare}
                onChange={(chosen) => {
                  setEnterprises(chosen)
                  form.setValue(
                    'enterpriseIds',
                    chosen.map((one) => one.id),
                    { shouldDirty: true },
                  )
                }}
              />
              {text('facts', true)}
              {text('evidence', false)}
              {props.attachments}
              <OfficialPicker
                id={at('substituteId')}
                name="substitute"
                label={label('substituteId')}
                hint={hint('substituteId')}
                error={problem('substituteId')}
                initial={props.substitute}
                onChoose={(one) => form.setValue('substituteId', one?.id ?? null, { shouldDirty: true })}
              />
              {text('handover', true)}
              <Checkbox
                id={at('urgent')}
                label={t('form.urgentLabel')}
                hint={hint('urgent')}
                {...form.register('urgent')}
              />
              <Checkbox
                id={at('pledge')}
                label={t('form.pledge')}
                error={problem('pledge')}
                {...form.register('pledge')}
              />
              <ButtonRow>
                <Button
                  type="submit"
                  variant="primary"
                  pending={submission.pending}
                  pendingLabel={t('form.submitting')}
                >
                  {t('form.submit')}
                </Button>
              </ButtonRow>
            </FieldStack>
          </form>
        </CardBody>
      </Card>
    </div>
  )
}
