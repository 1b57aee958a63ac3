import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { IssueToken } from '@/components/identity/issue-token'
import { serviceFields } from '@/components/identity/token-fields'
import { TokenForm } from '@/components/identity/token-form'
import { TokenTable } from '@/components/identity/token-table'
import { ClientMessages } from '@/components/layout/client-messages'
import { ActButton } from '@/components/organs/act-button'
import { ButtonRow } from '@/components/ui/button'
import { Card, CardBody, CardFooter, CardHeader } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { mayAdminister } from '@/lib/identity/policy'
import { requireActor } from '@/lib/identity/queries'
import { listGrantOrgans } from '@/lib/organs/choosing/queries'
import {
  endService,
  grantService,
  issueServiceToken,
  revokeServiceToken,
} from '@/lib/identity/tokens/actions'
import { listServices } from '@/lib/identity/tokens/queries'
import type { ServiceLine } from '@/lib/identity/tokens/types'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { formatDate } from '@/lib/platform/format'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tokens'))('services.title') }
}

/** Other systems that send data: the security administrator lets them in and shuts them out. */
export default async function ServicesPage() {
  const actor = await requireActor()
  if (!mayAdminister(actor, 'tokens')) notFound()
  const t = await getTranslations('tokens')
  const services = await listServices(actor, systemClock.now())
  const organs = await listGrantOrgans(actor)
  const { API_SERVICE_TOKEN_MAX_DAYS: days, API_TOKENS_PER_SERVICE: most } = env()
  return (
    <ClientMessages namespaces={['tokens', 'organs', 'platform']}>
      <PageHeader
        title={t('services.title')}
        description={t('services.description')}
        actions={
          <Link className="link" href="/api-docs">
            {t('docs')}
          </Link>
        }
      />
      <div className="grid gap-5">
        {services.length === 0 ? (
          <Card>
            <Empty title={t('services.empty')} description={t('services.emptyText')} />
          </Card>
        ) : null}
        {services.map((service) => (
          <ServiceCard key={service.id} service={service} days={days} />
        ))}
        <Card aria-labelledby="grant">
          <CardHeader
            id="grant"
            title={t('services.form')}
            description={t('services.formText', { days, most })}
          />
          <CardBody>
            <TokenForm
              fields={serviceFields(t, days, organs)}
              submit={t('services.grant')}
              make={grantService}
            />
          </CardBody>
        </Card>
      </div>
    </ClientMessages>
  )
}

async function ServiceCard({ service, days }: { service: ServiceLine; days: number }) {
  const t = await getTranslations('tokens')
  const locale = await getLocale()
  const { id, name, organ, scopes, basis, grantedBy, createdAt, endedAt } = service
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title={name}
        description={scopes.map((scope) => t(`scope.${scope}`)).join(t('separator'))}
        aside={
          endedAt ? (
            <Tag>{t('services.ended', { date: formatDate(endedAt, locale) })}</Tag>
          ) : (
            <Tag tone="green">{t('services.connected')}</Tag>
          )
        }
      />
      <CardBody className="text-sm text-ink-3">
        <p>{t('services.organ', { organ })}</p>
        <p>{t('services.basis', { basis })}</p>
        <p>{t('services.grantedBy', { name: grantedBy, date: formatDate(createdAt, locale) })}</p>
      </CardBody>
      {service.tokens.length > 0 ? (
        <CardBody flush className="border-t border-line-2">
          <TokenTable
            caption={`${name} ${t('services.tokens')}`}
            lines={service.tokens}
            scopes={false}
            revoke={revokeServiceToken}
          />
        </CardBody>
      ) : null}
      {service.mayEnd ? (
        <CardFooter>
          <ButtonRow>
            <IssueToken service={{ id, name }} days={days} issue={issueServiceToken} />
            <ActButton
              label={t('services.end')}
              text={t('services.endText', { name })}
              act={endService}
              input={{ serviceId: id }}
              danger
            />
          </ButtonRow>
        </CardFooter>
      ) : null}
    </Card>
  )
}
