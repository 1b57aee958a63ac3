import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { Card, CardBody } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { findProvider } from '@/lib/identity/links/queries'
import { SIGN_ON_REFUSALS } from '@/lib/identity/links/types'
import { env } from '@/lib/platform/env'
import { PublicPage } from '../../public-page'
import { SignOffLink } from '../sign-off-link'

type Search = Promise<Record<string, string | string[] | undefined>>

const REFERENCE = /^[0-9a-f]{12}$/

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('provider.refused.title') }
}

/**
 * Why somebody whom the provider knows is not let in, and what to do. The address holds a code and a number of the
 * process log: nothing about the person, and the words are ours whatever is typed there.
 */
export default async function RefusedPage({ searchParams }: { searchParams: Search }) {
  const provider = findProvider(await getLocale())
  if (!provider) notFound()
  const { reason, id } = await searchParams
  const code = SIGN_ON_REFUSALS.find((one) => one === reason) ?? 'provider-failed'
  const reference = typeof id === 'string' && REFERENCE.test(id) ? id : null
  const t = await getTranslations('identity')
  return (
    <PublicPage width="narrow">
      <Card>
        <CardBody>
          <h1 className="mb-4 text-xl font-semibold">{t('provider.refused.title')}</h1>
          <Notice tone="refusal">{t(`refusal.${code}`)}</Notice>
          <h2 className="mt-5 font-semibold">{t('provider.refused.todo')}</h2>
          <p className="mt-1 text-ink-2">
            {t(`provider.todo.${code}`, { minutes: env().SIGN_IN_LOCK_MINUTES })}
          </p>
          {reference ? (
            <p className="mt-3 text-sm text-ink-3">{t('provider.refused.reference', { id: reference })}</p>
          ) : null}
          <div className="mt-6 flex flex-wrap gap-3">
            <LinkButton href="/sign-in" variant="primary" size="sm">
              {t('provider.refused.back')}
            </LinkButton>
            <Suspense fallback={null}>
              <SignOffLink label={t('provider.refused.other', { name: provider.name })} />
            </Suspense>
          </div>
        </CardBody>
      </Card>
    </PublicPage>
  )
}
