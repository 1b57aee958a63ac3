import { getTranslations } from 'next-intl/server'
import { Tag, type Tone } from '@/components/ui/tag'
import type { MailRow } from '@/lib/notifications/mail/types'
import type { DeliveryState, EndpointState } from '@/lib/notifications/webhooks/types'

const MAIL: Record<MailRow['state'], Tone> = {
  COLLECTING: 'neutral',
  WAITING: 'accent',
  SENT: 'green',
  SKIPPED: 'neutral',
  REFUSED: 'red',
  DEAD: 'red',
}

/** What became of a mail. */
export async function MailStateTag({ state }: { state: MailRow['state'] }) {
  const t = await getTranslations('mail.state')
  return <Tag tone={MAIL[state]}>{t(state)}</Tag>
}

const DELIVERY: Record<DeliveryState, Tone> = { WAITING: 'accent', DELIVERED: 'green', DEAD: 'red' }

/** What became of a message. */
export async function DeliveryStateTag({ state }: { state: DeliveryState }) {
  const t = await getTranslations('webhooks.deliveryState')
  return <Tag tone={DELIVERY[state]}>{t(state)}</Tag>
}

const ENDPOINT: Record<EndpointState, Tone> = {
  on: 'green',
  off: 'neutral',
  switchedOff: 'red',
  noSecret: 'amber',
}

/** Whether an endpoint is sent to. */
export async function EndpointStateTag({ state }: { state: EndpointState }) {
  const t = await getTranslations('webhooks.state')
  return <Tag tone={ENDPOINT[state]}>{t(state)}</Tag>
}
