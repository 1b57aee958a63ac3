import type { Instrumentation } from 'next'

/** Once at the start of the server: watches requests, and refuses an unsafe database role before the first one. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { watchRequests } = await import('@/lib/platform/http-watch')
  watchRequests()
  const { checkDatabase } = await import('@/lib/platform/self-test')
  await checkDatabase()
  // From here on nobody at a terminal is meant.
  if (process.env.NODE_ENV === 'production') (await import('@/lib/platform/log')).takeConsole()
}

/** A bug that nobody caught: the id that the page shows is in the log, with where it happened and without what was entered. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logger } = await import('@/lib/platform/log')
  const { noteRequest } = await import('@/lib/platform/request-context')
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : undefined
  const errorId = typeof digest === 'string' ? digest.slice(0, 40) : undefined
  if (errorId) noteRequest({ errorId })
  const { method } = request
  logger.error(
    { errorId, method, route: context.routePath, where: context.routeType, err: error },
    'request failed',
  )
}
