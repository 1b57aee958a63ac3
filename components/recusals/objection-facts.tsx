import { getTranslations } from 'next-intl/server'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { ObjectionFacts } from '@/lib/recusals/objections/types'

/** What an objection says and what came of it. */
export async function ObjectionFactsCard({ facts }: { facts: ObjectionFacts }) {
  const t = await getTranslations('objections')
  const rows: [string, string | null][] = [
    ['objector', facts.objector],
    ['reasons', facts.reasons],
    ['result', facts.result && t(`status.DECISION_${facts.result}`)],
    ['resultReason', facts.resultReason],
  ]
  return (
    <Card aria-labelledby="objection-facts">
      <CardHeader id="objection-facts" title={t('desk.facts')} />
      <CardBody>
        <DescriptionList
          items={rows
            .filter(([, text]) => text)
            .map(([key, text]) => ({
              key,
              term: t(`desk.${key}`),
              detail: <span className="wrap-anywhere whitespace-pre-line">{text}</span>,
            }))}
        />
      </CardBody>
    </Card>
  )
}
