'use client'
import { Link } from '@/components/ui/link'
import { useTranslations } from 'next-intl'
import { useEffect, useState, type FormEvent } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'

interface Refused {
  message: string
  fields: Readonly<Record<string, string>>
}

/** Activation code and new password; the code may come in the link, behind `#`. */
export function ActivateForm() {
  const t = useTranslations('identity')
  const words = useTranslations('platform')
  const [code, setCode] = useState('')
  const [pending, setPending] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [staffNo, setStaffNo] = useState<string | null>(null)

  useEffect(() => {
    const given = window.location.hash.slice(1)
    if (!given) return
    setCode(given)
    // The code leaves the address bar, so no bookmark or history keeps it.
    window.history.replaceState(null, '', window.location.pathname)
  }, [])

  function refuse(refusal: Refused) {
    setRefused(refusal)
    setAttempt((count) => count + 1)
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const password = String(data.get('password'))
    if (password !== String(data.get('repeat'))) {
      const message = t('activate.mismatch')
      refuse({ message, fields: { repeat: message } })
      return
    }
    setPending(true)
    try {
      const response = await fetch('/api/activate', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ code, password }),
      })
      const answer = (await response.json()) as Refused & { staffNo: string }
      if (response.ok) setStaffNo(answer.staffNo)
      else refuse(answer)
    } catch {
      refuse({ message: t('activate.failed'), fields: {} })
    } finally {
      setPending(false)
    }
  }

  if (staffNo)
    return (
      <Card>
        <CardBody>
          <h1 className="mb-4 text-xl font-semibold">{t('activate.title')}</h1>
          <Notice tone="success" role="status">
            {t('activate.done')} {t('activate.staffNo', { staffNo })}
          </Notice>
          <div className="mt-5">
            <LinkButton href="/sign-in" variant="primary" block>
              {t('signIn.title')}
            </LinkButton>
          </div>
        </CardBody>
      </Card>
    )
  const problems = Object.entries(refused?.fields ?? {}).map(([fieldId, problem]) => ({
    fieldId,
    message: words('fieldProblem', { field: t(`activate.${fieldId}`), problem }),
  }))
  return (
    <Card>
      <CardBody>
        <h1 className="text-xl font-semibold">{t('activate.title')}</h1>
        <p className="mb-4 text-ink-3">{t('activate.text')}</p>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <FieldStack>
            {refused ? (
              <ErrorSummary
                title={words('errorSummary')}
                errors={problems.length > 0 ? problems : [{ message: refused.message }]}
                attempt={attempt}
              />
            ) : null}
            <Field id="code" label={t('activate.code')} required error={refused?.fields.code}>
              {(control) => (
                <Input
                  {...control}
                  name="code"
                  value={code}
                  onChange={(changed) => setCode(changed.target.value)}
                  autoComplete="one-time-code"
                  maxLength={100}
                />
              )}
            </Field>
            <Field
              id="password"
              label={t('activate.password')}
              hint={t('activate.hint')}
              required
              error={refused?.fields.password}
            >
              {(control) => (
                <Input
                  {...control}
                  name="password"
                  type="password"
                  autoComplete="new-password"
                  maxLength={1000}
                />
              )}
            </Field>
            <Field id="repeat" label={t('activate.repeat')} required error={refused?.fields.repeat}>
              {(control) => (
                <Input
                  {...control}
                  name="repeat"
                  type="password"
                  autoComplete="new-password"
                  maxLength={1000}
                />
              )}
            </Field>
            <Button
              type="submit"
              variant="primary"
              block
              pending={pending}
              pendingLabel={t('activate.pending')}
            >
              {t('activate.submit')}
            </Button>
            <Link className="link text-sm" href="/sign-in">
              {t('activate.back')}
            </Link>
          </FieldStack>
        </form>
      </CardBody>
    </Card>
  )
}
