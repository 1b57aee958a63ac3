import { getTranslations } from 'next-intl/server'
import { RecordTable } from '@/components/records/record-table'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { Pagination } from '@/components/ui/pagination'
import type { RecordPage } from '@/lib/records/types'

interface Props {
  page: RecordPage
  locale: string
  /** Address of this history without a cursor. */
  base: string
  /** Whether this is not the first page. */
  later: boolean
}

/** The cases of one person or one enterprise, newest first. */
export async function History({ page, locale, base, later }: Props) {
  const t = await getTranslations('records')
  return (
    <Card aria-labelledby="history">
      <CardHeader id="history" title={t('history')} />
      <CardBody flush>
        <RecordTable
          rows={page.rows}
          locale={locale}
          caption={t('history')}
          empty={<Empty title={t('historyEmpty.title')} description={t('historyEmpty.description')} />}
        />
        <Pagination
          previousHref={later ? base : null}
          nextHref={page.next ? `${base}?after=${encodeURIComponent(page.next)}` : null}
          summary={t(page.capped ? 'countCapped' : 'count', { count: page.count })}
          labels={{ nav: t('nav'), previous: t('first'), next: t('next') }}
        />
      </CardBody>
    </Card>
  )
}
