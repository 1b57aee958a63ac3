import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import type { Service } from '@/lib/identity/tokens/types'
import type { Outcome } from '@/lib/organs/feeding/types'
import type { Clock } from '@/lib/platform/clock'
import type { CivilDate } from '@/lib/platform/dates'
import { asActor, type Tx } from '@/lib/platform/db'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { planEnterprise } from '../enterprises/writes'
import { isNote, type EnterpriseCells } from '../types'
import { lockImports, type Plan } from '../writes'
import type { enterpriseFeedSchema } from './schema'

interface Feed {
  service: Service
  clock: Clock
  uscc: string
  input: z.output<typeof enterpriseFeedSchema>
}

/**
 * Creates or updates an enterprise by its credit code, by the same rules as a line of an imported register: a new name
 * makes the old one a former name, an enterprise known by name alone gets its code. Refusal: `name-ambiguous` when several
 * are known by that name.
 */
export async function upsertEnterprise({
  service,
  clock,
  uscc,
  input,
}: Feed): Promise<Result<{ outcome: Outcome }>> {
  const id = uuidv7(clock.now())
  const before = await asActor(service, clock.now(), (tx) => planOne(tx, uscc, input, id))
  if (!before.ok) return before
  if (outcomeOf(before.value) === 'unchanged') return ok({ outcome: 'unchanged' })
  return write<{ outcome: Outcome }>({ who: service, clock, command: 'enterprises.feed' }, async (w) => {
    await lockImports(w.tx)
    const now = await planOne(w.tx, uscc, input, id)
    if (!now.ok) return now
    await now.value.write(w)
    return ok({ outcome: outcomeOf(now.value) })
  })
}

async function planOne(tx: Tx, uscc: string, input: Feed['input'], id: string): Promise<Result<Plan>> {
  const values: EnterpriseCells = { ...input, uscc, registeredOn: input.registeredOn as CivilDate | null }
  const plan = await planEnterprise(tx, values, id)
  return plan.problems.some((one) => !isNote(one)) ? refuse('enterprises', 'name-ambiguous') : ok(plan)
}

function outcomeOf({ created, updated }: Plan): Outcome {
  if (created > 0) return 'created'
  return updated > 0 ? 'updated' : 'unchanged'
}
