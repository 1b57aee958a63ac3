import { redirect } from 'next/navigation'
import { getActor } from '@/lib/identity/queries'
import { SignInPage } from './(public)/sign-in/sign-in-page'
import { firstDesk } from './(staff)/first-desk'

/** The sign-in page for strangers, the person's first desk for everybody else. */
export default async function Home() {
  const actor = await getActor()
  if (actor) redirect(firstDesk(actor))
  return <SignInPage returnTo="/" />
}
