// What the worker's parts of an import have in common: they are carried on, ended and counted the same way.
import { write, type Write } from '@/lib/audit/writes'
import type { Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { keepClaim } from '@/lib/platform/outbox'
import { ok, refuse, type Refusal } from '@/lib/platform/result'
import type { Prisma } from '@/prisma/generated/client/client'
import type { ImportStatus } from '../types'

/** Who carries an import on: a worker with the message it claimed, or the command line as if it were one. */
export interface Work {
  clock: Clock
  signal: AbortSignal
  claim: string
}

/** Somebody stopped it: what is under way is dropped and nothing is wrong. */
export class Stopped extends Error {}
/** The worker stops, or another one has it: the message stays and comes again. */
export class Interrupted extends Error {}

const CLAIM_EVERY_MS = 20_000

/** Runs long work while saying that somebody is at it. */
export async function claiming<T>({ clock, claim }: Work, work: () => Promise<T>): Promise<T> {
  const keep = () =>
    asSystem(clock.now(), (tx) => keepClaim(tx, claim, clock.now())).catch(() => {
      // Without a database the work itself fails, and says so.
    })
  await keep()
  const timer = setInterval(() => void keep(), CLAIM_EVERY_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** Says how far it is, outside the log, and asks whether to go on. */
export async function report(
  { clock, signal }: Work,
  id: string,
  status: ImportStatus,
  data: { rowsDone: number; rowsTotal?: number },
): Promise<void> {
  if (signal.aborted) throw new Interrupted('the worker stops')
  const kept = await asSystem(clock.now(), (tx) => tx.importBatch.updateMany({ where: { id, status }, data }))
  if (kept.count === 0) throw new Stopped('somebody stopped it')
}

/** A step of the worker that nobody decides: from one state to another, by the system. Refusal: `not-running`. */
export function endStep(
  clock: Clock,
  command: string,
  id: string,
  from: ImportStatus,
  data: (w: Write) => Prisma.ImportBatchUpdateManyMutationInput,
) {
  return write({ who: null, clock, command }, async (w) => {
    const ended = await w.tx.importBatch.updateMany({ where: { id, status: from }, data: data(w) })
    if (ended.count === 0) return refuse('imports', 'not-running')
    w.touch('ImportBatch', { id })
    return ok(undefined)
  })
}

/** A refusal as it is kept with a batch. */
export const errorOf = ({ code, params }: Refusal): string => JSON.stringify({ code, params: params ?? {} })
