import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import { SignInForm } from '@/components/identity/sign-in-form'
import { ClientMessages } from '@/components/layout/client-messages'
import { Notice } from '@/components/ui/notice'
import { findDemo } from '@/lib/identity/queries'
import { PublicPage } from '../public-page'

/** Sign-in, with the personas beside it in demo mode. */
export async function SignInPage({ returnTo }: { returnTo: string }) {
  const t = await getTranslations('identity')
  const locale = await getLocale()
  const jar = await cookies()
  const demo = await findDemo()
  // Whoever comes with a cookie and a page to return to was signed in before.
  const hadSession = jar.getAll().some((cookie) => cookie.name.includes('next-auth.session-token'))
  return (
    <PublicPage width={demo ? 'wide' : 'narrow'}>
      <ClientMessages namespaces={['identity', 'platform']}>
        {hadSession && returnTo !== '/' ? (
          <div className="mb-5">
            <Notice tone="info">{t('signIn.expired')}</Notice>
          </div>
        ) : null}
        <SignInForm
          returnTo={returnTo}
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
