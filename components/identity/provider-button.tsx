'use client'
import { getCsrfToken } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

interface Props {
  name: string
  returnTo: string
  /** What is said when the provider does not answer. */
  unreachable: string
}

/** Leads to the organ's own provider; says so here when that does not answer. */
export function ProviderButton({ name, returnTo, unreachable }: Props) {
  const t = useTranslations('identity')
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function enter() {
    setPending(true)
    setProblem(null)
    try {
      const csrfToken = await getCsrfToken()
      if (!csrfToken) throw new Error('offline')
      const answer = await fetch('/api/auth/signin/oidc', {
        method: 'POST',
        body: new URLSearchParams({ csrfToken, callbackUrl: returnTo, json: 'true' }),
      })
      const { url } = (await answer.json()) as { url: string }
      const { origin, pathname } = new URL(url, window.location.href)
      // An address of our own says that the provider was not reached.
      if (origin === window.location.origin && pathname.startsWith('/api/auth/')) setProblem(unreachable)
      else {
        window.location.assign(url)
        return
      }
    } catch {
      setProblem(t('signIn.offline'))
    }
    setPending(false)
  }

  return (
    <div className="grid gap-4">
      {problem ? (
        <Notice tone="refusal" role="alert">
          {problem}
        </Notice>
      ) : null}
      <Button
        variant="primary"
        block
        pending={pending}
        pendingLabel={t('provider.pending', { name })}
        onClick={() => void enter()}
      >
        {t('provider.enter', { name })}
      </Button>
    </div>
  )
}
