import { Link } from '@/components/ui/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import type { DocumentLine } from '@/lib/documents/types'
import { formatDateTime } from '@/lib/platform/format'

/** The documents of a case as they were issued, each to be downloaded. */
export async function DocumentCard({
  documents,
  volumeOf,
}: {
  documents: readonly DocumentLine[]
  /** The case whose volume is offered: at desks, not to the person it is about. */
  volumeOf?: string
}) {
  const t = await getTranslations('documents')
  const locale = await getLocale()
  if (documents.length === 0 && !volumeOf) return null
  return (
    <Card aria-labelledby="documents">
      <CardHeader id="documents" title={t('card')} description={t('cardText')} />
      <CardBody className="grid gap-4">
        <ul className="grid gap-3 text-sm">
          {documents.map((one) => (
            <li key={one.id} className="grid gap-1">
              <span>
                <a className="link" href={`/api/documents/${one.id}`}>
                  {t(`kind.${one.kind}`)} {one.number}
                </a>{' '}
                <span className="text-ink-3">
                  {[
                    one.version > 1 ? t('version', { n: one.version }) : null,
                    formatDateTime(one.issuedAt, locale),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <span>
                <Link className="link" href={`/verify/${one.code}`}>
                  {t('check', { code: one.code })}
                </Link>
              </span>
              <span className="font-mono text-xs wrap-anywhere text-ink-3">SHA-256 {one.sha256}</span>
            </li>
          ))}
        </ul>
        {volumeOf ? (
          <p className="text-sm">
            <a className="link" href={`/api/documents/volume/${volumeOf}`}>
              {t('volume')}
            </a>
          </p>
        ) : null}
      </CardBody>
    </Card>
  )
}
