/** Once at the start of the server: an unsafe database role is refused before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { checkDatabase } = await import('@/lib/platform/self-test')
  await checkDatabase()
}
