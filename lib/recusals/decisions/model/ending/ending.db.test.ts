import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { denialOf, openWorld, type World } from '@/lib/filing/testing'
import type { Actor } from '@/lib/identity/types'
import { toDate } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { civilDateOf, type CivilDate } from '@/lib/platform/dates'
import type { Result } from '@/lib/platform/result'
import { settleAct } from '@/lib/recusals/acts/commands'
import { findOpenActs } from '@/lib/recusals/acts/queries'
import { drive, plainDue, type Machine } from '@/lib/recusals/model/testing'
import { issue, now, openDirect, serve, sign } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { hearSubject, recordOpinion } from '../../commands'
import * as complying from '../../complying/commands'
import { declareClear } from '../../handing/commands'
import { serveDecision } from '../../serving/commands'
import { varyDecision } from '../../varying/commands'

/** Who decides about the official, from the named leader up; the leader drafts and the head signs. */
const LADDER = ['ZJ0002', 'ZJ0001', 'YX0001', 'QL0001']
const [DRAFTER, SIGNATORY] = ['ZJ0002', 'ZJ0001']
const [SUBSTITUTE, CLERK] = ['ZJ0103', 'ZJ0003']
/** Working days of the first policy version; the period of an announcement is days of the calendar, shortened here. */
const DAYS = { serve: 7, confirm: 5, recheck: 5, announcement: 4 }
const DAY_MS = 86_400_000
/** Acts of the official on the matter since the ground arose. */
const ACTS = 2

interface Model {
  status: string
  level: number
  failed: boolean
  announcedUntil: Date | null
  clear: boolean
  acts: number
  /** The end of the last day of the term. */
  termEnd: Date | null
  recheckAt: Date | null
  recheckDue: boolean
  /** A decision that varies this one: drafted, or in force since. */
  variation: 'none' | 'drafted' | Date
  dueAt: Date | null
  climb: { at: Date; days: number } | null
}

const limit = (from: Date, days: number) => ({
  dueAt: plainDue(from, days),
  climb: { at: plainDue(from, days), days },
})
const none = { dueAt: null, climb: null, recheckDue: false }
const over = { ...none, recheckAt: null, termEnd: null, announcedUntil: null }

/** The rung at or above a level that is not the drafter's. */
function rung(level: number): number {
  const found = LADDER.findIndex((who, at) => at >= level && who !== DRAFTER)
  return found < 0 ? LADDER.length : found
}

/** The end of a day of the calendar, so many days after an instant, in Chinese time. */
function endOfDay(from: Date, days: number): Date {
  const local = Math.floor((from.getTime() + 8 * 3_600_000) / DAY_MS)
  return toDate((local + days + 1) * DAY_MS - 8 * 3_600_000 - 1)
}

/** The end of the same day of the next month; no month of the test is shorter than the day. */
function inAMonth(from: Date): Date {
  const local = toDate(from.getTime() + 8 * 3_600_000)
  const day = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate())
  return toDate(day + DAY_MS - 8 * 3_600_000 - 1)
}

