import pino from 'pino'

/** Structured log of the process. Ids only: no names, no filings, no numbers of people. */
export const logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { pid: process.pid },
  redact: { paths: ['*.password', '*.passwordHash', '*.token', 'req.headers.cookie'], remove: true },
})
