import type { Refusal } from '@/prisma/generated/client/client'
import type { Write } from '@/lib/audit/writes'
import { canonicalise, type JsonValue } from '@/lib/platform/json'

/** Names the layout of a packet; a later layout gets another number. */
const FORMAT = 'qinqing-referral-packet/1'

const WHOLE = {
  events: { orderBy: { seq: 'asc' } },
  versions: { orderBy: { number: 'asc' } },
  parties: { orderBy: { ordinal: 'asc' }, include: { enterprise: true } },
  subject: {
    select: { staffNo: true, name: true, post: true, rank: true, organ: { select: { name: true } } },
  },
  matter: { select: { number: true, title: true } },
  request: true,
  decision: true,
  refusal: true,
  objection: true,
  affected: true,
  services: { orderBy: { recordedAt: 'asc' } },
  attachments: {
    where: { removedAt: null },
    select: { id: true, fileName: true, size: true, sha256: true },
  },
} as const

/**
 * Freezes a refusal, the decision that it is about, the request before that and all other cases under the decision, with
 * every log entry of each, as canonical JSON (RFC 8785). What is sealed stays when the cases go on.
 */
export async function sealPacket(w: Write, refusal: Refusal): Promise<Buffer> {
  const decision = await w.tx.case.findUniqueOrThrow({
    where: { id: refusal.decisionCaseId },
    select: { id: true, parentId: true, matterId: true, subjectId: true },
  })
  const cases = await w.tx.case.findMany({
    where: {
      OR: [
        { id: { in: [decision.id, refusal.caseId, ...(decision.parentId ? [decision.parentId] : [])] } },
        { parentId: decision.id },
      ],
    },
    orderBy: { id: 'asc' },
    include: WHOLE,
  })
  const acts = decision.matterId
    ? await w.tx.matterAct.findMany({
        where: { matterId: decision.matterId, officialId: decision.subjectId },
        orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }],
      })
    : []
  const log = await w.tx.logEntry.findMany({
    where: { caseId: { in: cases.map(({ id }) => id) } },
    orderBy: { index: 'asc' },
    select: { index: true, caseId: true, at: true, hash: true, leafHash: true, canonical: true },
  })
  const packet = {
    format: FORMAT,
    sealedAt: w.at,
    sealedBy: w.who?.name ?? null,
    cases,
    acts,
    log: log.map(({ index, hash, leafHash, canonical, ...entry }) => ({
      ...entry,
      index: String(index),
      hash: Buffer.from(hash).toString('hex'),
      leafHash: Buffer.from(leafHash).toString('hex'),
      entry: Buffer.from(canonical).toString('utf8'),
    })),
  }
  // Dates become texts on the way.
  const plain = JSON.parse(JSON.stringify(packet)) as JsonValue
  const bytes = Buffer.from(canonicalise(plain), 'utf8')
  await w.tx.referralPacket.createMany({
    data: [{ caseId: refusal.caseId, content: bytes, sealedAt: w.at }],
  })
  return bytes
}
