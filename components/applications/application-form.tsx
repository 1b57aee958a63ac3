'use client'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Checkbox, RadioCards } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { OrganPicker } from '@/components/organs/organ-picker'
import { Field, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { APPLICATION_LIMIT } from '@/lib/recusals/applications/schema'
import { ApplicationFiles, type PublicFileLimits } from './application-files'
import { postPublic, type PublicRefusal } from './post-public'

type Initiator = 'INTERESTED_PARTY' | 'THIRD_PARTY_INFO'
type Line = 'applicantName' | 'applicantContact' | 'capacity' | 'officialText' | 'matterText'

interface Props {
  token: string
  files: PublicFileLimits
  grounds: { value: string; label: string }[]
}

/** Applies for an official's recusal, or informs about a ground, without an account. */
export function ApplicationForm({ token, files, grounds }: Props) {
  const t = useTranslations('applications')
  const words = useTranslations('platform')
  const [initiator, setInitiator] = useState<Initiator>('INTERESTED_PARTY')
  const [anonymous, setAnonymous] = useState(false)
  const [pending, setPending] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const [refused, setRefused] = useState<PublicRefusal | null>(null)
  const [filed, setFiled] = useState<{ number: string; code: string } | null>(null)
  const party = initiator === 'INTERESTED_PARTY'
  const named = party || !anonymous

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = (name: string) => String(data.get(name) ?? '')
    setPending(true)
    const answer = await postPublic<{ number: string; code: string }>('/api/applications', {
      initiator,
      anonymous: !named,
      applicantName: text('applicantName'),
      applicantContact: text('applicantContact'),
      capacity: text('capacity'),
      organId: text('organId'),
      aboutHead: data.get('aboutHead') === 'on',
      officialText: text('officialText'),
      matterText: text('matterText'),
      groundCode: text('groundCode'),
      facts: text('facts'),
      evidence: text('evidence'),
      website: text('website'),
      token,
    })
    setPending(false)
    if (answer.ok) setFiled(answer.value)
    else {
      setRefused(answer.refusal ?? { code: 'lost', message: t('form.lost'), fields: {} })
      setAttempt((count) => count + 1)
    }
  }

  if (filed) return <Filed {...filed} />
  const problem = (name: string) => refused?.fields[name]
  const fields = Object.entries(refused?.fields ?? {}).filter(([name]) => t.has(`label.${name}`))
  const problems = fields.map(([fieldId, text]) => ({
    fieldId,
    message: words('fieldProblem', { field: t(`label.${fieldId}`), problem: text }),
  }))
  const line = (name: Line, autoComplete?: string) => (
    <Field id={name} label={t(`label.${name}`)} hint={t(`hint.${name}`)} required error={problem(name)}>
      {(control) => (
        <Input {...control} name={name} maxLength={APPLICATION_LIMIT.line} autoComplete={autoComplete} />
      )}
    </Field>
  )
  return (
    <Card>
      <CardBody>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <FieldStack>
            {refused ? (
              <ErrorSummary
                title={words('errorSummary')}
                errors={problems.length > 0 ? problems : [{ message: refused.message }]}
                attempt={attempt}
              />
            ) : null}
            <RadioCards<Initiator>
              id="initiator"
              name="initiator"
              legend={t('label.initiator')}
              required
              layout="column"
              value={initiator}
              onChange={(changed) => setInitiator(changed.target.value as Initiator)}
              options={(['INTERESTED_PARTY', 'THIRD_PARTY_INFO'] as const).map((value) => ({
                value,
                label: t(`initiator.${value}`),
                hint: t(`initiatorHint.${value}`),
              }))}
            />
            {party ? null : (
              <Checkbox
                id="anonymous"
                name="anonymous"
                label={t('label.anonymous')}
                hint={t('hint.anonymous')}
                checked={anonymous}
                onChange={(changed) => setAnonymous(changed.target.checked)}
              />
            )}
            {named ? line('applicantName', 'name') : null}
            {named ? line('applicantContact', 'tel') : null}
            {party ? line('capacity') : null}
            <OrganPicker
              required
              from="/api/applications/organs"
              id="organId"
              name="organId"
              label={t('label.organId')}
              hint={t('hint.organId')}
              error={problem('organId')}
            />
            {line('officialText')}
            <Checkbox
              id="aboutHead"
              name="aboutHead"
              label={t('label.aboutHead')}
              hint={t('hint.aboutHead')}
            />
            {line('matterText')}
            <RadioCards
              id="groundCode"
              name="groundCode"
              legend={t('label.groundCode')}
              required
              layout="column"
              error={problem('groundCode')}
              options={grounds}
            />
            <Field
              id="facts"
              label={t('label.facts')}
              hint={t('hint.facts')}
              required
              error={problem('facts')}
            >
              {(control) => <Textarea {...control} name="facts" rows={6} limit={APPLICATION_LIMIT.facts} />}
            </Field>
            <Field
              id="evidence"
              label={t('label.evidence')}
              hint={t('hint.evidence')}
              error={problem('evidence')}
            >
              {(control) => (
                <Textarea {...control} name="evidence" rows={3} limit={APPLICATION_LIMIT.facts} />
              )}
            </Field>
            {files.most > 0 ? <ApplicationFiles token={token} limits={files} /> : null}
            {/* A trap for scripts: out of sight, out of the tab order, silent to screen readers. */}
            <input
              type="text"
              name="website"
              tabIndex={-1}
              autoComplete="off"
              aria-hidden="true"
              className="sr-only"
            />
            <Notice tone="info">{t('form.privacy')}</Notice>
            <Button type="submit" variant="primary" pending={pending} pendingLabel={t('form.pending')}>
              {t('form.submit')}
            </Button>
          </FieldStack>
        </form>
      </CardBody>
    </Card>
  )
}

/** Number and query code: shown once, kept nowhere. */
function Filed({ number, code }: { number: string; code: string }) {
  const t = useTranslations('applications')
  return (
    <Card aria-labelledby="filed">
      <CardHeader id="filed" title={t('filed.title')} description={t('filed.text', { number })} />
      <CardBody className="grid gap-4">
        <div role="status">
          <p className="text-sm text-ink-3">{t('label.code')}</p>
          <p className="mt-1 font-mono text-2xl font-semibold tracking-wider select-all">{code}</p>
        </div>
        <Notice tone="warning">{t('filed.keep')}</Notice>
        <div>
          <LinkButton href="/apply/progress">{t('filed.progress')}</LinkButton>
        </div>
      </CardBody>
    </Card>
  )
}
