// Drives a state machine against PostgreSQL beside a plain model of it: random steps, legal and not, by everybody, with days
// passing and the timers firing. The model knows nothing of the workflow tables; where the two part, the steps are printed.
import fc from 'fast-check'
import { caseOf, fireTimers, type World } from '@/lib/filing/testing'
import { toDate } from '@/lib/platform/clock'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** What the model and the database must agree on after each step. */
export interface Seen {
  status: string
  /** Staff number; null where nobody has the case. */
  decider: string | null
  /** The end of the running limit; null where none runs. */
  dueAt: string | null
}

export interface Machine<Model> {
  world: World
  people: readonly string[]
  events: readonly string[]
  open(): Promise<{ caseId: string; model: Model }>
  /** Takes the step for real; the refusal's code, or null. */
  act(event: string, who: string, caseId: string): Promise<string | null>
  /** The model after the step, or null when nobody like that may take it now. */
  predict(model: Model, event: string, who: string, now: Date): Model | null
  /** The model after the timers that are due. */
  pass(model: Model, now: Date): Model
  see(model: Model): Seen
  isOver(model: Model): boolean
}

export interface Drive {
  runs: number
  /** Days that may pass in all, beside the leaps. */
  days: number
  /** After every so many runs fresh cases are left alone for so many days: for limits that are far off. */
  leap?: { every: number; days: number }
}

/** The same steps each time, so that the coverage is not a matter of luck; MODEL_SEED tries others. */
const SEED = 20_261_124
/** Steps of one run. */
const STEPS = 4
const AWAY_DAYS = 3
/** Cases that are under way at the same time. */
const POOL = 6

interface Going<Model> {
  caseId: string
  model: Model
  trace: string[]
}

/** Runs the machine and answers every transition that was taken, as `FROM event TO`. */
export async function drive<Model>(
  machine: Machine<Model>,
  { runs, days, leap }: Drive,
): Promise<ReadonlySet<string>> {
  const { world } = machine
  const taken = new Set<string>()
  const pool: Going<Model>[] = []
  let left = days
  let run = 0
  const step = fc.record({
    kind: fc.constantFrom('legal', 'legal', 'legal', 'any', 'any', 'day'),
    which: fc.nat(POOL - 1),
    choice: fc.nat(10_000),
  })

  async function agree(one: Going<Model>): Promise<void> {
    const row = await caseOf(world, one.caseId)
    const seen: Seen = {
      status: row.status,
      decider: staffNoOf(world, row.deciderId),
      dueAt: row.dueAt?.toISOString() ?? null,
    }
    const wanted = machine.see(one.model)
    if (JSON.stringify(seen) !== JSON.stringify(wanted))
      throw new Error(
        `the model says ${JSON.stringify(wanted)}, the database ${JSON.stringify(seen)}, after\n${one.trace.join('\n')}`,
      )
  }

  /** A day passes, or the worker is away for several and comes back to all that fell due meanwhile. */
  async function passDays(n: number): Promise<void> {
    if (n <= AWAY_DAYS) {
      if (left < n) return
      left -= n
    }
    world.clock.set(toDate(world.clock.now().getTime() + n * DAY_MS))
    await fireTimers(world)
    for (const one of pool) {
      one.trace.push(`until ${world.clock.now().toISOString()}`)
      const before = machine.see(one.model).status
      one.model = machine.pass(one.model, world.clock.now())
      const after = machine.see(one.model).status
      if (after !== before) taken.add(`${before} timer ${after}`)
      await agree(one)
    }
  }

  async function begin(which: number): Promise<Going<Model>> {
    const one = { ...(await machine.open()), trace: [] }
    await agree(one)
    pool[which < pool.length ? which : pool.length] = one
    return one
  }

  async function take(one: Going<Model>, event: string, who: string): Promise<void> {
    const next = machine.predict(one.model, event, who, world.clock.now())
    const denial = await machine.act(event, who, one.caseId)
    one.trace.push(`${event} by ${who}: ${denial ?? 'done'}`)
    if ((next === null) !== (denial !== null))
      throw new Error(`the model ${next ? 'allows' : 'refuses'} the last of\n${one.trace.join('\n')}`)
    if (next) {
      taken.add(`${machine.see(one.model).status} ${event} ${machine.see(next).status}`)
      one.model = next
    }
    await agree(one)
  }

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: STEPS }), async (steps) => {
      run += 1
      if (leap && run % leap.every === 0) {
        for (let which = 0; which < POOL; which += 1) await begin(which)
        await passDays(leap.days)
      }
      for (const { kind, which, choice } of steps) {
        if (kind === 'day' && choice % 8 === 0) {
          await passDays(choice % 5 === 0 ? AWAY_DAYS : 1)
          continue
        }
        const there = pool[which]
        const one = there && !machine.isOver(there.model) ? there : await begin(which)
        const pairs = machine.events.flatMap((event) =>
          machine.people.map((who): [string, string] => [event, who]),
        )
        const now = world.clock.now()
        const legal = pairs.filter(([event, who]) => machine.predict(one.model, event, who, now) !== null)
        const from = kind === 'legal' && legal.length > 0 ? legal : pairs
        const [event, who] = from[choice % from.length] ?? ['', '']
        await take(one, event, who)
      }
    }),
    // The cases go on from run to run, so a run that failed cannot be made smaller.
    { numRuns: runs, endOnFailure: true, seed: Number(process.env.MODEL_SEED ?? SEED) },
  )
  return taken
}

const staffNos = new WeakMap<World, Map<string, string>>()

function staffNoOf(world: World, id: string | null): string | null {
  if (!id) return null
  let known = staffNos.get(world)
  if (!known) {
    known = new Map([...world.seeded.people].map(([staffNo, officialId]) => [officialId, staffNo]))
    staffNos.set(world, known)
  }
  return known.get(id) ?? id
}

/**
 * The end of a limit of so many working days, counted one by one: the first day does not count, Saturdays and Sundays do
 * not, and from 23 November 2026 to the end of that year there is no holiday and no make-up day.
 */
export function plainDue(from: Date, days: number): Date {
  const offset = 8 * HOUR_MS
  const local = toDate(from.getTime() + offset)
  let day = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate())
  for (let left = days; left > 0;) {
    day += DAY_MS
    const weekday = toDate(day).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left -= 1
  }
  return toDate(day + DAY_MS - 1 - offset)
}
