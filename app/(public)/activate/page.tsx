import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { ActivateForm } from '@/components/identity/activate-form'
import { ClientMessages } from '@/components/layout/client-messages'
import { readPreferences } from '@/components/layout/preference-cookie'
import { preferenceLabels } from '@/components/layout/preference-labels'
import { PublicShell } from '@/components/layout/public-shell'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('activate.title') }
}

/** Where a person sets the password with the code that the system administrator gave them. */
export default async function ActivatePage() {
  const words = await getTranslations('platform')
  const jar = await cookies()
  return (
    <PublicShell
      brand={{ name: words('name'), subtitle: process.env.SITE_NAME || words('subtitle'), href: '/' }}
      preferences={readPreferences((name) => jar.get(name)?.value)}
      labels={{ skip: words('layout.skip'), preferences: await preferenceLabels() }}
      width="narrow"
    >
      <ClientMessages namespaces={['identity', 'platform']}>
        <ActivateForm />
      </ClientMessages>
    </PublicShell>
  )
}
