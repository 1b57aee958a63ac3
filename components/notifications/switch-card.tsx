import { getLocale, getTranslations } from 'next-intl/server'
import { ActButton, type AccountAct } from '@/components/organs/act-button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import type { EndpointView } from '@/lib/notifications/webhooks/types'
import { formatDateTime } from '@/lib/platform/format'

interface Props {
  endpoint: EndpointView
  mayChange: boolean
  acts: { switchOn: AccountAct; switchOff: AccountAct; sendTest: AccountAct }
}

/** Whether an endpoint is sent to, how it does, and the buttons that change it. */
export async function SwitchCard({ endpoint, mayChange, acts }: Props) {
  const t = await getTranslations('webhooks')
  const locale = await getLocale()
  const { id, state, switchedOffAt, failingSince, lastSuccessAt } = endpoint
  const input = { id }
  return (
    <Card aria-labelledby="switch">
      <CardHeader id="switch" title={t('switch.title')} />
      <CardBody className="grid gap-4">
        {state === 'switchedOff' && switchedOffAt ? (
          <Notice tone="refusal" title={t('switch.autoOff', { at: formatDateTime(switchedOffAt, locale) })}>
            {t('switch.autoOffText')}
          </Notice>
        ) : null}
        <DescriptionList
          items={[
            { key: 'state', term: t('column.state'), detail: t(`state.${state}`) },
            {
              key: 'last',
              term: t('column.last'),
              detail: (
                <>
                  {lastSuccessAt ? formatDateTime(lastSuccessAt, locale) : t('never')}
                  {failingSince ? (
                    <span className="block text-sm text-red">
                      {t('failingSince', { at: formatDateTime(failingSince, locale) })}
                    </span>
                  ) : null}
                </>
              ),
            },
            {
              key: 'queue',
              term: t('column.queue'),
              detail: t('queue', { waiting: endpoint.waiting, dead: endpoint.dead }),
            },
          ]}
        />
        {mayChange ? (
          <div className="flex flex-wrap gap-3">
            {state === 'on' ? (
              <>
                <ActButton
                  label={t('switch.test')}
                  text={t('switch.testText')}
                  act={acts.sendTest}
                  input={input}
                />
                <ActButton
                  danger
                  label={t('switch.off')}
                  text={t('switch.offText')}
                  act={acts.switchOff}
                  input={input}
                />
              </>
            ) : state === 'noSecret' ? null : (
              <ActButton label={t('switch.on')} text={t('switch.onText')} act={acts.switchOn} input={input} />
            )}
          </div>
        ) : null}
      </CardBody>
    </Card>
  )
}
