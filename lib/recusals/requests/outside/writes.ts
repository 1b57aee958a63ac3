import type { Write } from '@/lib/audit/writes'
import { indexCase, setParties } from '@/lib/cases/finding/writes'
import { moveCase, openCase, type CaseRow } from '@/lib/cases/writes'
import { storeVersion } from '@/lib/filing/writes'
import type { Actor } from '@/lib/identity/types'
import { insertRows } from '@/lib/platform/insert'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { getRulebookAt } from '@/lib/rulebook/queries'
import { groundOf, type GroundCode } from '@/lib/rulebook/rules/recusal-grounds'
import { acceptTaken, judgeRequest, matterTitle, requestNumber, takeRequest, tellClerks } from '../writes'

interface FromOutside {
  initiator: 'INTERESTED_PARTY' | 'THIRD_PARTY_INFO'
  subjectId: string
  matterId: string
  groundCode: GroundCode
  kinship?: string | null
  personConcerned: string
  facts: string
  evidence: string
  applicant: string
  /** Number of the application it comes from. */
  from: string
}

/**
 * The request that an application from outside becomes (公务员法 77): submitted, and accepted at once when whoever
 * registers it is the clerk who handles it. Refusal: `not-their-matter`.
 */
export async function openOutsideRequest(
  w: Write,
  actor: Actor,
  outside: FromOutside,
): Promise<Result<{ caseId: string }>> {
  const { subjectId, matterId } = outside
  const handled = await w.tx.matterHandler.count({
    where: { matterId, officialId: subjectId, endedAt: null },
  })
  if (handled === 0)
    return refuse('recusalRequests', 'not-their-matter', {
      fields: { matterId: 'recusalRequests.refusal.not-their-matter' },
    })
  const subject = await w.tx.official.findUniqueOrThrow({
    where: { id: subjectId },
    select: { personnelCategory: true },
  })
  const ground = groundOf(subject.personnelCategory, outside.groundCode)
  const { version } = await getRulebookAt(w.tx, w.at)
  const row = await openCase(w, {
    kind: 'RECUSAL_REQUEST',
    status: 'SUBMITTED',
    event: 'start',
    subjectId,
    filedById: actor.officialId,
    title: await matterTitle(w, matterId),
    matterId,
    policyVersion: version,
    groundCode: ground.code,
    groundArticle: ground.article,
    data: { from: outside.from, initiator: outside.initiator },
    set: { submittedAt: w.at, number: await requestNumber(w) },
  })
  await insertRows(w.tx, 'RecusalRequest', [
    {
      caseId: row.id,
      initiator: outside.initiator,
      kinship: outside.kinship ?? null,
      statutoryGround: ground.statutory,
      currentVersion: 1,
    },
  ])
  w.touch('RecusalRequest', { caseId: row.id })
  const enterprises = await w.tx.matterEnterprise.findMany({
    where: { matterId },
    select: { enterpriseId: true },
  })
  const enterpriseIds = enterprises.map((one) => one.enterpriseId)
  const { applicant, personConcerned, facts, evidence, kinship = null } = outside
  const content = {
    ...(applicant ? { applicant } : {}),
    matterId,
    groundCode: ground.code,
    kinship,
    personConcerned,
    enterpriseIds,
    facts,
    evidence,
    handover: '',
    pledge: true,
  }
  await storeVersion(w, actor, row.id, 1, content)
  await setParties(w, row.id, enterprises)
  const moved = await moveCase(w, row, { event: 'submit', to: 'SUBMITTED', limit: 'requestAccept' })
  if (!moved.ok) return moved
  await indexCase(w, row.id, [facts, personConcerned])
  return acceptOrTell(w, actor, moved.value)
}

async function acceptOrTell(w: Write, actor: Actor, row: CaseRow): Promise<Result<{ caseId: string }>> {
  const taken = await takeRequest(w, row.id, null)
  if (!taken.ok) return taken
  const allowed = await judgeRequest(w, actor, taken.value, 'accept')
  if (!allowed.ok) {
    await tellClerks(w, row, 'request-submitted')
    return ok({ caseId: row.id })
  }
  const accepted = await acceptTaken(w, taken.value, allowed.value)
  return accepted.ok ? ok({ caseId: row.id }) : accepted
}
