import pino from 'pino'
import { currentRequest } from './request-context'
import { safeError, withoutValues } from './safe-error'

/**
 * Structured log of the process, one JSON object a line. Ids only: no names, no filings, no numbers of people. Lines
 * written while a request or a message is worked on carry its id.
 */
export const logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { pid: process.pid },
  mixin: () => {
    const request = currentRequest()
    return request ? { requestId: request.id } : {}
  },
  serializers: { err: safeError },
  redact: { paths: ['*.password', '*.passwordHash', '*.token', 'req.headers.cookie'], remove: true },
})

const LEVEL = { error: 'error', warn: 'warn', info: 'info', log: 'info', debug: 'debug' } as const

/**
 * What the framework and libraries print becomes lines of the log too, without the values in it. That a library calls another
 * one in a way that will end is for whoever develops, not for whoever runs the product.
 */
export function takeConsole(): void {
  Object.assign(process, { noDeprecation: true })
  for (const name of Object.keys(LEVEL) as (keyof typeof LEVEL)[])
    console[name] = (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error)
      const text = parts.find((part) => typeof part === 'string')
      logger[LEVEL[name]](
        { source: 'console', ...(error ? { err: error } : {}) },
        withoutValues(text ?? name).trim(),
      )
    }
}
