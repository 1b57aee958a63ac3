import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { RefreshWhile } from '@/components/layout/refresh-while'
import { ClientMessages } from '@/components/layout/client-messages'
import { preferenceFields } from '@/components/notifications/preference-fields'
import { MailStateTag } from '@/components/notifications/state-tags'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { mayAdminister } from '@/lib/identity/policy'
import { requireActor } from '@/lib/identity/queries'
import { sendTestMail } from '@/lib/notifications/mail/actions'
import { KIND_NAMES, KINDS } from '@/lib/notifications/notifications'
import { savePreferences } from '@/lib/notifications/preferences/actions'
import { getPreferences } from '@/lib/notifications/preferences/queries'
import type { PreferencesView } from '@/lib/notifications/preferences/types'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('noticeSettings'))('title') }
}

/** How a person wants to hear of notices beyond the desk, and whether mail reaches them. */
export default async function NoticeSettingsPage() {
  const actor = await requireActor()
  const view = await getPreferences(actor, systemClock.now())
  const t = await getTranslations('noticeSettings')
  const { preferences } = view
  return (
    <ClientMessages
      namespaces={['noticeSettings', 'mail', 'notifications', 'platform', 'review', 'recusalRequests']}
    >
      <PageHeader
        title={t('title')}
        description={t('description')}
        back={{ href: '/my/notices', label: t('back') }}
      />
      <div className="grid gap-5">
        <Address view={view} />
        <Card aria-labelledby="preferences">
          <CardHeader id="preferences" title={t('form')} description={view.chosen ? null : t('defaults')} />
          <CardBody>
            <StepForm
              steps={[
                {
                  event: 'save',
                  label: t('save'),
                  fields: preferenceFields(t, {
                    preferences,
                    administrator: mayAdminister(actor, 'deliveries'),
                  }),
                  act: savePreferences,
                  // What is hidden while the quiet hours are off stays as it was.
                  input: { ...preferences },
                },
              ]}
              labels={{ choose: '', pending: t('pending'), done: t('saved') }}
            />
          </CardBody>
        </Card>
        <Urgent />
      </div>
    </ClientMessages>
  )
}

/** Where mail goes, whether it arrives, and what to do when it does not. */
async function Address({ view }: { view: PreferencesView }) {
  const t = await getTranslations('noticeSettings')
  const locale = await getLocale()
  const { email, refused, mailConfigured, recent } = view
  return (
    <Card aria-labelledby="address">
      <CardHeader id="address" title={t('address.title')} description={t('address.privacy')} />
      <CardBody className="grid gap-4">
        <RefreshWhile running={recent.some((mail) => mail.state === 'WAITING' && mail.kind === 'TEST')} />
        {mailConfigured ? null : (
          <Notice tone="info" title={t('address.off')}>
            {t('address.offText')}
          </Notice>
        )}
        {refused ? (
          <Notice tone="refusal" title={t('address.refused')}>
            <p>
              {t('address.refusedText', {
                at: formatDateTime(refused.at, locale),
                code: refused.code ? t('address.code', { code: refused.code }) : '',
              })}
            </p>
            <p>{t('address.refusedWhat')}</p>
          </Notice>
        ) : null}
        {email ? (
          <p className="font-medium wrap-anywhere">{email}</p>
        ) : (
          <Notice tone="warning" title={t('address.none')}>
            {t('address.noneText')}
          </Notice>
        )}
        {email && mailConfigured ? (
          <StepForm
            steps={[{ event: 'test', label: t('address.test'), fields: [], act: sendTestMail, input: {} }]}
            labels={{ choose: '', pending: t('address.testPending'), done: t('address.testDone') }}
          />
        ) : null}
        {mailConfigured && recent.length > 0 ? (
          <div>
            <h3 className="mb-1 font-medium">{t('recent.title')}</h3>
            <ul className="divide-y divide-line-2">
              {recent.map((mail) => (
                <li key={mail.id} className="flex flex-wrap items-center justify-between gap-3 py-2 text-sm">
                  <span>
                    {t(`recent.kind.${mail.kind}`)}{' '}
                    <span className="text-ink-3">{formatDateTime(mail.at, locale)}</span>
                  </span>
                  <MailStateTag state={mail.state} />
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </CardBody>
    </Card>
  )
}

/** The kinds that may break through the quiet hours, in the words of the notices themselves. */
async function Urgent() {
  const t = await getTranslations()
  const urgent = KIND_NAMES.filter((kind) => 'urgent' in KINDS[kind])
  return (
    <Card aria-labelledby="urgent">
      <CardHeader id="urgent" title={t('noticeSettings.urgentTitle')} />
      <CardBody>
        <ul className="list-disc pl-5 text-ink-2">
          {urgent.map((kind) => (
            <li key={kind}>{t(`notifications.kind.${kind}`, { number: t('notifications.anyNumber') })}</li>
          ))}
        </ul>
      </CardBody>
    </Card>
  )
}
