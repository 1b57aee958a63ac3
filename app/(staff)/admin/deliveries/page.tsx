import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RefreshWhile } from '@/components/layout/refresh-while'
import { ClientMessages } from '@/components/layout/client-messages'
import { MailHealthCard } from '@/components/notifications/mail-health-card'
import { MailList } from '@/components/notifications/mail-list'
import { StateFilter } from '@/components/notifications/state-filter'
import { UnreachableList } from '@/components/notifications/unreachable-list'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { mayAdminister } from '@/lib/identity/policy'
import { requireActor } from '@/lib/identity/queries'
import { clearAddress, resendDeadMails, resendMail, sendTestMail } from '@/lib/notifications/mail/actions'
import { getMailHealth, listMails, listUnreachable } from '@/lib/notifications/mail/queries'
import { MAIL_STATES, mailFilterSchema } from '@/lib/notifications/mail/schema'
import { systemClock } from '@/lib/platform/clock'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mail'))('title') }
}

/** Whether mail arrives: the server, the people it does not reach, and every mail. For the system administrator. */
export default async function DeliveriesPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!mayAdminister(actor, 'mail')) notFound()
  const filter = mailFilterSchema.parse(await searchParams)
  const now = systemClock.now()
  const health = await getMailHealth(actor, now)
  const unreachable = await listUnreachable(actor, now)
  const { rows, next } = await listMails(actor, filter, now)
  const t = await getTranslations('mail')
  const address = (before: string | null) => {
    const search = new URLSearchParams()
    if (filter.state) search.set('state', filter.state)
    if (before) search.set('before', before)
    return `/admin/deliveries${search.size > 0 ? `?${search}` : ''}`
  }
  return (
    <ClientMessages namespaces={['mail', 'organs', 'platform', 'review', 'recusalRequests']}>
      <RefreshWhile running={rows.some((row) => row.kind === 'TEST' && row.state === 'WAITING')} />
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Link className="link" href="/admin/webhooks">
            {t('webhooks')}
          </Link>
        }
      />
      <div className="grid gap-5">
        <MailHealthCard health={health} acts={{ sendTestMail, resendDeadMails }} />
        <Card aria-labelledby="unreachable">
          <CardHeader id="unreachable" title={t('unreachable.title')} description={t('unreachable.text')} />
          <CardBody flush>
            <UnreachableList rows={unreachable} clearAddress={clearAddress} />
          </CardBody>
        </Card>
        <Card aria-labelledby="mails">
          <CardHeader id="mails" title={t('list.title')} description={t('list.text')} />
          <CardBody>
            <StateFilter
              options={MAIL_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
              chosen={filter.state}
              labels={{
                legend: t('list.legend'),
                field: t('list.filter'),
                all: t('list.all'),
                apply: t('list.apply'),
              }}
            />
          </CardBody>
          <MailList rows={rows} resendMail={resendMail} />
          <Pagination
            previousHref={filter.before ? address(null) : undefined}
            nextHref={next ? address(next) : undefined}
            labels={{ nav: t('list.nav'), previous: t('list.newest'), next: t('list.older') }}
          />
        </Card>
      </div>
    </ClientMessages>
  )
}
