'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
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
import type { ActionResult } from '@/lib/platform/result'

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
  const [enterprises, setEnterprises] = useState<EnterpriseHit[]>([])
  const { pending, refusal, attempt, show, run } = useAct()
  const { problem, summary } = useRefusalWords(refusal)
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
    const answer = await run((requestKey) => action({ input, requestKey }))
    if (answer.ok) setSent(answer.value)
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
  const problems = summary({
    idOf: (name) => `emergency-${FIELDS[name] ?? name}`,
    labelOf: (name) =>
      t(name === 'enterpriseIds' ? 'label.enterpriseIds' : `emergency.${FIELDS[name] ?? name}`),
  })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit(new FormData(event.currentTarget))
      }}
    >
      <FieldStack>
        {problems.length > 0 ? (
          <ErrorSummary title={words('platform.errorSummary')} errors={problems} attempt={attempt} />
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
