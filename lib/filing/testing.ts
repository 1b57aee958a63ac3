// What the database tests of filings share: a seeded database, filings that are complete, and what was written.
import { Client } from 'pg'
import { archiveReport, endDealing, lapseReport } from '@/lib/advance-reports/deciding/commands'
import * as reports from '@/lib/advance-reports/commands'
import type { ReportDraft } from '@/lib/advance-reports/schema'
import { escalate, remind } from '@/lib/cases/commands'
import type { Actor } from '@/lib/identity/types'
import { fixedClock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { instantOf, type CivilDate } from '@/lib/platform/dates'
import { fire, type TimerHandler } from '@/lib/platform/outbox'
import type { Result } from '@/lib/platform/result'
import { freshDatabase, type TestDatabase } from '@/lib/platform/testing'
import { decisionTimers } from '@/lib/recusals/decisions/subscribers'
import { objectionTimers } from '@/lib/recusals/objections/subscribers'
import { refusalTimers } from '@/lib/recusals/refusals/subscribers'
import { requestTimers } from '@/lib/recusals/requests/subscribers'
import { actorOf } from '@/prisma/seed/actors'
import { need, seedDirectory, seedRules, type Seeded } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'

const common: Record<string, TimerHandler> = { amber: remind, limit: escalate }
const TIMERS: Record<string, Record<string, TimerHandler>> = {
  ADVANCE_REPORT: { ...common, lapse: lapseReport, end: endDealing, archive: archiveReport },
  RECUSAL_REQUEST: { ...common, ...requestTimers },
  RECUSAL_DECISION: { ...common, ...decisionTimers },
  REFUSAL: { ...common, ...refusalTimers },
  OBJECTION: { ...common, ...objectionTimers },
}

export type TestClock = ReturnType<typeof fixedClock>

export interface World {
  database: TestDatabase
  seeded: Seeded
  clock: TestClock
  owner: Client
  /** An official by staff number. */
  actor(staffNo: string): Promise<Actor>
  /** Sets the clock to a local time, `2026-11-23 10:00`. */
  at(local: string): TestClock
  close(): Promise<void>
}

/** The demo's people and things in an empty database of its own, on Monday 23 November 2026 at ten. */
export async function openWorld(): Promise<World> {
  const database = await freshDatabase()
  const clock = fixedClock(instantOf('2026-11-23' as CivilDate, '10:00'))
  await asSystem(clock.now(), seedRules)
  const seeded = await asSystem(clock.now(), (tx) => seedDirectory(tx, clock.now()))
  const owner = new Client(database.ownerUrl)
  await owner.connect()
  // The owner, too, reads cases only as somebody.
  await owner.query(`SELECT set_config('app.actor', 'system', false)`)
  return {
    database,
    seeded,
    clock,
    owner,
    actor: actorOf,
    at(local) {
      clock.set(instantOf(local.slice(0, 10) as CivilDate, local.slice(11)))
      return clock
    },
    async close() {
      await owner.end()
      await database.close()
    },
  }
}

/** A report that may be submitted: a meeting on Friday 27 November, 9:30 to 11:00. */
export function reportContent({ seeded }: World, more: Partial<ReportDraft> = {}): ReportDraft {
  return {
    situation: '企业当面说明整改情况。',
    duty: '本人经办该事项。',
    enterpriseIds: [need(seeded.enterprises, 'lanyue')],
    relation: 'NONE',
    handling: 'ATTEND_WITH_SAFEGUARDS',
    scenario: 'MEALS',
    mode: 'MEETING',
    title: '验收整改协调会',
    startsAt: '2026-11-27T09:30',
    endsAt: '2026-11-27T11:00',
    place: '区住建局 301 会议室',
    ourParticipants: '本人、同事一名',
    theirParticipants: '项目负责人',
    payer: 'OWN_UNIT',
    selfCheck: Object.fromEntries(['N1', 'N4', 'N9'].map((item) => [item, { involved: false, note: '' }])),
    pledge: true,
    ...more,
  }
}

/** Files a report and returns its id. */
export async function fileReport(
  world: World,
  more: Partial<ReportDraft> = {},
  who = 'ZJ0102',
): Promise<string> {
  const actor = await world.actor(who)
  const { caseId } = done(await reports.startReport({ actor, clock: world.clock, input: {} }))
  const input = { caseId, version: 1, content: reportContent(world, more) }
  done(await reports.submitReport({ actor, clock: world.clock, input }))
  return caseId
}

/** The case as it is stored. */
export function caseOf({ clock }: World, id: string) {
  return asSystem(clock.now(), (tx) => tx.case.findUniqueOrThrow({ where: { id } }))
}

/** The steps of a case so far. */
export async function stepsOf({ clock }: World, caseId: string): Promise<string[]> {
  const events = await asSystem(clock.now(), (tx) =>
    tx.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' }, select: { event: true } }),
  )
  return events.map(({ event }) => event)
}

/** The commands that the log names for a case, oldest first. */
export async function loggedCommands({ owner }: World, caseId: string): Promise<string[]> {
  const { rows } = await owner.query<{ command: string }>(
    `SELECT convert_from(canonical, 'UTF8')::jsonb ->> 'command' AS command
     FROM "LogEntry" WHERE "caseId" = $1 ORDER BY "index"`,
    [caseId],
  )
  return rows.map(({ command }) => command)
}

/** A digest of every row of every table: equal before and after means that nothing was written. */
export async function everyRow({ owner }: World): Promise<Record<string, string>> {
  const tables = await owner.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables.rows) {
    const { rows } = await owner.query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS digest
       FROM "${name}" t`,
    )
    digests[name] = rows[0]?.digest ?? ''
  }
  return digests
}

/** Lets the timers that are due fire, as the worker does. */
export async function fireTimers({ clock }: World): Promise<void> {
  while ((await fire(clock, TIMERS, new AbortController().signal)) > 0);
}

/** Module and code of a refusal; null when it was allowed. */
export function denialOf(result: Result<unknown>): string | null {
  return result.ok ? null : `${result.refusal.module}.${result.refusal.code}`
}