function predict(model: Model, event: string, who: string, at: Date): Model | null {
  const above = LADDER[rung(model.level + 1)]
  const decider = who === LADDER[model.level]
  const ends = who === SIGNATORY || who === above
  const standing = model.status === 'IN_FORCE' || model.status === 'COMPLIED'
  if (event === 'settleAct') {
    const examined = standing || ['LIFTED', 'EXPIRED', 'SUPERSEDED'].includes(model.status)
    return examined && (decider || ends) && model.acts > 0 ? { ...model, acts: model.acts - 1 } : null
  }
  if (model.status === 'ISSUED') {
    if (who !== CLERK) return null
    if (event === 'attemptService') return { ...model, failed: true }
    if (event === 'announce')
      return model.failed && !model.announcedUntil
        ? { ...model, ...none, announcedUntil: endOfDay(at, DAYS.announcement) }
        : null
    return event === 'serve' ? effective(model, at) : null
  }
  // The variation is a case of its own: it goes on also when the old decision has ended meanwhile.
  if (event === 'enact')
    return who === CLERK && model.variation === 'drafted' ? { ...model, variation: at } : null
  if (!standing) return null
  switch (event) {
    case 'declareClear':
      return model.status === 'IN_FORCE' && who === SUBSTITUTE && !model.clear
        ? { ...model, clear: true }
        : null
    case 'confirmCompliance':
      return model.status === 'IN_FORCE' && decider && model.clear
        ? { ...model, ...none, status: 'COMPLIED', recheckAt: inAMonth(at) }
        : null
    case 'recheck':
      return model.recheckDue && decider ? { ...model, ...none, recheckAt: inAMonth(at) } : null
    case 'vary':
      return ends && model.variation === 'none' ? { ...model, variation: 'drafted' } : null
    case 'lift':
      return ends ? { ...model, ...over, status: 'LIFTED' } : null
    case 'revoke':
      return ends ? { ...model, ...over, status: 'REVOKED' } : null
    default:
      return null
  }
}

/** In force from the service: the leader of the person watches over it. */
const effective = (model: Model, servedAt: Date): Model => ({
  ...model,
  ...limit(servedAt, DAYS.confirm),
  status: 'IN_FORCE',
  level: 0,
  announcedUntil: null,
})

/** What fell due, the oldest first. */
function pass(model: Model, at: Date): Model {
  const due = (when: Date | null, next: (when: Date) => Model) =>
    when && when.getTime() <= at.getTime() ? [{ when, next: () => next(when) }] : []
  const standing = model.status === 'IN_FORCE' || model.status === 'COMPLIED'
  const first = [
    ...due(model.announcedUntil, (until) => effective(model, until)),
    ...(standing ? due(model.termEnd, () => ({ ...model, ...over, status: 'EXPIRED' })) : []),
    ...due(model.recheckAt, () => ({
      ...model,
      ...limit(at, DAYS.recheck),
      recheckAt: null,
      recheckDue: true,
    })),
    ...(standing && model.variation instanceof Date
      ? due(model.variation, () => ({ ...model, ...over, status: 'SUPERSEDED', variation: 'none' as const }))
      : []),
    ...due(model.climb?.at ?? null, () => climbed(model, at)),
  ].sort((a, b) => a.when.getTime() - b.when.getTime())[0]
  return first ? pass(first.next(), at) : model
}

/** Nobody's silence decides: what a leader leaves undone climbs; the clerk's own limit does not. */
function climbed(model: Model, at: Date): Model {
  const days = model.climb?.days ?? 0
  const next = rung(model.level + 1)
  if (model.status === 'ISSUED' || next >= LADDER.length) return { ...model, climb: null }
  return { ...model, level: next, climb: { at: plainDue(at, days), days } }
}

let world: World

beforeAll(async () => {
  world = await openWorld()
  // From the Monday after the October holiday to the end of the year the working days follow the plain week.
  world.at('2026-10-12 10:00')
  await world.owner.query(`UPDATE "PolicyVersion" SET limits = limits::jsonb || $1::jsonb`, [
    JSON.stringify({ announcementDays: DAYS.announcement, decisionRecheckMonths: 1 }),
  ])
  for (let n = 0; n < ACTS; n += 1)
    await world.owner.query(
      `INSERT INTO "MatterAct" (id, "matterId", "officialId", kind, description, "occurredAt", "recordedAt")
       VALUES (gen_random_uuid(), $1, $2, 'REVIEW', '验收', '2026-10-09T02:00:00Z', '2026-10-09T02:00:00Z')`,
      [need(world.seeded.matters, 'yunxiu-road'), need(world.seeded.people, 'ZJ0104')],
    )
})
afterAll(() => world.close())

type Call = (given: { actor: Actor; clock: World['clock']; input: never }) => Promise<Result<unknown>>

