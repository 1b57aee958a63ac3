import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { firstDesk } from '@/app/(staff)/first-desk'
import { getActor } from '@/lib/identity/queries'
import { ownPath } from '@/lib/identity/rules/return-to'
import { SignInPage } from './sign-in-page'

type Search = Promise<{ returnTo?: string | string[] }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('signIn.title') }
}

export default async function Page({ searchParams }: { searchParams: Search }) {
  const { returnTo } = await searchParams
  const path = ownPath(typeof returnTo === 'string' ? returnTo : undefined)
  const actor = await getActor()
  if (actor) redirect(path === '/' ? firstDesk(actor) : path)
  return <SignInPage returnTo={path} />
}
