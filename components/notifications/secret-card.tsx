import { getLocale, getTranslations } from 'next-intl/server'
import { ActButton, type AccountAct } from '@/components/organs/act-button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import type { EndpointView } from '@/lib/notifications/webhooks/types'
import { formatDateTime } from '@/lib/platform/format'
import type { ActionResult } from '@/lib/platform/result'
import { SecretButton } from './secret-button'

interface Props {
  endpoint: EndpointView
  mayChange: boolean
  acts: {
    issueSecret: (raw: unknown) => Promise<ActionResult<{ secret: string }>>
    dropPreviousSecret: AccountAct
  }
  overlapHours: number
}

/** The secret of an endpoint: its number and fingerprint, a new one, and the time of the one before. */
export async function SecretCard({ endpoint, mayChange, acts, overlapHours }: Props) {
  const t = await getTranslations('webhooks.secret')
  const locale = await getLocale()
  const { id, generation, fingerprint, previousUntil } = endpoint
  const first = generation === 0
  return (
    <Card aria-labelledby="secret">
      <CardHeader id="secret" title={t('title')} description={t('text')} />
      <CardBody className="grid gap-4">
        <DescriptionList
          items={[
            {
              key: 'secret',
              term: t('title'),
              detail: first ? t('none') : t('number', { number: generation }),
            },
            ...(first
              ? []
              : [
                  {
                    key: 'fingerprint',
                    term: t('fingerprint'),
                    detail: <span className="font-mono">{fingerprint}</span>,
                  },
                ]),
          ]}
        />
        {previousUntil ? (
          <Notice tone="info">{t('previous', { at: formatDateTime(previousUntil, locale) })}</Notice>
        ) : null}
        {mayChange ? (
          <div className="flex flex-wrap gap-3">
            <SecretButton
              endpointId={id}
              label={t(first ? 'issue' : 'rotate')}
              text={first ? t('issueText') : t('rotateText', { hours: overlapHours })}
              issue={acts.issueSecret}
            />
            {previousUntil ? (
              <ActButton
                danger
                label={t('drop')}
                text={t('dropText')}
                act={acts.dropPreviousSecret}
                input={{ id }}
              />
            ) : null}
          </div>
        ) : null}
      </CardBody>
    </Card>
  )
}
