import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import { SignInForm } from '@/components/identity/sign-in-form'
import { ClientMessages } from '@/components/layout/client-messages'
import { readPreferences } from '@/components/layout/preference-cookie'
import { preferenceLabels } from '@/components/layout/preference-labels'
import { PublicShell } from '@/components/layout/public-shell'
import { Notice } from '@/components/ui/notice'
import { findDemo } from '@/lib/identity/queries'

/** Sign-in, with the personas beside it in demo mode. */
export async function SignInPage({ returnTo }: { returnTo: string }) {
  const t = await getTranslations('identity')
  const words = await getTranslations('platform')
  const locale = await getLocale()
  const jar = await cookies()
  const demo = await findDemo()
  // Whoever comes with a cookie and a page to return to was signed in before.
  const hadSession = jar.getAll().some((cookie) => cookie.name.includes('next-auth.session-token'))
  return (
    <PublicShell
      brand={{ name: words('name'), subtitle: process.env.SITE_NAME || words('subtitle'), href: '/' }}
      preferences={readPreferences((name) => jar.get(name)?.value)}
      labels={{ skip: words('layout.skip'), preferences: await preferenceLabels() }}
      width={demo ? 'wide' : 'narrow'}
    >
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
    </PublicShell>
  )
}