/** Local minute, as the clerk types it. */
const typed = () =>
  toDate(world.clock.now().getTime() + 8 * 3_600_000)
    .toISOString()
    .slice(0, 16)
const staffNoOf = (id: string | null) =>
  [...world.seeded.people].find(([, officialId]) => officialId === id)?.[0] ?? ''

/** Hears, signs, issues and serves the decision that varies another, each by whom it falls to. */
async function enactVariation(of: string): Promise<string | null> {
  const child = await asSystem(world.clock.now(), (tx) =>
    tx.case.findFirst({
      where: { parentId: of, kind: 'RECUSAL_DECISION', status: 'DRAFT' },
      orderBy: { createdAt: 'desc' },
    }),
  )
  if (!child) return 'no-variation'
  const clock = world.clock
  const drafter = await world.actor(staffNoOf(child.filedById))
  done(await hearSubject({ actor: drafter, clock, input: await now(world, child.id) }))
  const opinion = { ...(await now(world, child.id)), opinion: '没有意见' }
  done(await recordOpinion({ actor: drafter, clock, input: opinion }))
  const signs = await asSystem(clock.now(), (tx) => tx.case.findUniqueOrThrow({ where: { id: child.id } }))
  done(await sign(world, child.id, staffNoOf(signs.deciderId)))
  done(await issue(world, child.id))
  done(await serve(world, child.id, { servedAt: typed() }))
  return null
}

