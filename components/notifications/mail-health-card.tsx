import { getLocale, getTranslations } from 'next-intl/server'
import { ActButton, type AccountAct } from '@/components/organs/act-button'
import { StepForm } from '@/components/review/step-form'
import { ButtonRow } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import { Tag } from '@/components/ui/tag'
import type { MailHealth } from '@/lib/notifications/mail/types'
import { formatDateTime } from '@/lib/platform/format'

interface Props {
  health: MailHealth
  acts: { sendTestMail: AccountAct; resendDeadMails: AccountAct }
}

/** Failures whose remedy has words of its own. */
const KNOWN = ['login-refused', 'tls-refused', 'sender-refused', 'timeout', 'no-connection']

/** The mail server: how it does, what it said last, and what to do about it. */
export async function MailHealthCard({ health, acts }: Props) {
  const t = await getTranslations('mail')
  const locale = await getLocale()
  const { configured, failing, lastSentAt } = health
  const state = !configured ? 'off' : failing ? 'failing' : lastSentAt ? 'ok' : 'unknown'
  const tone = { off: 'neutral', failing: 'red', ok: 'green', unknown: 'neutral' } as const
  return (
    <Card aria-labelledby="server">
      <CardHeader
        id="server"
        title={t('health.title')}
        aside={<Tag tone={tone[state]}>{t(`health.${state}`)}</Tag>}
      />
      <CardBody className="grid gap-4">
        {configured ? null : <Notice tone="info">{t('health.offText')}</Notice>}
        {failing ? (
          <Notice tone="refusal">
            <p>
              {t('health.failingText', {
                since: formatDateTime(failing.since, locale),
                problem: t(`problem.${failing.problem}`),
              })}
            </p>
            <p>{t(`health.what.${KNOWN.includes(failing.problem) ? failing.problem : 'other'}`)}</p>
            {failing.said ? (
              <p className="text-sm wrap-anywhere">{t('health.said', { said: failing.said })}</p>
            ) : null}
          </Notice>
        ) : null}
        {configured ? (
          <DescriptionList
            items={[
              { key: 'server', term: t('health.server'), detail: health.server },
              { key: 'from', term: t('health.from'), detail: health.from },
              {
                key: 'last',
                term: t('health.lastSent'),
                detail: lastSentAt ? formatDateTime(lastSentAt, locale) : t('health.never'),
              },
              { key: 'waiting', term: t('health.waiting'), detail: health.waiting },
              { key: 'dead', term: t('health.dead'), detail: health.dead },
            ]}
          />
        ) : null}
        {configured ? (
          <ButtonRow
            start={
              health.dead > 0 ? (
                <ActButton
                  label={t('health.resendAll')}
                  text={t('health.resendAllText')}
                  act={acts.resendDeadMails}
                  input={{}}
                />
              ) : undefined
            }
          >
            <StepForm
              steps={[
                { event: 'test', label: t('health.test'), fields: [], act: acts.sendTestMail, input: {} },
              ]}
              labels={{ choose: '', pending: t('health.testPending'), done: t('health.testDone') }}
            />
          </ButtonRow>
        ) : null}
      </CardBody>
    </Card>
  )
}
