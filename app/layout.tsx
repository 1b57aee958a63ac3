import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ClientMessages } from '@/components/layout/client-messages'
import { FollowLinks } from '@/components/layout/follow-links'
import { htmlAttributes, readPreferences } from '@/components/layout/preference-cookie'
import { ThemeScript } from '@/components/layout/theme-script'
import { ToastProvider } from '@/components/ui/toast'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('platform')
  return {
    title: { default: t('name'), template: `%s · ${t('name')}` },
    icons: '/favicon.svg',
    robots: 'noindex',
  }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies()
  const preferences = readPreferences((name) => jar.get(name)?.value)
  const nonce = (await headers()).get('x-nonce') ?? undefined
  const t = await getTranslations('platform.layout')
  return (
    <html {...htmlAttributes(preferences)} suppressHydrationWarning>
      <head>
        <ThemeScript nonce={nonce} />
      </head>
      <body>
        <FollowLinks />
        <ToastProvider labels={{ region: t('toasts'), close: t('close') }}>
          <ClientMessages namespaces={['platform']}>{children}</ClientMessages>
        </ToastProvider>
      </body>
    </html>
  )
}
