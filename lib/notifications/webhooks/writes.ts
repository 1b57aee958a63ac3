import type { Notice, WebhookEndpoint } from '@/prisma/generated/client/client'
import type { Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { linkTo, noticeSentence } from '../mail/mail'
import { factsOf } from '../notifications'
import { endpointSecret } from './rules/signature'

type PlannedNotice = Pick<
  Notice,
  'id' | 'officialId' | 'kind' | 'params' | 'href' | 'dedupeKey' | 'createdAt'
>

/** Plans the messages of a notice to every endpoint that wants its group and whose organ is above its receiver. */
export async function planWebhooks(tx: Tx, notice: PlannedNotice, at: Date): Promise<void> {
  const { group, deskOnly = false } = factsOf(notice.kind)
  if (deskOnly) return
  const endpoints = await tx.webhookEndpoint.findMany({ where: { active: true, groups: { has: group } } })
  if (endpoints.length === 0) return
  const receiver = await tx.official.findUniqueOrThrow({
    where: { id: notice.officialId },
    select: { staffNo: true, organ: { select: { path: true } } },
  })
  const wanted = endpoints.filter((one) => receiver.organ.path.startsWith(one.organPath))
  await tx.webhookDelivery.createMany({
    data: wanted.map((endpoint) => ({
      id: uuidv7(at),
      endpointId: endpoint.id,
      noticeId: notice.id,
      kind: notice.kind,
      state: 'WAITING',
      dedupeKey: dedupeKeyOf(endpoint, notice),
      body: JSON.stringify(messageOf(notice, endpoint.withStaffNo ? receiver.staffNo : null)),
      dueAt: at,
      createdAt: at,
    })),
    skipDuplicates: true,
  })
}

/** Where nobody is named, the same step told to several people is one message. */
function dedupeKeyOf(endpoint: WebhookEndpoint, notice: PlannedNotice): string {
  const event = endpoint.withStaffNo
    ? notice.dedupeKey
    : notice.dedupeKey.replace(new RegExp(`:${notice.officialId}$`), '')
  return `${endpoint.id}:${event}`
}

/** What leaves the house: the kind of step, the number of the case, a link, and a staff number where that was chosen. */
function messageOf(notice: PlannedNotice, staffNo: string | null) {
  const { group, urgent = false } = factsOf(notice.kind)
  const number = String((notice.params as { number?: string }).number ?? '')
  return {
    type: `notice.${notice.kind}`,
    timestamp: notice.createdAt.toISOString(),
    data: {
      kind: notice.kind,
      group,
      urgent,
      caseNumber: number || null,
      text: {
        zh: noticeSentence(notice.kind, number, 'zh'),
        en: noticeSentence(notice.kind, number, 'en'),
      },
      url: linkTo(notice.href),
      ...(staffNo ? { staffNo } : {}),
    },
  }
}

/** The secrets that sign now: the newest, and the one before while receivers change over. */
export function secretsOf(
  endpoint: Pick<WebhookEndpoint, 'id' | 'generation' | 'previousUntil'>,
  now: Date,
): string[] {
  const key = env().NEXTAUTH_SECRET
  const secrets = [endpointSecret(key, endpoint.id, endpoint.generation)]
  if (endpoint.previousUntil && endpoint.previousUntil > now && endpoint.generation > 1)
    secrets.push(endpointSecret(key, endpoint.id, endpoint.generation - 1))
  return secrets
}
