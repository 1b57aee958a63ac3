'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { SaveLine } from '@/components/filing/save-line'
import { useAutosave } from '@/components/filing/use-autosave'
import { Button, ButtonRow } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Notice } from '@/components/ui/notice'
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
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [pending, setPending] = useState(false)
  const [restorable, setRestorable] = useState<ReportDraft | null>(null)
  const requestKey = useRef<string | null>(null)
  const top = useRef<HTMLDivElement>(null)
  const read = useCallback(() => toContent(form.getValues()), [form])
  const autosave = useAutosave({ caseId, revision: props.revision, save: actions.save, read })
  const { changed, flush, local } = autosave

  const opened = useRef(false)
  useEffect(() => {
    // Only once, when the page opens: later changes of the address and the draft are this form's own.
    if (opened.current) return
    opened.current = true
    const wanted = new URLSearchParams(window.location.search).get('step')
    if (STEPS.some((name) => name === wanted)) setStep(wanted as StepName)
    const kept = local()
    if (kept && JSON.stringify(kept) !== JSON.stringify(read())) setRestorable(kept)
  }, [local, read])

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
      show({ module: 'advanceReports', code: 'incomplete', fields: fieldProblems(parsed.error) })
      return
    }
    setPending(true)
    await flush()
    // Kept in the tab, so that a retry after a lost answer is the same submission.
    const key = `qinqing-submit-${caseId}-${version}`
    requestKey.current = sessionStorage.getItem(key) ?? crypto.randomUUID()
    sessionStorage.setItem(key, requestKey.current)
    try {
      const answer = await actions.submit({
        input: { caseId, version, content },
        requestKey: requestKey.current,
      })
      if (answer.ok) {
        autosave.forget()
        sessionStorage.removeItem(key)
        router.push(`/my/advance-reports/${caseId}?submitted=1`)
        return
      }
      // The server said no: what is sent next is another submission.
      sessionStorage.removeItem(key)
      show(answer.refusal)
    } catch {
      show({ module: 'filing', code: 'answer-lost' })
    }
    setPending(false)
  }

  function show(no: Refusal) {
    setRefusal(no)
    setProblems(no.fields ?? {})
    setAttempt((count) => count + 1)
    const first = Object.keys(no.fields ?? {})[0]
    if (first) setStep(stepOf(first))
  }

  const place = STEPS.indexOf(step)
  const before = STEPS[place - 1]
  const after = STEPS[place + 1]
  const problem = (name: string) => (problems[name] ? words(problems[name]) : undefined)
  const shared = { problem, enterprises }
  const summary = refusal
    ? Object.keys(problems).length > 0
      ? Object.entries(problems).map(([name, key]) => ({
          fieldId: `report-${name.replace('.', '-')}`,
          message: `${t(`label.${name.split('.')[0] ?? ''}`)}：${words(key)}`,
        }))
      : [{ message: words(`${refusal.module}.refusal.${refusal.code}`, refusal.params) }]
    : []

  return (
    <FormProvider {...form}>
      <div ref={top} className="grid scroll-mt-16 gap-4">
        <SaveLine state={autosave.state} onKeepMine={() => void flush(true)} />
        {restorable ? (
          <Notice
            tone="info"
            title={words('filing.restore.title')}
            actions={
              <span className="flex gap-2">
                <Button
                  size="sm"
                  onClick={() => {
                    form.reset({ ...restorable, measures: restorable.measures ?? [] })
                    setRestorable(null)
                    void flush(true)
                  }}
                >
                  {words('filing.restore.yes')}
                </Button>
                <Button
                  size="sm"
                  variant="quiet"
                  onClick={() => {
                    autosave.forget()
                    setRestorable(null)
                  }}
                >
                  {words('filing.restore.no')}
                </Button>
              </span>
            }
          >
            {words('filing.restore.text')}
          </Notice>
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
        {summary.length > 0 ? (
          <ErrorSummary title={words('platform.errorSummary')} errors={summary} attempt={attempt} />
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
              <ButtonRow start={before ? <Button onClick={() => go(before)}>{t('form.back')}</Button> : null}>
                <Button type="submit" variant="primary" pending={pending} pendingLabel={t('form.submitting')}>
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
