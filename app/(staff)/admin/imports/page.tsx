import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ImportTable } from '@/components/imports/import-table'
import { UploadForm } from '@/components/imports/upload-form'
import { ClientMessages } from '@/components/layout/client-messages'
import { RefreshWhile } from '@/components/layout/refresh-while'
import { TwoColumn } from '@/components/layout/two-column'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { mayImport } from '@/lib/imports/policy'
import { listImports } from '@/lib/imports/queries'
import { IMPORT_FORMATS, IMPORT_KINDS, UNDER_WAY } from '@/lib/imports/types'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('title') }
}

/** Chooses a file to be previewed, and lists the latest imports. */
export default async function ImportsPage() {
  const actor = await requireActor()
  if (!mayImport(actor)) notFound()
  const [t, locale] = await Promise.all([getTranslations('imports'), getLocale()])
  const imports = await listImports(actor, systemClock.now())
  return (
    <ClientMessages namespaces={['imports', 'filing', 'platform']}>
      <RefreshWhile running={imports.some(({ status }) => UNDER_WAY.has(status))} />
      <PageHeader title={t('title')} description={t('description')} />
      <TwoColumn
        aside={
          <Card aria-labelledby="templates">
            <CardHeader id="templates" title={t('new.templates')} />
            <CardBody className="grid gap-3 text-sm">
              <ul className="grid gap-2">
                {IMPORT_KINDS.map((kind) => (
                  <li key={kind}>
                    {t('new.template', { kind: t(`kind.${kind}`) })}{' '}
                    {IMPORT_FORMATS.map((format) => (
                      <a
                        key={format}
                        className="link mr-3 whitespace-nowrap"
                        href={`/api/imports/templates/${kind}?format=${format}`}
                        aria-label={t('new.templateAs', {
                          kind: t(`kind.${kind}`),
                          format: t(`format.${format}`),
                        })}
                        download
                      >
                        {t(`format.${format}`)}
                      </a>
                    ))}
                  </li>
                ))}
              </ul>
              <p className="text-ink-3">{t('new.templateText')}</p>
            </CardBody>
          </Card>
        }
      >
        <Card aria-labelledby="new">
          <CardHeader id="new" title={t('new.title')} />
          <CardBody>
            <UploadForm
              maxBytes={env().IMPORT_MAX_BYTES}
              maxRows={env().IMPORT_MAX_ROWS}
              directoryRows={env().IMPORT_DIRECTORY_ROWS}
            />
          </CardBody>
        </Card>
        <Card aria-labelledby="latest">
          <CardHeader id="latest" title={t('list.title')} />
          <CardBody flush>
            <ImportTable imports={imports} locale={locale} />
          </CardBody>
        </Card>
      </TwoColumn>
    </ClientMessages>
  )
}
