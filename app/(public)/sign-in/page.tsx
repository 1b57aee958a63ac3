import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { firstDesk } from '@/app/(staff)/first-desk'
import { getActor } from '@/lib/identity/queries'
import { ownPath } from '@/lib/identity/rules/return-to'
import { env } from '@/lib/platform/env'
import { SignInPage } from './sign-in-page'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('signIn.title') }
}

export default async function Page({ searchParams }: { searchParams: Search }) {
  const { returnTo, callbackUrl, error, signedOut } = await searchParams
  const path = ownPath(one(returnTo) ?? pathOf(one(callbackUrl)))
  const actor = await getActor()
  if (actor) redirect(path === '/' ? firstDesk(actor) : path)
  return <SignInPage returnTo={path} came={error ? 'incomplete' : signedOut ? 'signed-out' : null} />
}

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)

/** next-auth names the page to return to by its whole address. */
function pathOf(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined
  const url = new URL(address)
  return url.origin === new URL(env().NEXTAUTH_URL).origin ? `${url.pathname}${url.search}` : undefined
}
