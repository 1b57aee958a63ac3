import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { MatterForm } from '@/components/matters/matter-form'
import { PageHeader } from '@/components/ui/page-header'
import { declareEnterprise } from '@/lib/enterprises/actions'
import { holds } from '@/lib/identity/types'
import { requireActor } from '@/lib/identity/queries'
import { registerMatter } from '@/lib/matters/actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('matters'))('registerTitle') }
}

export default async function NewMatterPage() {
  const actor = await requireActor()
  if (
    !holds(actor, 'CLERK', actor.unitPath) &&
    !holds(actor, 'UNIT_HEAD', actor.unitPath) &&
    !actor.leadsSomebody
  )
    notFound()
  const t = await getTranslations('matters')
  return (
    <ClientMessages namespaces={['matters', 'platform', 'filing', 'enterprises', 'recusalRequests']}>
      <PageHeader title={t('registerTitle')} back={{ href: '/matters', label: t('back') }} />
      <MatterForm action={registerMatter} declare={declareEnterprise} />
    </ClientMessages>
  )
}
