import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { TwoColumn } from '@/components/layout/two-column'
import { AccountCard } from '@/components/organs/account-card'
import { ActButton } from '@/components/organs/act-button'
import { LinkCard } from '@/components/organs/link-card'
import { officialFields } from '@/components/organs/official-fields'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { issueActivation, removeLink } from '@/lib/identity/actions'
import { findProvider, listLinks } from '@/lib/identity/links/queries'
import { requireActor } from '@/lib/identity/queries'
import {
  deactivateOfficial,
  disableAccount,
  enableAccount,
  endSessions,
  reactivateOfficial,
  saveOfficial,
} from '@/lib/organs/actions'
import { findOfficial } from '@/lib/organs/administration/queries'
import { listOrgansInUse } from '@/lib/organs/choosing/queries'
import { hasDirectoryDesk } from '@/lib/organs/policy'
import type { OfficialView } from '@/lib/organs/types'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { formatDate } from '@/lib/platform/format'

type Params = Promise<{ id: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organs.officials'))('edit') }
}

/** One official: the form, and beside it account, roles, supervising leaders and leaving. */
export default async function OfficialPage({ params }: { params: Params }) {
  const actor = await requireActor()
  if (!hasDirectoryDesk(actor)) notFound()
  const official = await findOfficial(actor, (await params).id, systemClock.now())
  if (!official) notFound()
  const t = await getTranslations('organs')
  const organs = await listOrgansInUse(actor)
  const state = { officialId: official.id, version: official.version }
  return (
    <ClientMessages namespaces={['organs', 'identity', 'platform', 'review', 'recusalRequests']}>
      <PageHeader
        eyebrow={`${official.staffNo} · ${official.organ.name}`}
        title={official.name}
        back={{ href: '/admin/officials', label: t('officials.back') }}
        actions={official.active ? undefined : <Tag tone="amber">{t('leaving.tag')}</Tag>}
      />
      <TwoColumn
        aside={
          <>
            <AccountCard
              official={official}
              acts={{ issueActivation, disableAccount, enableAccount, endSessions }}
              passwords={env().OIDC_PASSWORD_SIGN_IN === '1'}
            />
            <LinkCard
              links={await listLinks(actor, official.id, systemClock.now())}
              provider={findProvider(await getLocale())}
              administers={official.roles.some((grant) => grant.role.endsWith('_ADMIN'))}
              remove={removeLink}
            />
            <RolesCard official={official} />
            <SupervisorsCard official={official} />
            <Card aria-labelledby="leaving">
              <CardHeader id="leaving" title={t('leaving.title')} />
              <CardBody>
                <p className="text-sm text-ink-2">
                  {!official.active
                    ? t('leaving.inactive')
                    : official.isYourself
                      ? t('leaving.self')
                      : t('leaving.active')}
                </p>
                {official.isYourself ? null : (
                  <div className="mt-4">
                    <ActButton
                      danger={official.active}
                      label={t(official.active ? 'leaving.deactivate' : 'leaving.reactivate')}
                      text={t(official.active ? 'leaving.confirm' : 'leaving.reactivateConfirm')}
                      act={official.active ? deactivateOfficial : reactivateOfficial}
                      input={state}
                    />
                  </div>
                )}
              </CardBody>
            </Card>
          </>
        }
      >
        <Card aria-labelledby="edit">
          <CardHeader id="edit" title={t('officials.edit')} />
          <CardBody>
            <StepForm
              key={official.version}
              steps={[
                {
                  event: 'save',
                  label: t('submit.save'),
                  fields: officialFields(t, official, organs),
                  act: saveOfficial,
                  input: state,
                },
              ]}
              labels={{ choose: '', pending: t('submit.pending'), done: t('submit.done') }}
            />
          </CardBody>
        </Card>
      </TwoColumn>
    </ClientMessages>
  )
}

async function RolesCard({ official }: { official: OfficialView }) {
  const t = await getTranslations('organs')
  const words = await getTranslations('identity.role')
  const locale = await getLocale()
  return (
    <Card aria-labelledby="roles">
      <CardHeader id="roles" title={t('roles.title')} />
      <CardBody>
        {official.roles.length === 0 ? <p className="text-sm text-ink-3">{t('roles.empty')}</p> : null}
        <ul className="grid gap-2 text-sm">
          {official.roles.map((one) => (
            <li key={one.id}>
              {words(one.role)}
              <span className="block text-ink-3">
                {[
                  one.organ,
                  one.validTo ? t('roles.until', { day: formatDate(one.validTo, locale) }) : null,
                  one.confirmed ? null : t('roles.waiting'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  )
}

async function SupervisorsCard({ official }: { official: OfficialView }) {
  const t = await getTranslations('organs')
  const locale = await getLocale()
  const day = (value: string) => formatDate(value, locale)
  return (
    <Card aria-labelledby="supervisors">
      <CardHeader id="supervisors" title={t('history.title')} />
      <CardBody>
        {official.supervisors.length === 0 ? (
          <p className="text-sm text-ink-3">{t('history.empty')}</p>
        ) : null}
        <ul className="grid gap-2 text-sm">
          {official.supervisors.map((one) => (
            <li key={one.id}>
              {one.name}
              <span className="block text-ink-3">
                {one.to
                  ? t('history.period', { from: day(one.from), to: day(one.to) })
                  : t('history.since', { from: day(one.from) })}
              </span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  )
}
