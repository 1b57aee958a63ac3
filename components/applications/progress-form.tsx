'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Field, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { formatDateTime } from '@/lib/platform/format'
import { APPLICATION_LIMIT } from '@/lib/recusals/applications/schema'
import type { PublicProgress } from '@/lib/recusals/applications/types'
import { postPublic } from './post-public'

/** Where an application stands, by its query code; a denial can be contested here, once. */
export function ProgressForm() {
  const t = useTranslations('applications')
  const [code, setCode] = useState('')
  const [found, setFound] = useState<PublicProgress | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, setPending] = useState(false)

  async function look() {
    setPending(true)
    const answer = await postPublic<PublicProgress>('/api/applications/progress', { code })
    setPending(false)
    setFound(answer.ok ? answer.value : null)
    setProblem(answer.ok ? null : (answer.refusal?.message ?? t('form.lost')))
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    void look()
  }

  return (
    <div className="grid gap-5">
      <Card>
        <CardBody>
          <form noValidate onSubmit={submit}>
            <FieldStack>
              <Field
                id="code"
                label={t('label.code')}
                hint={t('hint.code')}
                required
                error={problem ?? undefined}
              >
                {(control) => (
                  <Input
                    {...control}
                    name="code"
                    autoComplete="off"
                    maxLength={APPLICATION_LIMIT.code}
                    value={code}
                    onChange={(changed) => setCode(changed.target.value)}
                    className="font-mono uppercase"
                  />
                )}
              </Field>
              <Button type="submit" variant="primary" pending={pending} pendingLabel={t('progress.pending')}>
                {t('progress.submit')}
              </Button>
            </FieldStack>
          </form>
        </CardBody>
      </Card>
      {found ? <Progress found={found} /> : null}
      {found?.mayObjectUntil ? (
        <Objection code={code} until={found.mayObjectUntil} onDone={() => void look()} />
      ) : null}
    </div>
  )
}

function Progress({ found }: { found: PublicProgress }) {
  const t = useTranslations('applications')
  const locale = useLocale()
  return (
    <Card aria-labelledby="progress">
      <CardHeader
        id="progress"
        title={t(`stage.${found.stage}`)}
        description={t(`stageText.${found.stage}`)}
      />
      <CardBody role="status">
        <DescriptionList
          items={[
            { term: t('label.number'), detail: found.number },
            { term: t('label.organ'), detail: found.organ },
            { term: t('label.receivedAt'), detail: formatDateTime(found.receivedAt, locale) },
            ...(found.answerBy
              ? [{ term: t('label.answerBy'), detail: formatDateTime(found.answerBy, locale) }]
              : []),
            ...(found.answer
              ? [
                  {
                    term: t('label.answer'),
                    detail: <span className="wrap-anywhere whitespace-pre-line">{found.answer}</span>,
                  },
                ]
              : []),
          ]}
        />
      </CardBody>
    </Card>
  )
}

function Objection({ code, until, onDone }: { code: string; until: string; onDone: () => void }) {
  const t = useTranslations('applications')
  const locale = useLocale()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '')
    setPending(true)
    const answer = await postPublic('/api/applications/objection', { code, reason })
    setPending(false)
    if (answer.ok) onDone()
    else setProblem(answer.refusal?.fields.reason ?? answer.refusal?.message ?? t('form.lost'))
  }

  return (
    <Card aria-labelledby="objection">
      <CardHeader
        id="objection"
        title={t('objection.title')}
        description={t('objection.text', { until: formatDateTime(until, locale) })}
      />
      <CardBody>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <FieldStack>
            {problem ? (
              <Notice tone="refusal" role="alert">
                {problem}
              </Notice>
            ) : null}
            <Field id="reason" label={t('objection.reason')} required>
              {(control) => <Textarea {...control} name="reason" rows={4} limit={APPLICATION_LIMIT.answer} />}
            </Field>
            <Button type="submit" variant="primary" pending={pending} pendingLabel={t('form.pending')}>
              {t('objection.submit')}
            </Button>
          </FieldStack>
        </form>
      </CardBody>
    </Card>
  )
}
