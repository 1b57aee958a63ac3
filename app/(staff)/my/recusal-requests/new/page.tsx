import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { StartRequest } from '@/components/recusals/start-request'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { startRequest } from '@/lib/recusals/requests/actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recusalRequests'))('form.newTitle') }
}

/** What a request is, in two lines, and the button that opens a draft: a page that is read changes nothing. */
export default async function NewRequestPage() {
  await requireActor()
  const t = await getTranslations('recusalRequests')
  return (
    <ClientMessages namespaces={['recusalRequests', 'platform']}>
      <PageHeader
        title={t('form.newTitle')}
        description={t('form.description')}
        back={{ href: '/my/recusal-requests', label: t('own.back') }}
      />
      <StartRequest action={startRequest} />
    </ClientMessages>
  )
}
