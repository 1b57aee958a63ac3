import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import type { ReviewCase } from '@/lib/review/cases/types'

/** From a case to the histories of its official and its enterprises. */
export async function Related({ view }: { view: Pick<ReviewCase, 'subject' | 'enterprises'> }) {
  const t = await getTranslations('records')
  return (
    <Card aria-labelledby="related" data-no-print="">
      <CardHeader id="related" title={t('related')} />
      <CardBody>
        <ul className="grid gap-2 text-sm">
          <li>
            <Link className="link" href={`/records/people/${view.subject.officialId}`}>
              {t('personHistory')}
            </Link>
          </li>
          {view.enterprises.map((enterprise) => (
            <li key={enterprise.id}>
              <Link className="link" href={`/records/enterprises/${enterprise.id}`}>
                {t('enterpriseHistory', { name: enterprise.name })}
              </Link>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  )
}
