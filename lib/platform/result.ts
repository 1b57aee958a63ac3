/** An expected "no": a code with a label, never an exception. `fields` maps a field's path to a message key. */
export interface Refusal {
  /** Namespace of the messages: the module in camelCase. */
  module: string
  code: string
  params?: Record<string, string | number>
  fields?: Record<string, string>
}

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

/** What an action answers to the browser: a bug is an id, never a message or a stack. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; refusal: Refusal; errorId?: string }

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

export function refuse(
  module: string,
  code: string,
  more: Pick<Refusal, 'params' | 'fields'> = {},
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { module, code, ...more } }
}
