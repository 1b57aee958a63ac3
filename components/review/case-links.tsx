import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Tag } from '@/components/ui/tag'
import type { LinkedCase, ReviewCase } from '@/lib/review/cases/types'
import { NAMESPACE } from '@/lib/review/labels'

/** Where a case came from, what it led to, and what else concerns the same enterprises. */
export async function CaseLinks({
  view,
  base = '/review',
}: {
  view: ReviewCase
  base?: '/review' | '/records'
}) {
  const t = await getTranslations('review.case')
  return (
    <>
      {view.parent || view.children.length > 0 ? (
        <Card aria-labelledby="links">
          <CardHeader id="links" title={t('links')} />
          <CardBody className="grid gap-3">
            {view.parent ? <CaseLine of={view.parent} lead={t('parent')} base={base} /> : null}
            {view.children.map((child) => (
              <CaseLine key={child.id} of={child} lead={t('child')} base={base} />
            ))}
          </CardBody>
        </Card>
      ) : null}
      {view.enterprises.length > 0 ? (
        <Card aria-labelledby="earlier">
          <CardHeader id="earlier" title={t('earlier')} />
          <CardBody className="grid gap-3">
            {view.earlier.length === 0 ? <p className="text-sm text-ink-3">{t('earlierNone')}</p> : null}
            {view.earlier.map((line) => (
              <CaseLine key={line.id} of={line} base={base} />
            ))}
          </CardBody>
        </Card>
      ) : null}
    </>
  )
}

async function CaseLine({ of, lead, base }: { of: LinkedCase; lead?: string; base: string }) {
  const t = await getTranslations('review')
  const words = await getTranslations()
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      {lead ? <span className="text-ink-3">{lead}</span> : null}
      <Link className="link" href={`${base}/${of.id}`}>
        {[t(`kind.${of.kind}`), of.number, of.title].filter(Boolean).join(' ')}
      </Link>
      <Tag>{words(`${NAMESPACE[of.kind]}.status.${of.status}`)}</Tag>
    </p>
  )
}
