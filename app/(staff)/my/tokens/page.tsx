import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { tokenFields } from '@/components/identity/token-fields'
import { TokenForm } from '@/components/identity/token-form'
import { TokenTable } from '@/components/identity/token-table'
import { ClientMessages } from '@/components/layout/client-messages'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { createToken, revokeToken } from '@/lib/identity/tokens/actions'
import { listTokens } from '@/lib/identity/tokens/queries'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tokens'))('title') }
}

/** The actor's own access tokens, and the form that makes one. */
export default async function TokensPage() {
  const actor = await requireActor()
  const t = await getTranslations('tokens')
  const lines = await listTokens(actor, systemClock.now())
  const { API_TOKEN_MAX_DAYS: days, API_TOKENS_PER_PERSON: most } = env()
  return (
    <ClientMessages namespaces={['tokens', 'organs', 'platform']}>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Link className="link" href="/api-docs">
            {t('docs')}
          </Link>
        }
      />
      <div className="grid gap-5">
        <Card>
          <CardBody flush>
            <TokenTable caption={t('list')} lines={lines} revoke={revokeToken} />
          </CardBody>
        </Card>
        <Card aria-labelledby="make">
          <CardHeader id="make" title={t('form')} description={t('formText', { most, days })} />
          <CardBody>
            <TokenForm fields={tokenFields(t, days)} submit={t('create')} make={createToken} />
          </CardBody>
        </Card>
      </div>
    </ClientMessages>
  )
}
