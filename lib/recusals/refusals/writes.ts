import type { RefusalCause } from '@/prisma/generated/client/enums'
import type { Write } from '@/lib/audit/writes'
import { SYSTEM_STANDING } from '@/lib/cases/cases'
import { indexCase, nextNumber, openCase, setParties, tell, type CaseRow } from '@/lib/cases/writes'
import { civilDateOf } from '@/lib/platform/dates'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { mayRefusal } from './policy'

/**
 * Opens a refusal case SUSPECTED (公务员回避规定 17) with its cause; the same cause of the same decision is one case.
 * Refusal: `decision-not-in-force`.
 */
export async function openRefusal(
  w: Write,
  decision: CaseRow,
  cause: RefusalCause,
): Promise<Result<{ caseId: string }>> {
  const verdict = mayRefusal(null, 'suspect', SYSTEM_STANDING, { decisionStatus: decision.status })
  if (!verdict.allowed) return refuse('refusals', verdict.denial)
  const there = await w.tx.refusal.findUnique({
    where: { decisionCaseId_cause: { decisionCaseId: decision.id, cause } },
  })
  if (there) return ok({ caseId: there.caseId })
  const year = civilDateOf(w.at).slice(0, 4)
  const row = await openCase(w, {
    kind: 'REFUSAL',
    status: 'SUSPECTED',
    event: 'suspect',
    subjectId: decision.subjectId,
    filedById: decision.decidedById ?? decision.filedById,
    title: decision.title,
    matterId: decision.matterId,
    parentId: decision.id,
    policyVersion: decision.policyVersion,
    groundCode: decision.groundCode,
    groundArticle: decision.groundArticle,
    data: { cause },
    set: {
      number: `${year}-F${String(await nextNumber(w, `RF:${year}`)).padStart(5, '0')}`,
      submittedAt: w.at,
      deciderId: decision.deciderId,
      deciderWhy: decision.deciderWhy,
      level: decision.level,
    },
  })
  await w.tx.refusal.createMany({ data: [{ caseId: row.id, decisionCaseId: decision.id, cause }] })
  w.touch('Refusal', { caseId: row.id })
  const parties = await w.tx.caseParty.findMany({
    where: { caseId: decision.id },
    orderBy: { ordinal: 'asc' },
  })
  await setParties(
    w,
    row.id,
    parties.map(({ enterpriseId }) => ({ enterpriseId })),
  )
  await indexCase(w, row.id, [decision.documentNumber ?? ''])
  await tell(w, [decision.deciderId, decision.decidedById], 'refusal-suspected', row, 'review')
  return ok({ caseId: row.id })
}
