import { buttonClass } from '@/components/ui/button'
import { findSignOffAddress } from '@/lib/identity/links/queries'

/** Leads to where the provider ends its own session; nothing where it offers that nowhere or does not answer. */
export async function SignOffLink({ label }: { label: string }) {
  const address = await findSignOffAddress()
  return address ? (
    <a className={buttonClass({ size: 'sm' })} href={address}>
      {label}
    </a>
  ) : null
}
