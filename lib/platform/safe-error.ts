// An error as the log may hold it. Messages of libraries quote what somebody entered: names, numbers, whole statements.

export interface SafeError {
  type: string
  code?: string
  message?: string
  stack?: string
  cause?: SafeError
}

/** Kinds whose messages are written by programmers, about the program. */
const OF_PROGRAMS = new Set(['Error', 'TypeError', 'ReferenceError', 'RangeError', 'AbortError'])
/** Quoted parts, addresses, long numbers and everything that is no plain ASCII: where values stand. */
const VALUES = /"[^"]*"?|'[^']*'?|`[^`]*`?|[\w.+-]+@[\w.-]+|\d{7,}|[^\x20-\x7e]+/g
const LONGEST_MESSAGE = 300
const MOST_FRAMES = 12
const DEEPEST = 3
const CODE = /^[\w.-]{1,40}$/

/**
 * Type, code, places in the program and, for errors of programs (never of the database client, of parsers or of
 * validation), the message with every quoted value left out.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code } = error as { code?: unknown }
  const safe: SafeError = { type: error.name }
  if (typeof code === 'string' && CODE.test(code)) safe.code = code
  const fromDatabase = 'severity' in error || 'clientVersion' in error
  if (OF_PROGRAMS.has(error.name) && !fromDatabase) safe.message = withoutValues(error.message)
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim())
  if (frames.length > 0) safe.stack = frames.join('\n')
  if (error.cause !== undefined && depth < DEEPEST) safe.cause = safeError(error.cause, depth + 1)
  return safe
}

/** A text for programmers without the values in it. */
export function withoutValues(text: string): string {
  return text.replace(VALUES, '…').slice(0, LONGEST_MESSAGE)
}
