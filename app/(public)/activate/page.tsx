import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ActivateForm } from '@/components/identity/activate-form'
import { ClientMessages } from '@/components/layout/client-messages'
import { PublicPage } from '../public-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('activate.title') }
}

/** Where a person sets the password with the code that the system administrator gave them. */
export default function ActivatePage() {
  return (
    <PublicPage width="narrow">
      <ClientMessages namespaces={['identity', 'platform']}>
        <ActivateForm />
      </ClientMessages>
    </PublicPage>
  )
}
