import { mayReport } from '@/lib/advance-reports/policy'
import { factsOf as reportFacts } from '@/lib/advance-reports/writes'
import { getStanding } from '@/lib/cases/queries'
import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import { mayRequest } from '@/lib/recusals/requests/policy'
import { factsOf as requestFacts } from '@/lib/recusals/requests/writes'
import { inBulk } from './rules/in-bulk'
import type { BulkSteps } from './types'

/** Of the cases of a page those that the actor may take together, by the tables that would refuse the step. */
export function findBulkSteps(actor: Actor, ids: readonly string[], now: Date): Promise<BulkSteps> {
  return asActor(actor, now, async (tx) => {
    const rows = await tx.case.findMany({
      where: { id: { in: [...ids] }, status: 'SUBMITTED', closedAt: null },
      include: { conflicts: true, report: true, request: true },
    })
    const steps = new Map<string, { event: 'accept' | 'note'; version: number }>()
    for (const { report, request, ...row } of rows) {
      const event = inBulk({ ...row, report, request })
      if (!event) continue
      const standing = await getStanding(tx, actor, row, now)
      const verdict =
        event === 'note' && report
          ? mayReport('SUBMITTED', event, standing, reportFacts({ row, report }, now))
          : event === 'accept' && request
            ? mayRequest('SUBMITTED', event, standing, requestFacts(request))
            : null
      if (verdict?.allowed) steps.set(row.id, { event, version: row.version })
    }
    return steps
  })
}
