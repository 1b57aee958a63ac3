'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { EnterprisePicker } from '@/components/filing/enterprise-picker'
import { Button, LinkButton } from '@/components/ui/button'
import { RadioCards } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { EMERGENCIES, noticeSchema } from '@/lib/advance-reports/schema'
import type { EnterpriseHit } from '@/lib/enterprises/types'
import { fieldProblems } from '@/lib/platform/field-problems'
import { formatDate } from '@/lib/platform/format'
import type { ActionResult, Refusal } from '@/lib/platform/result'

interface Sent {
  caseId: string
  number: string
  dueAt: string | null
}

interface Props {
  recent: EnterpriseHit[]
  action: (raw: unknown) => Promise<ActionResult<Sent>>
  declare: (raw: unknown) => Promise<ActionResult<{ enterpriseId: string }>>
}

const FIELDS: Readonly<Record<string, string>> = {
  enterpriseIds: 'enterprise',
  emergency: 'what',
  place: 'place',
  situation: 'situation',
}

/** The thirty-second notice: four answers and one button, made for a phone. */
export function EmergencyForm({ recent, action, declare }: Props) {
  const t = useTranslations('advanceReports')
  const words = useTranslations()
  const locale = useLocale()
  const requestKey = useRef<string | null>(null)
  const [enterprises, setEnterprises] = useState<EnterpriseHit[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [pending, setPending] = useState(false)
  const [sent, setSent] = useState<Sent | null>(null)

  async function submit(data: FormData) {
    const text = (name: string) => String(data.get(name) ?? '').trim()
    const input = {
      enterpriseIds: enterprises.map((one) => one.id),
      emergency: text('emergency') || null,
      place: text('place'),
      situation: text('situation'),
    }
    const parsed = noticeSchema.safeParse(input)
    if (!parsed.success) {
      show({ module: 'advanceReports', code: 'incomplete', fields: fieldProblems(parsed.error) })
      return
    }
    // The same key until it is in: a retry after a lost answer gives one notice.
    requestKey.current ??= crypto.randomUUID()
    setPending(true)
    try {
      const answer = await action({ input, requestKey: requestKey.current })
      if (answer.ok) setSent(answer.value)
      else {
        requestKey.current = null
        show(answer.refusal)
      }
    } catch {
      show({ module: 'filing', code: 'answer-lost' })
    }
    setPending(false)
  }

  function show(no: Refusal) {
    setRefusal(no)
    setAttempt((count) => count + 1)
  }

  if (sent)
    return (
      <Notice
        tone="success"
        role="status"
        title={t('emergency.sent')}
        actions={
          <span className="flex flex-wrap gap-3">
            <LinkButton variant="primary" href={`/my/advance-reports/${sent.caseId}/edit`}>
              {t('emergency.complete')}
            </LinkButton>
            <LinkButton href="/my">{t('emergency.later')}</LinkButton>
          </span>
        }
      >
        {t('emergency.sentText', { number: sent.number })}{' '}
        {sent.dueAt ? t('emergency.sentDue', { date: formatDate(sent.dueAt, locale) }) : null}
      </Notice>
    )
  const problem = (name: string) => (refusal?.fields?.[name] ? words(refusal.fields[name]) : undefined)
  const fields = Object.entries(refusal?.fields ?? {})
  const summary = refusal
    ? fields.length > 0
      ? fields.map(([name, key]) => ({ fieldId: `emergency-${FIELDS[name] ?? name}`, message: words(key) }))
      : [{ message: words(`${refusal.module}.refusal.${refusal.code}`, refusal.params) }]
    : []
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit(new FormData(event.currentTarget))
      }}
    >
      <FieldStack>
        {summary.length > 0 ? (
          <ErrorSummary title={words('platform.errorSummary')} errors={summary} attempt={attempt} />
        ) : null}
        <RadioCards
          id="emergency-what"
          name="emergency"
          legend={t('emergency.what')}
          required
          error={problem('emergency')}
          options={EMERGENCIES.map((value) => ({ value, label: t(`emergency.${value}`) }))}
        />
        <EnterprisePicker
          id="emergency-enterprise"
          label={t('label.enterpriseIds')}
          hint={t('hint.enterpriseIds')}
          error={problem('enterpriseIds')}
          chosen={enterprises}
          recent={recent}
          declare={declare}
          onChange={setEnterprises}
        />
        <Field id="emergency-place" label={t('emergency.place')} error={problem('place')} required>
          {(control) => <Input {...control} name="place" maxLength={200} />}
        </Field>
        <Field
          id="emergency-situation"
          label={t('emergency.situation')}
          error={problem('situation')}
          required
        >
          {(control) => <Textarea {...control} name="situation" rows={2} />}
        </Field>
        <Button
          type="submit"
          variant="primary"
          size="lg"
          block
          pending={pending}
          pendingLabel={t('emergency.sending')}
        >
          {t('emergency.send')}
        </Button>
      </FieldStack>
    </form>
  )
}
