import { z } from 'zod'
import type { Party } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { fieldProblems } from '@/lib/platform/field-problems'
import { refuse, type Result } from '@/lib/platform/result'
import type { Translate } from '../types'

type Command<S extends z.ZodType> = (command: {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}) => Promise<Result<unknown>>

/** How an event of a workflow is taken: the schema and the command that the pages use too. */
export interface Step {
  body: z.ZodObject
  take: (taken: {
    actor: Actor
    clock: Clock
    requestKey: string
    /** The case, its version, the event, and what the body says. */
    raw: Record<string, unknown>
  }) => Promise<Result<unknown>>
}

interface More {
  /** What the event itself says, so that the body need not. */
  fixed?: Record<string, unknown>
  /** Where the fields of a refusal stand in the body. */
  within?: string
}

const OURS = ['caseId', 'version', 'event']

/** Wires an event to the schema and the command of the pages. */
export function step<S extends z.ZodObject>(
  schema: S,
  command: Command<S>,
  { fixed = {}, within }: More = {},
): Step {
  const shape = Object.entries(schema.shape as z.ZodRawShape).filter(
    ([name]) => !OURS.includes(name) && !(name in fixed),
  )
  return {
    body: z.object(Object.fromEntries(shape)),
    async take({ actor, clock, requestKey, raw }) {
      const parsed = schema.safeParse({ ...raw, ...fixed })
      if (!parsed.success) return refuse('platform', 'invalid-input', { fields: fieldProblems(parsed.error) })
      const result = await command({ actor, clock, input: parsed.data, requestKey })
      if (result.ok || !within || !result.refusal.fields) return result
      const fields = Object.entries(result.refusal.fields).map(([path, key]) => [`${within}.${path}`, key])
      return { ok: false, refusal: { ...result.refusal, fields: Object.fromEntries(fields) } }
    },
  }
}

/** One body for all events of a workflow, told apart by `event`. */
export function stepsBody(steps: Readonly<Record<string, Step>>) {
  const variants = Object.entries(steps).map(([event, { body }]) =>
    z.object({
      event: z.literal(event),
      version: z.number().int().min(1).optional(),
      ...(body.shape as z.ZodRawShape),
    }),
  )
  const [first, ...rest] = variants
  if (!first) throw new Error('a workflow without events')
  return z.discriminatedUnion('event', [first, ...rest])
}

/** Takes the step that a body names. */
export function takeStep(
  steps: Readonly<Record<string, Step>>,
  call: { actor: Actor; clock: Clock; requestKey: string; version: number | null; body: { event: string } },
  caseId: string,
): Promise<Result<unknown>> {
  const { actor, clock, requestKey, version, body } = call
  const one = steps[body.event]
  if (!one) return Promise.resolve(refuse('cases', 'not-possible-in-status'))
  return one.take({ actor, clock, requestKey, raw: { ...body, caseId, version } })
}

/** What a command answered, in the names of the interface. */
export function outcomeOf(value: unknown, caseId: string) {
  const said = (value ?? {}) as Record<string, unknown>
  const text = (name: string) => (typeof said[name] === 'string' ? said[name] : null)
  return {
    caseId: text('caseId') ?? caseId,
    number: text('documentNumber') ?? text('number'),
    linkedCaseId: text('decisionId') ?? text('requestId'),
  }
}

/** What is said when a list cannot be made of its parameters. */
export function listRefusal(wrong: 'cursor' | 'organ') {
  const fields = { [wrong]: wrong === 'cursor' ? 'api.field.cursor' : 'api.field.organ' }
  return refuse('platform', 'invalid-input', { fields })
}

/** An event with its verdict; `from` null when only the code is known. */
export interface Judged {
  event: string
  verdict: { allowed: true } | { allowed: false; denial: string; from: 'cases' | 'machine' | null }
}

/** The events of a status for a program: those that a person can take, each with why not. */
export function apiSteps(
  table: Readonly<Record<string, { who: readonly Party[] } | undefined>>,
  judged: readonly Judged[],
  machine: string,
  t: Translate,
) {
  return judged
    .filter(({ event }) => table[event]?.who.some((party) => party !== 'system'))
    .map(({ event, verdict }) => {
      if (verdict.allowed) return { event, allowed: true, denial: null }
      const { denial, from } = verdict
      const common = from === null ? t.has(`cases.refusal.${denial}`) : from === 'cases'
      const code = `${common ? 'cases' : machine}`
      return {
        event,
        allowed: false,
        denial: { code: `${code}.${denial}`, detail: t(`${code}.refusal.${denial}`) },
      }
    })
}
