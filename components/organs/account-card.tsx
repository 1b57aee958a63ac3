import { getLocale, getTranslations } from 'next-intl/server'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { OfficialView } from '@/lib/organs/types'
import { formatDateTime } from '@/lib/platform/format'
import { ActButton, type AccountAct } from './act-button'
import { ActivationLink, type Issue } from './activation-link'

/** What the page may do to an account: its server actions. */
export interface AccountActs {
  issueActivation: Issue
  disableAccount: AccountAct
  enableAccount: AccountAct
  endSessions: AccountAct
}

interface Props {
  official: OfficialView
  acts: AccountActs
  /** Whether people sign in with passwords at all. */
  passwords: boolean
}

/** The account of an official, with what the administrator may do about it. */
export async function AccountCard({ official, acts, passwords }: Props) {
  const t = await getTranslations('organs')
  const locale = await getLocale()
  const { account } = official
  const input = { officialId: official.id }
  const disabled = account.state === 'disabled'
  const administers = official.roles.some((grant) => grant.role.endsWith('_ADMIN'))
  return (
    <Card aria-labelledby="account">
      <CardHeader id="account" title={t('account.title')} />
      <CardBody>
        <DescriptionList
          width="narrow"
          items={[
            { key: 'state', term: t('account.state'), detail: t(`accountState.${account.state}`) },
            {
              key: 'last',
              term: t('account.lastSignIn'),
              detail: account.lastSignInAt
                ? formatDateTime(account.lastSignInAt, locale)
                : t('account.never'),
            },
            {
              key: 'sessions',
              term: t('account.sessions'),
              detail: t('account.count', { n: account.sessions }),
            },
          ]}
        />
        {account.activationExpiresAt ? (
          <p className="mt-3 text-sm text-ink-3">
            {t('account.validUntil', { time: formatDateTime(account.activationExpiresAt, locale) })}
          </p>
        ) : null}
        {administers ? <p className="mt-3 text-sm text-ink-3">{t('account.administrator')}</p> : null}
        {official.active ? (
          <div className="mt-5 flex flex-wrap gap-3">
            {disabled || administers || !passwords ? null : (
              <ActivationLink
                officialId={official.id}
                label={t(account.state === 'none' ? 'account.issue' : 'account.issueAgain')}
                issue={acts.issueActivation}
              />
            )}
            {account.sessions > 0 ? (
              <ActButton
                label={t('account.endSessions')}
                text={t('account.endConfirm')}
                act={acts.endSessions}
                input={input}
              />
            ) : null}
            {disabled ? (
              <ActButton
                label={t('account.enable')}
                text={t('account.enableConfirm')}
                act={acts.enableAccount}
                input={input}
              />
            ) : account.state !== 'none' && !official.isYourself ? (
              <ActButton
                danger
                label={t('account.disable')}
                text={t('account.disableConfirm')}
                act={acts.disableAccount}
                input={input}
              />
            ) : null}
          </div>
        ) : null}
      </CardBody>
    </Card>
  )
}
