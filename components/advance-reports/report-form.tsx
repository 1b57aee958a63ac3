'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { enterprisesOf } from '@/components/filing/fetch-enterprises'
import { RestoreNotice } from '@/components/filing/restore-notice'
import { SaveLine } from '@/components/filing/save-line'
import { useAutosave } from '@/components/filing/use-autosave'
import { Button, ButtonRow } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Steps } from '@/components/ui/steps'
import { reportSchema, type ReportDraft } from '@/lib/advance-reports/schema'
import type { EnterpriseHit } from '@/lib/enterprises/types'
import { fieldProblems } from '@/lib/platform/field-problems'
import type { ActionResult, Refusal } from '@/lib/platform/result'
import { CheckStep } from './check-step'
import { ConflictStep } from './conflict-step'
import { CostsStep } from './costs-step'
import { DealingStep } from './dealing-step'
import { STEPS, stepOf, toContent, type StepName } from './report-values'
import { SubmitStep } from './submit-step'

type Act<T> = (raw: unknown) => Promise<ActionResult<T>>

export interface ReportFormProps {
  caseId: string
  version: number
  revision: number
  content: ReportDraft
  enterprises: EnterpriseHit[]
  matters: { id: string; label: string }[]
  /** Ground and article by declared relation: the law of the person's own category. */
  grounds: Record<string, { name: string; article: string; statutory: boolean }>
  attachments: React.ReactNode
  actions: {
    save: Act<{ revision: number; savedAt: string }>
    submit: Act<{ caseId: string; number: string }>
    declare: Act<{ enterpriseId: string }>
  }
}

/** The advance report, one section a step; kept as it is typed, checked as a whole when it is submitted. */
export function ReportForm(props: ReportFormProps) {
  const { caseId, version, actions } = props
  const t = useTranslations('advanceReports')
  const words = useTranslations()
  const router = useRouter()
  const form = useForm<ReportDraft>({
    // Without a list to begin with, a group of unticked boxes would have the value `false`.
    defaultValues: { ...props.content, measures: props.content.measures ?? [] },
    shouldUnregister: false,
  })
  const [step, setStep] = useState<StepName>('conflict')
  const [enterprises, setEnterprises] = useState(props.enterprises)
  const submission = useAct({ leaves: true, keep: `qinqing-submit-${caseId}-${version}` })
  const { problem, summary } = useRefusalWords(submission.refusal)
  const top = useRef<HTMLDivElement>(null)
  const read = useCallback(() => toContent(form.getValues()), [form])
  const autosave = useAutosave({ caseId, revision: props.revision, save: actions.save, read })
  const { changed, flush, kept } = autosave

  useEffect(() => {
    // Only when the page opens: later changes of the address are this form's own.
    const wanted = new URLSearchParams(window.location.search).get('step')
    if (STEPS.some((name) => name === wanted)) setStep(wanted as StepName)
  }, [])

  useEffect(() => {
    const subscription = form.watch(() => changed())
    return () => subscription.unsubscribe()
  }, [form, changed])

  function go(next: StepName) {
    setStep(next)
    window.history.replaceState(null, '', `?step=${next}`)
    void flush()
    top.current?.scrollIntoView({ block: 'start' })
  }

  async function submit() {
    const content = read()
    const parsed = reportSchema.safeParse(content)
    if (!parsed.success) {
      const refusal = { module: 'advanceReports', code: 'incomplete', fields: fieldProblems(parsed.error) }
      submission.show(refusal)
      goToProblem(refusal)
      return
    }
    const answer = await submission.run(async (requestKey) => {
      await flush()
      return actions.submit({ input: { caseId, version, content }, requestKey })
    })
    if (!answer.ok) {
      goToProblem(answer.refusal)
      return
    }
    autosave.forget()
    router.push(`/my/advance-reports/${caseId}?submitted=1`)
  }

  function goToProblem(no: Refusal) {
    const first = Object.keys(no.fields ?? {})[0]
    if (first) setStep(stepOf(first))
  }

  const place = STEPS.indexOf(step)
  const before = STEPS[place - 1]
  const after = STEPS[place + 1]
  const shared = { problem, enterprises }
  const problems = summary({
    idOf: (name) => `report-${name.replace('.', '-')}`,
    labelOf: (name) => t(`label.${name.split('.')[0] ?? ''}`),
  })

  return (
    <FormProvider {...form}>
      <div ref={top} className="grid scroll-mt-16 gap-4">
        <SaveLine state={autosave.state} onKeepMine={() => void flush(true)} />
        {kept ? (
          <RestoreNotice
            onRestore={() => {
              form.reset({ ...kept, measures: kept.measures ?? [] })
              autosave.settle()
              void enterprisesOf(kept.enterpriseIds ?? []).then(setEnterprises, () => undefined)
              void flush(true)
            }}
            onDrop={autosave.drop}
          />
        ) : null}
        <Steps
          labels={{ nav: t('form.steps'), done: t('form.stepDone') }}
          steps={STEPS.map((name, at) => ({
            key: name,
            label: t(`step.${name}`),
            state: name === step ? 'current' : at < place ? 'done' : 'todo',
            href: `?step=${name}`,
          }))}
        />
        {problems.length > 0 ? (
          <ErrorSummary
            title={words('platform.errorSummary')}
            errors={problems}
            attempt={submission.attempt}
          />
        ) : null}
        <Card>
          <CardBody>
            <form
              noValidate
              onSubmit={(event) => {
                event.preventDefault()
                if (after) go(after)
                else void submit()
              }}
            >
              {step === 'conflict' ? (
                <ConflictStep
                  {...shared}
                  grounds={props.grounds}
                  declare={actions.declare}
                  onEnterprises={(chosen) => {
                    setEnterprises(chosen)
                    form.setValue(
                      'enterpriseIds',
                      chosen.map((one) => one.id),
                      { shouldDirty: true },
                    )
                  }}
                />
              ) : null}
              {step === 'dealing' ? <DealingStep {...shared} matters={props.matters} /> : null}
              {step === 'costs' ? <CostsStep {...shared} /> : null}
              {step === 'check' ? <CheckStep {...shared} attachments={props.attachments} /> : null}
              {step === 'submit' ? <SubmitStep {...shared} matters={props.matters} onEdit={go} /> : null}
              <ButtonRow
                className="mt-6"
                start={before ? <Button onClick={() => go(before)}>{t('form.back')}</Button> : null}
              >
                <Button
                  type="submit"
                  variant="primary"
                  pending={submission.pending}
                  pendingLabel={t('form.submitting')}
                >
                  {after ? t('form.next', { step: t(`step.${after}`) }) : t('form.submit')}
                </Button>
              </ButtonRow>
            </form>
          </CardBody>
        </Card>
      </div>
    </FormProvider>
  )
}
