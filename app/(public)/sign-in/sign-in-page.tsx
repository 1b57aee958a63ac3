import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { SignInForm } from '@/components/identity/sign-in-form'
import { ClientMessages } from '@/components/layout/client-messages'
import { Notice } from '@/components/ui/notice'
import { findProvider } from '@/lib/identity/links/queries'
import { findDemo } from '@/lib/identity/queries'
import { env } from '@/lib/platform/env'
import { PublicPage } from '../public-page'
import { SignOffLink } from './sign-off-link'

interface Props {
  returnTo: string
  /** The organ's provider led back without a sign-in, or somebody whom it had signed in signed out. */
  came?: 'incomplete' | 'signed-out' | null
}

/** Sign-in, with the personas beside it in demo mode. */
export async function SignInPage({ returnTo, came = null }: Props) {
  const t = await getTranslations('identity')
  const locale = await getLocale()
  const jar = await cookies()
  const provider = findProvider(locale)
  const replacesPasswords = env().OIDC_PASSWORD_SIGN_IN === '0'
  // The personas sign in with a password.
  const demo = replacesPasswords ? null : await findDemo()
  // Whoever comes with a cookie and a page to return to was signed in before.
  const hadSession = jar.getAll().some((cookie) => cookie.name.includes('next-auth.session-token'))
  return (
    <PublicPage width={demo ? 'wide' : 'narrow'}>
      <ClientMessages namespaces={['identity', 'platform']}>
        {provider && came === 'incomplete' ? (
          <div className="mb-5">
            <Notice tone="warning">{t('provider.incomplete', { name: provider.name })}</Notice>
          </div>
        ) : null}
        {provider && came === 'signed-out' ? (
          <div className="mb-5">
            <Notice
              tone="info"
              actions={
                <Suspense fallback={null}>
                  <SignOffLink label={t('provider.signOff', { name: provider.name })} />
                </Suspense>
              }
            >
              {t('provider.signedOut', { name: provider.name })}
            </Notice>
          </div>
        ) : null}
        {hadSession && returnTo !== '/' && !came ? (
          <div className="mb-5">
            <Notice tone="info">{t('signIn.expired')}</Notice>
          </div>
        ) : null}
        <SignInForm
          returnTo={returnTo}
          provider={provider && { ...provider, replacesPasswords }}
          demo={
            demo
              ? {
                  password: demo.password,
                  personas: demo.personas.map((persona) => ({
                    staffNo: persona.staffNo,
                    name: persona.name,
                    label: locale === 'en' ? persona.en : persona.zh,
                  })),
                }
              : null
          }
        />
      </ClientMessages>
    </PublicPage>
  )
}
