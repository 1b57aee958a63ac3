import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { readPreferences } from '@/components/layout/preference-cookie'
import { preferenceLabels } from '@/components/layout/preference-labels'
import { PublicShell } from '@/components/layout/public-shell'

/** What every page without a session has around it. */
export async function PublicPage({
  width,
  children,
}: {
  width: 'narrow' | 'wide' | 'page'
  children: ReactNode
}) {
  const words = await getTranslations('platform')
  const jar = await cookies()
  return (
    <PublicShell
      brand={{ name: words('name'), subtitle: process.env.SITE_NAME || words('subtitle'), href: '/' }}
      preferences={readPreferences((name) => jar.get(name)?.value)}
      labels={{ skip: words('layout.skip'), preferences: await preferenceLabels() }}
      width={width}
    >
      {children}
    </PublicShell>
  )
}
