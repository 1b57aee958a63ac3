import { getLocale, getTranslations } from 'next-intl/server'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { formatDateTime } from '@/lib/platform/format'
import type { RefusalFacts } from '@/lib/recusals/refusals/types'

/** What a refusal is about and what was said and found, for those who handle or read it. */
export async function RefusalFactsCard({ caseId, facts }: { caseId: string; facts: RefusalFacts }) {
  const t = await getTranslations('refusals')
  const locale = await getLocale()
  const { finding, referral, outcome } = facts
  const rows: [string, string | null][] = [
    ['cause', t(`cause.${facts.cause}`)],
    ['reported', facts.reported],
    ['demand', facts.demand],
    ['demandOver', facts.demandOverAt && formatDateTime(facts.demandOverAt, locale)],
    ['reasons', facts.reasons ?? (facts.reviewStarted ? t('facts.noReasons') : null)],
    [
      'finding',
      finding &&
        [
          t(`finding.${finding.result}`),
          t('facts.findingBy', {
            name: finding.by,
            office: t(`facts.office.${finding.office}`),
            reason: finding.reason,
          }),
          finding.agreedBy && t('facts.agreedBy', { name: finding.agreedBy }),
        ]
          .filter(Boolean)
          .join('\n'),
    ],
    [
      'referral',
      referral &&
        [
          t(`target.${referral.to}`),
          referral.reason,
          referral.second && t('facts.referralBy', { first: referral.first, second: referral.second }),
        ]
          .filter(Boolean)
          .join('\n'),
    ],
    [
      'outcome',
      outcome &&
        [t(`outcome.${outcome.kind}`), outcome.number, outcome.text, outcome.knownOn]
          .filter(Boolean)
          .join('\n'),
    ],
  ]
  return (
    <Card aria-labelledby="refusal-facts">
      <CardHeader id="refusal-facts" title={t('facts.title')} />
      <CardBody className="grid gap-4">
        <DescriptionList
          items={rows
            .filter(([, text]) => text)
            .map(([key, text]) => ({
              key,
              term: t(`facts.${key}`),
              detail: <span className="wrap-anywhere whitespace-pre-line">{text}</span>,
            }))}
        />
        {outcome ? <RemedyWords remedies={outcome.remedies} /> : null}
        {facts.packetHash ? (
          <p className="text-sm">
            <a className="link" href={`/api/refusals/${caseId}/packet`}>
              {t('facts.packetLink')}
            </a>{' '}
            <span className="font-mono text-xs wrap-anywhere text-ink-3">
              {t('facts.packetHash', { hash: facts.packetHash })}
            </span>
          </p>
        ) : null}
      </CardBody>
    </Card>
  )
}

/** The statutory clocks of an outcome, or that it has none (公务员法 95). */
export async function RemedyWords({
  remedies,
}: {
  remedies: NonNullable<RefusalFacts['outcome']>['remedies']
}) {
  const t = await getTranslations('refusals.facts')
  const words = await getTranslations()
  if (!remedies) return <p className="text-sm text-ink-2">{t('noRemedies')}</p>
  return (
    <div className="text-sm text-ink-2">
      <p>{t('review', { date: remedies.reviewBy })}</p>
      <p>{t('appeal', { date: remedies.appealBy, days: remedies.appealDaysAfterReview })}</p>
      <p className="text-ink-3">{words('rulebook.article.civil-servants-95')}</p>
    </div>
  )
}
