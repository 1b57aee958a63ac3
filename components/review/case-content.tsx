import { getTranslations } from 'next-intl/server'
import { changedLines, reportLines } from '@/lib/advance-reports/labels'
import { requestLines } from '@/lib/recusals/requests/labels'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Diff } from '@/components/ui/diff'
import type { ReportDraft } from '@/lib/advance-reports/schema'
import { formatDateTime } from '@/lib/platform/format'
import type { RequestDraft } from '@/lib/recusals/requests/schema'
import type { ReviewCase, VersionLine } from '@/lib/review/cases/types'

/** What was filed, the newest version first, and how it differs from the one before. */
export async function CaseContent({ view, locale }: { view: ReviewCase; locale: string }) {
  const t = await getTranslations('review.case')
  const documents = await getTranslations('documents')
  const [current, ...earlier] = view.versions
  if (!current) return null
  const lines = await linesOf(view, current)
  const before = earlier[0]
  const changes = before ? changedLines(await linesOf(view, before), lines) : []
  const labels = {
    before: t('before'),
    after: t('after'),
    none: t('emptyValue'),
    same: t('noChanges', { number: before?.number ?? 0 }),
  }
  return (
    <Card aria-labelledby="content">
      <CardHeader
        id="content"
        title={t('content')}
        aside={
          <span className="text-sm text-ink-3">
            {t('version', { number: current.number })} · {formatDateTime(current.submittedAt, locale)}
          </span>
        }
      />
      <CardBody className="grid gap-5">
        <DescriptionList
          items={lines.map((line) => ({
            key: `${line.field}${line.term}`,
            term: line.term,
            detail: <span className="wrap-anywhere whitespace-pre-line">{line.text || t('emptyValue')}</span>,
          }))}
        />
        {before ? (
          <details>
            <summary className="cursor-pointer py-1 text-sm">
              {t('compare', { number: before.number, count: changes.length })}
            </summary>
            <div className="mt-3">
              <Diff changes={changes} labels={labels} />
            </div>
          </details>
        ) : null}
        {view.number ? (
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <a className="link" href={`/api/documents/filing/${view.id}`}>
              {documents('filing')}
            </a>
            {earlier.map(({ number }) => (
              <a key={number} className="link" href={`/api/documents/filing/${view.id}?version=${number}`}>
                {documents('filingVersion', { n: number })}
              </a>
            ))}
          </p>
        ) : null}
        {view.attachments.length > 0 ? (
          <div className="text-sm">
            <p className="text-ink-3">{t('attachments')}</p>
            <ul className="mt-1 grid gap-1">
              {view.attachments.map((file) => (
                <li key={file.id}>
                  <a className="link" href={`/api/uploads/${file.id}`}>
                    {file.fileName}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </CardBody>
    </Card>
  )
}

async function linesOf(view: ReviewCase, version: VersionLine) {
  const enterprises = view.enterprises.map((one) => one.name)
  const matter = view.matter ? `${view.matter.number} ${view.matter.title}` : null
  if (view.kind === 'RECUSAL_REQUEST') {
    const words = await getTranslations()
    return requestLines(version.content as RequestDraft, { enterprises, matter, substitute: null }, words)
  }
  const t = await getTranslations('advanceReports')
  return reportLines(version.content as ReportDraft, { enterprises, matter, head: null }, t)
}
