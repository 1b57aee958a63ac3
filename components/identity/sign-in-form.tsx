'use client'
import { Link } from '@/components/ui/link'
import { signIn } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Field, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { ProviderButton } from './provider-button'

interface Props {
  returnTo: string
  demo: { password: string; personas: { staffNo: string; name: string; label: string }[] } | null
  /** The organ's own sign-on, and whether passwords are for the three administrators only. */
  provider: { name: string; replacesPasswords: boolean } | null
}

/** The organ's own sign-on; staff number or e-mail and password; in demo mode one click on a persona. */
export function SignInForm({ returnTo, demo, provider }: Props) {
  const t = useTranslations('identity')
  const [pending, setPending] = useState<string | null>(null)
  const [problem, setProblem] = useState<'failed' | 'offline' | null>(null)

  async function enter(identifier: string, password: string, who: string) {
    setPending(who)
    setProblem(null)
    try {
      const answer = await signIn('credentials', { identifier, password, redirect: false })
      if (answer?.ok && !answer.error) {
        window.location.assign(returnTo)
        return
      }
      setProblem('failed')
    } catch {
      setProblem('offline')
    }
    setPending(null)
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    void enter(String(data.get('identifier')), String(data.get('password')), 'form')
  }

  return (
    <div
      className={
        demo ? 'grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-start gap-6 phone:grid-cols-1' : 'grid'
      }
    >
      <Card>
        <CardBody>
          <h1 className="text-xl font-semibold">{t('signIn.title')}</h1>
          <p className="mb-4 text-ink-3">{t('signIn.lead')}</p>
          {problem ? (
            <div className="mb-4">
              <Notice tone="refusal" role="alert">
                {problem === 'failed' && provider?.replacesPasswords
                  ? t('provider.administratorsFailed', { name: provider.name })
                  : t(`signIn.${problem}`)}
              </Notice>
            </div>
          ) : null}
          {provider ? (
            <>
              <ProviderButton
                name={provider.name}
                returnTo={returnTo}
                unreachable={t(
                  provider.replacesPasswords ? 'provider.unreachableOnly' : 'provider.unreachable',
                  { name: provider.name },
                )}
              />
              <p className="mt-6 mb-4 border-t border-line pt-5 text-sm text-ink-2">
                {t(provider.replacesPasswords ? 'provider.administrators' : 'provider.or')}
              </p>
            </>
          ) : null}
          <form onSubmit={submit}>
            <FieldStack>
              <Field id="identifier" label={t('signIn.identifier')}>
                {(control) => (
                  <Input {...control} name="identifier" autoComplete="username" required maxLength={200} />
                )}
              </Field>
              <Field id="password" label={t('signIn.password')}>
                {(control) => (
                  <Input
                    {...control}
                    name="password"
                    type="password"
                    autoComplete="current-password"
                    required
                    maxLength={1000}
                  />
                )}
              </Field>
              <Button
                type="submit"
                variant={provider ? 'default' : 'primary'}
                block
                pending={pending === 'form'}
                pendingLabel={t('signIn.pending')}
              >
                {t('signIn.submit')}
              </Button>
              <Link className="link text-sm" href="/activate">
                {t('signIn.activate')}
              </Link>
              <Link className="link text-sm" href="/apply">
                {t('signIn.apply')}
              </Link>
            </FieldStack>
          </form>
        </CardBody>
      </Card>
      {demo ? (
        <Card aria-labelledby="demo">
          <CardHeader id="demo" title={t('demo.title')} description={t('demo.text')} />
          <CardBody>
            <ul className="grid gap-2">
              {demo.personas.map((persona) => (
                <li key={persona.staffNo}>
                  <Button
                    block
                    start
                    pending={pending === persona.staffNo}
                    pendingLabel={t('signIn.pending')}
                    detail={persona.label}
                    onClick={() => void enter(persona.staffNo, demo.password, persona.staffNo)}
                  >
                    {persona.name} {persona.staffNo}
                  </Button>
                </li>
              ))}
            </ul>
            <p className="mt-3 text-sm text-ink-3">{t('demo.password', { password: demo.password })}</p>
          </CardBody>
        </Card>
      ) : null}
    </div>
  )
}
