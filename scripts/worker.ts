// The worker: fires timers, delivers the outbox, beats its heart. Several at once share the work.
import { setMaxListeners } from 'node:events'
import { hostname } from 'node:os'
import { archiveReport, endDealing, lapseReport } from '@/lib/advance-reports/deciding/commands'
import { requestKeyRounds } from '@/lib/audit/subscribers'
import { escalate, remind } from '@/lib/cases/commands'
import { recountingHandler } from '@/lib/cases/subscribers'
import { documentHandlers } from '@/lib/documents/subscribers'
import { approvalHandlers } from '@/lib/exports/approvals/subscribers'
import { recountSchedules, requestDueExports } from '@/lib/exports/schedules/subscribers'
import { handlers as exportHandlers } from '@/lib/exports/subscribers'
import { importHandlers } from '@/lib/imports/subscribers'
import { forwardNotices } from '@/lib/notifications/forwarding/subscribers'
import { sendMails } from '@/lib/notifications/mail/subscribers'
import { notice } from '@/lib/notifications/subscribers'
import { webhookRounds } from '@/lib/notifications/webhooks/subscribers'
import { WORKER_SILENCE_MS } from '@/lib/platform/health'
import { systemClock, toDate } from '@/lib/platform/clock'
import { asSystem, closeDb } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { logger, takeConsole } from '@/lib/platform/log'
import { deliver, fire, type Handler, type TimerHandler } from '@/lib/platform/outbox'
import { recountApplications } from '@/lib/recusals/applications/recounting/commands'
import { applicationHandlers } from '@/lib/recusals/applications/subscribers'
import { decisionHandlers, decisionRecounts, decisionTimers } from '@/lib/recusals/decisions/subscribers'
import { objectionTimers } from '@/lib/recusals/objections/subscribers'
import { refusalTimers } from '@/lib/recusals/refusals/subscribers'
import { requestTimers } from '@/lib/recusals/requests/subscribers'
import { serveMetrics } from './worker-metrics'

const common: Record<string, TimerHandler> = { amber: remind, limit: escalate }

const TIMERS: Record<string, Record<string, TimerHandler>> = {
  ADVANCE_REPORT: { ...common, lapse: lapseReport, end: endDealing, archive: archiveReport },
  RECUSAL_REQUEST: { ...common, ...requestTimers },
  RECUSAL_DECISION: { ...common, ...decisionTimers },
  REFUSAL: { ...common, ...refusalTimers },
  OBJECTION: { ...common, ...objectionTimers },
}

const TOPICS: Record<string, Handler> = {
  ...decisionHandlers,
  ...documentHandlers,
  ...applicationHandlers,
  ...approvalHandlers,
}

/** What a city has many of at once, each in a lane of its own: nobody's document waits behind a thousand notices. */
const NOTICES: Record<string, Handler> = { notice }
const CALENDAR: Record<string, Handler> = {
  'calendar-changed': async (payload, context) => {
    await recountingHandler({ RECUSAL_DECISION: decisionRecounts }, recountApplications)(payload, context)
    await recountSchedules(payload, context)
  },
}

const stop = new AbortController()
// Each loop below listens to it while it waits.
setMaxListeners(0, stop.signal)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
// The parent is gone: so is the database it kept.
process.on('disconnect', () => stop.abort())

/** This worker among several; the process id of a container is always the same, its host name is not. */
const NAME = `worker:${hostname()}:${process.pid}`
/** Workers that were not heard for so long are gone for good. */
const FORGET_MS = 24 * 3_600_000
let lastBeat = 0

/** Two rows: this worker's own, and the one that says that some worker is there. */
async function beat(): Promise<void> {
  const at = systemClock.now()
  const details = { pid: process.pid }
  await asSystem(at, async (tx) => {
    for (const name of ['worker', NAME])
      await tx.heartbeat.upsert({ where: { name }, create: { name, at, details }, update: { at, details } })
    await tx.heartbeat.deleteMany({
      where: { name: { startsWith: 'worker:' }, at: { lt: toDate(at.getTime() - FORGET_MS) } },
    })
  })
  lastBeat = at.getTime()
}

/** Waits, or wakes at once when told to stop. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      stop.signal.removeEventListener('abort', done)
      resolve()
    }
    stop.signal.addEventListener('abort', done)
  })
}

/** Works until told to stop; waits when there was nothing, longer and longer while rounds fail. */
async function keepDoing(round: () => Promise<number>): Promise<void> {
  let failures = 0
  while (!stop.signal.aborted) {
    try {
      const worked = await round()
      failures = 0
      if (worked === 0) await pause(env().WORKER_POLL_MS)
    } catch (error) {
      failures += 1
      logger.error({ err: error, failures }, 'worker round failed')
      await pause(Math.min(30_000, 500 * 2 ** failures))
    }
  }
}

const webhooks = webhookRounds(systemClock, stop.signal)

takeConsole()
const metricsServer = await serveMetrics(() => systemClock.now().getTime() - lastBeat < WORKER_SILENCE_MS)
// Exports, imports, a new calendar, mail servers and other people's machines take long: beside them the timers fire on time
// and the heart beats.
await Promise.all([
  keepDoing(async () => {
    await beat()
    const fired = await fire(systemClock, TIMERS, stop.signal)
    return fired + (await requestDueExports(systemClock, stop.signal))
  }),
  keepDoing(() => deliver(systemClock, TOPICS, stop.signal)),
  keepDoing(() => deliver(systemClock, NOTICES, stop.signal)),
  keepDoing(() => deliver(systemClock, CALENDAR, stop.signal, 1)),
  ...Array.from({ length: env().EXPORTS_AT_ONCE }, () =>
    keepDoing(() => deliver(systemClock, exportHandlers, stop.signal, 1)),
  ),
  keepDoing(() => deliver(systemClock, importHandlers, stop.signal, 1)),
  keepDoing(() => forwardNotices(systemClock)),
  keepDoing(() => sendMails(systemClock)),
  keepDoing(() => webhooks.round()),
  keepDoing(requestKeyRounds(systemClock)),
])
await webhooks.drain()
metricsServer?.close()
// A worker that was told to stop is not missing.
await asSystem(systemClock.now(), (tx) => tx.heartbeat.deleteMany({ where: { name: NAME } })).catch(
  () => undefined,
)
await closeDb()
process.exit(0)
