import compile from 'icu-minify/compile'
import type { CompiledMessage } from 'icu-minify/format'

/** Plain `{name}` places, and nothing else that ICU would give a meaning: quotes, tags, kinds of values. */
const TEMPLATE = /^(?:[^{}<>']|\{\w+\})*$/

/** Every message once per process, not once per request: as many as the catalogues have. */
const ready = new Map<string, CompiledMessage>()

/** A message as `format-message.ts` takes it: a template as it stands, any other read, never as a bare string. Throws on bad ICU. */
export function compileMessage(message: string): CompiledMessage {
  if (TEMPLATE.test(message)) return message
  const known = ready.get(message)
  if (known) return known
  const compiled = compile(message)
  // Its choices have no prototype, and only plain objects travel to a browser.
  const made = typeof compiled === 'string' ? [compiled] : copyJson(compiled)
  ready.set(message, made)
  return made
}

const copyJson = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T

/** A part of a catalogue as the browser gets it. */
export type ReadyMessages = CompiledMessage | { [key: string]: ReadyMessages }

const readyParts = new WeakMap<object, ReadyMessages>()

/** All messages of a part of a catalogue; the part is read once. Throws on bad ICU. */
export function compileMessages(part: unknown): ReadyMessages {
  if (typeof part !== 'object' || part === null) return compileMessage(String(part))
  const known = readyParts.get(part)
  if (known) return known
  const made = Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, compileMessages(inner)]))
  readyParts.set(part, made)
  return made
}
