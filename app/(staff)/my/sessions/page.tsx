import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { SessionList } from '@/components/identity/session-list'
import { ClientMessages } from '@/components/layout/client-messages'
import { Card, CardBody } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { revokeSession, signOutEverywhere } from '@/lib/identity/actions'
import { listSessions, requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { formatDateTime } from '@/lib/platform/format'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('sessions.title') }
}

export default async function SessionsPage() {
  const actor = await requireActor()
  const t = await getTranslations('identity')
  const locale = await getLocale()
  const lines = await listSessions(actor, systemClock.now())
  return (
    <ClientMessages namespaces={['identity', 'platform']}>
      <PageHeader
        title={t('sessions.title')}
        description={t('sessions.description', { most: env().SESSIONS_PER_PERSON })}
      />
      <Card>
        <CardBody>
          <SessionList
            lines={lines.map((line) => ({
              id: line.id,
              device: line.userAgent,
              address: line.address,
              isThis: line.isThis,
              createdAt: formatDateTime(line.createdAt, locale),
              lastSeenAt: formatDateTime(line.lastSeenAt, locale),
            }))}
            actions={{ end: revokeSession, endAll: signOutEverywhere }}
          />
        </CardBody>
      </Card>
    </ClientMessages>
  )
}
