import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { compileMessages } from '@/lib/platform/compile-message'

/** Gives the client components below only the namespaces they use, ready to be formatted. */
export async function ClientMessages({
  namespaces,
  children,
}: {
  namespaces: readonly string[]
  children: ReactNode
}) {
  const all = (await getMessages()) as Record<string, unknown>
  const some = Object.fromEntries(namespaces.map((name) => [name, compileMessages(all[name])]))
  return <NextIntlClientProvider messages={some as never}>{children}</NextIntlClientProvider>
}
