import { getLocale, getTranslations } from 'next-intl/server'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Tag } from '@/components/ui/tag'
import { formatDateTime } from '@/lib/platform/format'
import type { DecisionFacts, HandoverLine } from '@/lib/recusals/decisions/types'
import type { ReviewCase } from '@/lib/review/cases/types'

/** A recusal decision as its readers see it: contents, then how it was served and followed. */
export async function DecisionDocument({ view, facts }: { view: ReviewCase; facts: DecisionFacts }) {
  const t = await getTranslations('recusalDecisions')
  const words = await getTranslations()
  const locale = await getLocale()
  const time = (value: string | null) => (value ? formatDateTime(value, locale) : null)
  const term = facts.termTo
    ? t('document.from', { from: facts.termFrom ?? '', to: facts.termTo })
    : t('document.until')
  const rows: [string, string | null | undefined][] = [
    ['document', facts.documentNumber],
    ['basis', t(`basis.${facts.basis}`)],
    ['organ', facts.organ],
    ['subjectId', `${view.subject.name}（${view.subject.organ} ${view.subject.post}）`],
    ['postToLeave', facts.postToLeave],
    ['matterId', view.matter ? `${view.matter.number} ${view.matter.title}` : null],
    ['groundCode', view.ground ? words(`rulebook.ground.${view.ground.code}`) : null],
    ['whyDue', facts.whyDue],
    ['dueSince', facts.dueSince],
    ['notFiled', facts.notFiled],
    ['facts', facts.facts],
    ['evidence', facts.evidence],
    ['actsDone', facts.actsDone],
    ['scope', facts.scope.map((act) => words(`rulebook.act.${act}`)).join('、')],
    ['term', facts.isPost ? null : term],
    [
      'substituteId',
      facts.substitute
        ? `${facts.substitute.name}（${facts.substitute.organ} ${facts.substitute.post}）`
        : null,
    ],
    ['handoverItems', facts.handoverItems],
    ['hearing', facts.hearingOpinion ?? facts.hearingSkippedBecause],
    ['drafter', facts.drafter],
    ['signatory', facts.signatory],
  ]
  const article = view.ground?.article ? words(`rulebook.article.${view.ground.article}`) : ''
  return (
    <>
      <Card aria-labelledby="document">
        <CardHeader
          id="document"
          title={t(facts.isPost ? 'document.postTitle' : 'document.title', { name: view.subject.name })}
          description={article}
          aside={facts.urgent ? <Tag tone="amber">{t('label.urgent')}</Tag> : null}
        />
        <CardBody className="grid gap-4">
          <DescriptionList
            items={rows
              .filter(([, text]) => text)
              .map(([key, text]) => ({
                key,
                term: t(`label.${key}`),
                detail: <span className="wrap-anywhere whitespace-pre-line">{text}</span>,
              }))}
          />
          <p className="text-sm text-ink-3">{t('document.para.remedy')}</p>
          {facts.contentHash ? (
            <p className="text-xs wrap-anywhere text-ink-3">SHA-256 {facts.contentHash}</p>
          ) : null}
        </CardBody>
      </Card>
      {facts.services.length > 0 || facts.servedAt ? (
        <Card aria-labelledby="service">
          <CardHeader id="service" title={t('label.service')} />
          <CardBody className="grid gap-4">
            <ul className="grid gap-2 text-sm">
              {facts.services.map((one) => (
                <li key={one.id} className="flex flex-wrap items-center gap-2">
                  <Tag tone={one.succeeded ? 'green' : 'amber'}>
                    {t(one.succeeded ? 'desk.succeeded' : 'desk.failed')}
                  </Tag>
                  <span>
                    {[
                      t(`method.${one.method}`),
                      time(one.servedAt),
                      one.receivedBy,
                      one.witnesses && `${t('label.witnesses')} ${one.witnesses}`,
                      one.trackingNumber && `${t('label.trackingNumber')} ${one.trackingNumber}`,
                      one.note,
                      one.server,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  {one.proofAttachmentId ? (
                    <a className="link" href={`/api/uploads/${one.proofAttachmentId}`}>
                      {t('desk.proof')}
                    </a>
                  ) : null}
                </li>
              ))}
            </ul>
            {facts.servedAt ? (
              <DescriptionList
                items={[
                  { term: t('label.effective'), detail: time(facts.servedAt) },
                  {
                    term: t('label.acknowledged'),
                    detail: progress(facts.acknowledgedAt, facts.acknowledgeDueAt),
                  },
                  ...(facts.unitReceivedBy
                    ? [
                        {
                          term: t('label.unit'),
                          detail: `${facts.unitReceivedBy} · ${time(facts.unitServedAt) ?? ''}`,
                        },
                      ]
                    : []),
                  ...(facts.handoverItems
                    ? [
                        {
                          term: t('label.handedOver'),
                          detail: progress(facts.handedOverAt, facts.handoverDueAt),
                        },
                        {
                          term: t('label.accepted'),
                          detail: time(facts.substituteAcceptedAt) ?? t('desk.notYet'),
                        },
                      ]
                    : []),
                  ...facts.items.map((one) => ({
                    key: one.id,
                    term: one.text,
                    detail: itemState(one),
                  })),
                  ...(facts.substitute
                    ? [
                        {
                          term: t('label.substituteCleared'),
                          detail: time(facts.substituteClearedAt) ?? t('desk.notYet'),
                        },
                      ]
                    : []),
                  ...(facts.complianceEvidence
                    ? [{ term: t('label.compliance'), detail: facts.complianceEvidence }]
                    : []),
                ]}
              />
            ) : null}
          </CardBody>
        </Card>
      ) : null}
    </>
  )

  function itemState(one: HandoverLine): string {
    if (one.acceptedAt) return t('item.accepted', { time: time(one.acceptedAt) ?? '' })
    if (one.handedOverAt) return t('item.handedOver', { time: time(one.handedOverAt) ?? '' })
    return one.note ? t('item.returned', { note: one.note }) : t('desk.notYet')
  }

  function progress(doneAt: string | null, dueAt: string | null): string {
    if (doneAt) return time(doneAt) ?? ''
    return dueAt
      ? `${t('desk.notYet')} · ${words('review.due.remaining', { date: time(dueAt) ?? '' })}`
      : t('desk.notYet')
  }
}