describe('the end of a recusal decision, and what follows its effect, against their plain model', () => {
  it(
    'never part from it, and take every transition that a person or time brings',
    { timeout: 900_000 },
    async () => {
      const service = (more: object) => () => ({
        method: 'DIRECT',
        succeeded: true,
        servedAt: typed(),
        receivedBy: '程立',
        witnesses: '',
        trackingNumber: '',
        note: '',
        ...more,
      })
      const evidence = { evidence: '办件记录' }
      const steps = new Map<string, [Call, object | (() => object)]>([
        ['attemptService', [serveDecision, service({ succeeded: false, note: '拒收' })]],
        ['announce', [serveDecision, service({ method: 'ANNOUNCEMENT', note: '政府网站' })]],
        ['serve', [serveDecision, service({})]],
        ['declareClear', [declareClear, { declared: true }]],
        ['confirmCompliance', [complying.confirmCompliance, evidence]],
        ['recheck', [complying.recheckDecision, evidence]],
        ['lift', [complying.liftDecision, { reason: '股份已转让' }]],
        ['revoke', [complying.revokeDecision, { reason: '事实有误' }]],
        [
          'vary',
          [
            varyDecision,
            {
              reason: '原接替人调离',
              scope: ['DECIDE'],
              termFrom: '',
              termTo: '',
              substituteId: need(world.seeded.people, SUBSTITUTE),
              handoverItems: '',
            },
          ],
        ],
      ])
      let opened = 0
      const machine: Machine<Model> = {
        world,
        people: [...LADDER, SUBSTITUTE, CLERK, 'ZJ0104', 'ZJ0004', 'SJ0003'],
        events: [
          ...steps.keys(),
          'announce',
          'announce',
          'settleAct',
          'settleAct',
          'enact',
          'enact',
          'confirmCompliance',
          ...Array<string>(6).fill('recheck'),
        ],
        async open() {
          opened += 1
          const at = world.clock.now()
          // Every third has a term: over in a few days, or sometimes while its announcement still runs.
          const termEnd = opened % 3 === 0 ? endOfDay(at, 3 + (opened % 5)) : null
          const termTo = termEnd ? civilDateOf(termEnd) : ('' as const)
          const more = { dueSince: '2026-10-01' as CivilDate, handoverItems: '', termTo }
          const { caseId } = done(await openDirect(world, more, DRAFTER))
          done(await sign(world, caseId, SIGNATORY))
          done(await issue(world, caseId))
          const issued: Model = {
            status: 'ISSUED',
            level: 1,
            failed: false,
            announcedUntil: null,
            clear: false,
            acts: ACTS,
            termEnd,
            recheckAt: null,
            recheckDue: false,
            variation: 'none',
            ...limit(at, DAYS.serve),
          }
          if (opened % 4 === 0) {
            if (opened % 8 === 0) return { caseId, model: issued }
            const clerk = { actor: await world.actor(CLERK), clock: world.clock }
            for (const event of ['attemptService', 'announce']) {
              const [command, input] = need(steps, event)
              const more = (input as () => object)()
              done(await command({ ...clerk, input: { ...more, ...(await now(world, caseId)) } as never }))
            }
            const announced = predict({ ...issued, failed: true }, 'announce', CLERK, at)
            return { caseId, model: announced ?? issued }
          }
          done(await serve(world, caseId, { servedAt: typed() }))
          const served = effective(issued, at)
          if (opened % 4 !== 1) return { caseId, model: served }
          const clock = world.clock
          const cleared = { ...(await now(world, caseId)), declared: true as const }
          done(await declareClear({ actor: await world.actor(SUBSTITUTE), clock, input: cleared }))
          const confirmed = { ...(await now(world, caseId)), ...evidence }
          done(
            await complying.confirmCompliance({ actor: await world.actor(DRAFTER), clock, input: confirmed }),
          )
          const complied = predict({ ...served, clear: true }, 'confirmCompliance', DRAFTER, at)
          return { caseId, model: complied ?? served }
        },
        async act(event, who, caseId) {
          if (event === 'enact') return who === CLERK ? enactVariation(caseId) : 'not-the-clerk'
          const actor = await world.actor(who)
          const at = await now(world, caseId)
          if (event === 'settleAct') {
            const [open] = await asSystem(world.clock.now(), (tx) => findOpenActs(tx, caseId))
            const input = {
              ...at,
              matterActId: open ?? randomUUID(),
              disposition: 'MAINTAINED' as const,
              reason: '不影响公正',
            }
            return denialOf(await settleAct({ actor, clock: world.clock, input }))
          }
          const [command, input] = need(steps, event)
          const more = typeof input === 'function' ? (input as () => object)() : input
          return denialOf(await command({ actor, clock: world.clock, input: { ...more, ...at } as never }))
        },
        predict,
        pass,
        see: (model) => ({
          status: model.status,
          decider: LADDER[model.level] ?? null,
          dueAt: model.dueAt?.toISOString() ?? null,
        }),
        isOver: ({ status, acts }) =>
          status === 'REVOKED' || (acts === 0 && ['LIFTED', 'EXPIRED', 'SUPERSEDED'].includes(status)),
      }
      const taken = await drive(machine, { runs: 200, days: 20, leap: { every: 65, days: 31 } })
      const wanted = [
        'COMPLIED enact COMPLIED',
        'COMPLIED lift LIFTED',
        'COMPLIED recheck COMPLIED',
        'COMPLIED revoke REVOKED',
        'COMPLIED settleAct COMPLIED',
        'COMPLIED timer EXPIRED',
        'COMPLIED timer SUPERSEDED',
        'COMPLIED vary COMPLIED',
        'EXPIRED settleAct EXPIRED',
        'IN_FORCE confirmCompliance COMPLIED',
        'IN_FORCE enact IN_FORCE',
        'IN_FORCE lift LIFTED',
        'IN_FORCE revoke REVOKED',
        'IN_FORCE settleAct IN_FORCE',
        'IN_FORCE timer EXPIRED',
        'IN_FORCE timer SUPERSEDED',
        'IN_FORCE vary IN_FORCE',
        'ISSUED announce ISSUED',
        'ISSUED serve IN_FORCE',
        'ISSUED timer IN_FORCE',
        'LIFTED settleAct LIFTED',
        'SUPERSEDED settleAct SUPERSEDED',
      ]
      expect(wanted.filter((one) => !taken.has(one))).toEqual([])
    },
  )
})
