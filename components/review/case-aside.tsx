import { getTranslations } from 'next-intl/server'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Timeline, type TimelineItem } from '@/components/ui/timeline'
import { formatDate, formatDateTime } from '@/lib/platform/format'
import type { EventLine, ReviewCase } from '@/lib/review/cases/types'
import { NAMESPACE } from '@/lib/review/labels'

/** Beside every case: what happened, by when, who has it and why. */
export async function CaseAside({ view, locale }: { view: ReviewCase; locale: string }) {
  const t = await getTranslations('review.case')
  const words = await getTranslations()
  const eventName = (event: string) => {
    const own = `${NAMESPACE[view.kind]}.event.${event}`
    return words.has(own) ? words(own) : words(`cases.event.${event}`)
  }
  const forWhom = (event: EventLine) => {
    const { actingFor } = (event.data ?? {}) as { actingFor?: string }
    return actingFor ? words('cases.actingFor', { name: actingFor }) : ''
  }
  // Starting a limit is bookkeeping beside the step that started it.
  const items: TimelineItem[] = view.events
    .filter((event) => event.event !== 'startClock')
    .map((event) => ({
      key: String(event.seq),
      title: eventName(event.event),
      meta: [
        event.actorName
          ? `${event.actorName}${event.actorPost ? `（${event.actorPost}）` : ''}${forWhom(event)}`
          : words('cases.system'),
        formatDateTime(event.at, locale),
        event.article ? words(`rulebook.article.${event.article}`) : null,
      ]
        .filter(Boolean)
        .join(' · '),
      children: <EventDetail event={event} />,
    }))
  return (
    <div className="grid gap-5">
      <Card aria-labelledby="history">
        <CardHeader id="history" title={t('history')} />
        <CardBody>
          <Timeline items={items} label={t('history')} />
        </CardBody>
      </Card>
      <Card aria-labelledby="limit">
        <CardHeader id="limit" title={t('limit')} />
        <CardBody className="text-sm text-ink-2">
          <LimitWords view={view} locale={locale} />
        </CardBody>
      </Card>
      <Card aria-labelledby="who">
        <CardHeader id="who" title={t(view.decider?.isMe ? 'whyMe' : 'who')} />
        <CardBody className="grid gap-2 text-sm text-ink-2">
          <WhoWords view={view} />
        </CardBody>
      </Card>
    </div>
  )
}

function EventDetail({ event }: { event: EventLine }) {
  const data = event.data as { defects?: string[] } | null
  if (!event.reason && !data?.defects) return null
  return (
    <>
      {event.reason ? <p className="wrap-anywhere whitespace-pre-line">{event.reason}</p> : null}
      {data?.defects ? (
        <ol className="list-decimal pl-5">
          {data.defects.map((defect) => (
            <li key={defect}>{defect}</li>
          ))}
        </ol>
      ) : null}
    </>
  )
}

async function LimitWords({ view, locale }: { view: ReviewCase; locale: string }) {
  const t = await getTranslations('review.case')
  const words = await getTranslations()
  const { limit } = view
  if (limit.paused) return <p>{t('paused')}</p>
  if (!limit.name || !limit.dueAt || !limit.from || limit.days === null) return <p>{t('limitNone')}</p>
  return (
    <div className="grid gap-2">
      <p>
        {t('limitFrom', {
          from: formatDateTime(limit.from, locale),
          due: formatDateTime(limit.dueAt, locale),
        })}
      </p>
      <p>
        {t('limitRule', {
          name: words(`rulebook.limit.${limit.name}`),
          days: limit.days,
          version: view.policyVersion,
        })}
      </p>
      {limit.capped ? <p>{t('limitCapped')}</p> : null}
      {limit.counted.length > 0 ? (
        <details>
          <summary className="cursor-pointer py-1">{t('limitDays')}</summary>
          <ol className="mt-2 grid gap-1">
            {limit.counted.map((one) => (
              <li key={one.day} className={one.as === 'counted' || one.as === 'make-up' ? '' : 'text-ink-3'}>
                {formatDate(one.day, locale)} {t(`dayAs.${one.as}`)}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      {limit.escalated ? <p className="font-semibold text-red">{t('escalated')}</p> : null}
      {limit.provisional ? <p>{t('provisional')}</p> : null}
    </div>
  )
}

async function WhoWords({ view }: { view: ReviewCase }) {
  const t = await getTranslations('review.case')
  const { decider, next } = view
  const isMine = decider?.isMe ?? false
  return (
    <>
      {decider ? (
        <p>
          {decider.isMe && decider.why
            ? t(`why.${decider.why}`)
            : t('has', {
                name: decider.name,
                post: decider.post,
                why: decider.why ? t(`whyOther.${decider.why}`) : '',
              })}
        </p>
      ) : (
        <p>{t('nobody')}</p>
      )}
      {view.conflicts.map((conflict) => (
        <p key={conflict.name}>{t('conflicted', { name: conflict.name })}</p>
      ))}
      {view.closed ? null : (
        <>
          <p>
            {next
              ? t(isMine ? 'next' : 'nextOther', { name: next.name, post: next.post })
              : t(isMine ? 'nextNobody' : 'nextOtherNobody')}
          </p>
          <p className="text-ink-3">{t('conflictNote')}</p>
        </>
      )}
    </>
  )
}
