import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { getDesk } from '@/lib/desk/queries'
import type { TodoLine } from '@/lib/desk/types'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDate } from '@/lib/platform/format'
import { NAMESPACE } from '@/lib/review/labels'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk'))('title') }
}

/** More drafts than these are folded away: what has a limit comes first. */
const MOST_DRAFTS = 3

/** The official's desk: three ways in, what waits, what happened lately. */
export default async function MyDeskPage() {
  const actor = await requireActor()
  const now = systemClock.now()
  const { todo, recent } = await getDesk(actor, now)
  const drafts = todo.filter((line) => line.todo === 'draft')
  const waiting = todo.filter((line) => line.todo !== 'draft')
  const t = await getTranslations('desk')
  const words = await getTranslations()
  const locale = await getLocale()
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-5">
        <div className="grid grid-cols-3 gap-4 phone:grid-cols-1" data-tour="begin">
          <LinkButton
            size="tile"
            variant="primary"
            href="/my/advance-reports/new"
            detail={t('tiles.reportDetail')}
          >
            {t('tiles.report')}
          </LinkButton>
          <LinkButton size="tile" href="/my/recusal-requests/new" detail={t('tiles.requestDetail')}>
            {t('tiles.request')}
          </LinkButton>
          <LinkButton size="tile" href="/my/advance-reports/emergency" detail={t('tiles.emergencyDetail')}>
            {t('tiles.emergency')}
          </LinkButton>
        </div>
        <Card aria-labelledby="todo">
          <CardHeader id="todo" title={t('todo')} />
          <CardBody>
            {todo.length === 0 ? <p className="text-sm text-ink-3">{t('todoEmpty')}</p> : null}
            <TodoList lines={waiting} now={now} locale={locale} />
            {drafts.length > 0 ? (
              <details
                open={drafts.length <= MOST_DRAFTS}
                className={waiting.length > 0 ? 'mt-4' : undefined}
              >
                <summary className="cursor-pointer py-1 text-sm text-ink-2">
                  {t('drafts', { count: drafts.length })}
                </summary>
                <div className="mt-3">
                  <TodoList lines={drafts} now={now} locale={locale} />
                </div>
              </details>
            ) : null}
          </CardBody>
        </Card>
        <Card aria-labelledby="recent">
          <CardHeader id="recent" title={t('recent')} />
          <CardBody>
            {recent.length === 0 ? <p className="text-sm text-ink-3">{t('recentEmpty')}</p> : null}
            <Lines
              lines={recent.map((line) => ({
                ...line,
                meta: [t(`kind.${line.kind}`), line.number, formatDate(line.at, locale)],
                tags: <Tag>{words(`${NAMESPACE[line.kind]}.status.${line.status}`)}</Tag>,
              }))}
              untitled={t('untitled')}
            />
          </CardBody>
        </Card>
      </div>
    </>
  )
}

async function TodoList({ lines, now, locale }: { lines: TodoLine[]; now: Date; locale: string }) {
  const t = await getTranslations('desk')
  return (
    <Lines
      lines={lines.map((line) => ({
        ...line,
        meta: [t(`kind.${line.kind}`), line.number],
        tags: (
          <>
            <Tag tone="accent">{t(`do.${line.todo}`)}</Tag>
            {line.dueAt ? (
              <Tag tone={line.dueAt < now.toISOString() ? 'red' : 'amber'}>
                {line.dueAt < now.toISOString()
                  ? t('overdue')
                  : t('due', { date: formatDate(line.dueAt, locale) })}
              </Tag>
            ) : null}
          </>
        ),
      }))}
      untitled={t('untitled')}
    />
  )
}

interface Line {
  id: string
  href: string
  title: string
  meta: (string | null)[]
  tags: ReactNode
}

function Lines({ lines, untitled }: { lines: Line[]; untitled: string }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <li
          key={line.id}
          className="flex flex-wrap items-center justify-between gap-2 py-3 first:pt-0 last:pb-0"
        >
          <span className="min-w-0">
            <Link href={line.href}>{line.title || untitled}</Link>
            <span className="block text-sm text-ink-3">{line.meta.filter(Boolean).join(' · ')}</span>
          </span>
          <span className="flex flex-wrap items-center gap-2">{line.tags}</span>
        </li>
      ))}
    </ul>
  )
}
