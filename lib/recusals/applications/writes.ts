import type { PublicApplication } from '@/prisma/generated/client/client'
import type { Write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import { env } from '@/lib/platform/env'
import { keepCase } from '@/lib/platform/db'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { applicationStanding, mayApplication } from './policy'
import { checkFormToken } from './rules/form-token'
import type { Event, Status } from './workflow'

/** The secret behind form tokens and query codes; without one of its own the product does not take anything in. */
export function publicSecret(): string {
  const { NEXTAUTH_SECRET: secret } = env()
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set: public forms need it')
  return secret
}

/** The number of a form of ours that is open, at least `leastSeconds` old. Refusals: `automated`, `form-expired`. */
export function openedForm(token: string, now: Date, leastSeconds: number): Result<string> {
  const checked = checkFormToken(token, now, {
    secret: publicSecret(),
    leastSeconds,
    mostHours: env().PUBLIC_FORM_HOURS,
  })
  if (checked.ok) return ok(checked.nonce)
  return refuse('applications', checked.why === 'expired' ? 'form-expired' : 'automated')
}

/** Reads an application for a step and asks whether it is the actor's. Refusals: `not-found`, `changed-meanwhile`. */
export async function beginApplication(
  w: Write,
  actor: Actor,
  input: { id: string; version: number },
  event: Event,
): Promise<Result<PublicApplication & { to: Status }>> {
  const row = await w.tx.publicApplication.findUnique({ where: { id: input.id } })
  if (!row) return refuse('cases', 'not-found')
  if (row.version !== input.version) return refuse('applications', 'changed-meanwhile')
  const verdict = mayApplication(row.status as Status, event, applicationStanding(actor, row))
  if (!verdict.allowed) return refuse('cases', verdict.denial)
  return ok({ ...row, to: verdict.step.to })
}

type Change = Partial<
  Pick<
    PublicApplication,
    'answer' | 'answeredById' | 'answeredAt' | 'caseId' | 'desk' | 'organId' | 'organPath'
  >
>

/** Changes an application unless somebody else did meanwhile. */
export async function moveApplication(
  w: Write,
  row: PublicApplication,
  to: Status,
  change: Change,
): Promise<Result<undefined>> {
  await keepCase(w.tx, row.id)
  const changed = await w.tx.publicApplication.updateMany({
    where: { id: row.id, version: row.version, status: row.status },
    data: { ...change, status: to, version: row.version + 1, updatedAt: w.at },
  })
  if (changed.count !== 1) return refuse('applications', 'changed-meanwhile')
  w.touch('PublicApplication', { id: row.id })
  return ok(undefined)
}

/** An organ that may receive, with its desk: the named one, for a head the superior one; without a clerk the next above. */
export async function findReceiver(
  w: Write,
  organId: string,
  { aboutHead, anonymous }: { aboutHead: boolean; anonymous: boolean },
): Promise<Pick<PublicApplication, 'organId' | 'organPath' | 'desk'> | null> {
  const named = await w.tx.organ.findFirst({ where: { id: organId, active: true, isDivision: false } })
  if (!named) return null
  if (anonymous) return { organId: named.id, organPath: named.path, desk: 'DISCIPLINE' }
  for (let id = aboutHead ? named.parentId : named.id; id;) {
    const organ = await w.tx.organ.findUniqueOrThrow({ where: { id } })
    const clerks = await w.tx.roleAssignment.count({
      where: { organId: id, role: 'CLERK', endedAt: null, confirmedAt: { not: null } },
    })
    if (clerks > 0 && organ.active) return { organId: id, organPath: organ.path, desk: 'CLERK' }
    id = organ.parentId
  }
  return { organId: named.id, organPath: named.path, desk: 'DISCIPLINE' }
}

/** What happens when the time for an answer is over. A day that moved later gets a message of its own. */
export async function enqueueOverdue(w: Write, row: Pick<PublicApplication, 'id' | 'dueAt'>): Promise<void> {
  const dedupeKey = `application-overdue:${row.id}:${row.dueAt.toISOString()}`
  await w.enqueue('application-overdue', { id: row.id }, { dedupeKey, availableAt: row.dueAt })
}

/** Puts a notice on the desks that an application waits for. */
export async function tellDesk(
  w: Write,
  row: Pick<PublicApplication, 'id' | 'version' | 'number'>,
  kind: string,
): Promise<void> {
  await w.enqueue(
    'application-notice',
    { id: row.id, kind },
    { dedupeKey: `application:${row.id}:${kind}:${row.version}` },
  )
}
