import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Icon } from '@/components/ui/icon'
import { Progress } from '@/components/ui/progress'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag, type Tone } from '@/components/ui/tag'
import type { ExportJobLine } from '@/lib/exports/types'
import { formatDateTime } from '@/lib/platform/format'
import type { ActionResult } from '@/lib/platform/result'
import { CancelButton } from './cancel-button'

type Status = ExportJobLine['status']
const TONE: Record<Status, Tone> = {
  PENDING: 'neutral',
  RUNNING: 'accent',
  DONE: 'green',
  FAILED: 'red',
  CANCELLED: 'neutral',
}

interface Props {
  jobs: (ExportJobLine & { searchWords: string })[]
  locale: string
  cancel: (raw: unknown) => Promise<ActionResult<unknown>>
}

/** One row an export: why, how far, and the file. */
export async function JobTable({ jobs, locale, cancel }: Props) {
  const t = await getTranslations('exports')
  return (
    <DataTable
      caption={t('jobs.title')}
      rows={jobs}
      rowKey={(job) => job.id}
      empty={<Empty title={t('jobs.empty')} description={t('jobs.emptyText')} />}
      columns={[
        {
          key: 'purpose',
          header: t('jobs.purpose'),
          width: 'rest',
          bare: true,
          cell: (job) => (
            <>
              <span className="font-medium wrap-anywhere whitespace-pre-line">{job.purpose}</span>
              <CellNote>{job.searchWords}</CellNote>
            </>
          ),
        },
        {
          key: 'ordered',
          header: t('jobs.ordered'),
          width: 'w-44',
          cell: (job) => (
            <>
              <time dateTime={job.createdAt}>{formatDateTime(job.createdAt, locale)}</time>
              <CellNote>
                {[t(`format.${job.format}`), job.scheduled ? t('jobs.scheduled') : '']
                  .filter(Boolean)
                  .join(' · ')}
              </CellNote>
            </>
          ),
        },
        {
          key: 'state',
          header: t('jobs.state'),
          width: 'w-72',
          cell: (job) => <JobState job={job} locale={locale} />,
        },
        {
          key: 'action',
          header: t('jobs.action'),
          width: 'w-36',
          bare: true,
          cell: (job) => {
            if (job.status === 'PENDING' || job.status === 'RUNNING')
              return <CancelButton action={cancel} jobId={job.id} />
            if (!job.downloadable) return null
            // A plain link: it must not be fetched before somebody presses it, and it leaves no page.
            return (
              <a
                className={buttonClass({ size: 'sm', variant: 'primary' })}
                href={`/api/exports/${job.id}`}
                download={job.fileName ?? ''}
                aria-label={t('jobs.downloadName', { name: job.fileName ?? '' })}
              >
                {t('jobs.download')}
              </a>
            )
          },
        },
      ]}
    />
  )
}

async function JobState({ job, locale }: { job: ExportJobLine; locale: string }) {
  const t = await getTranslations('exports')
  const tag = <Tag tone={TONE[job.status]}>{t(`status.${job.status}`)}</Tag>
  if (job.status === 'RUNNING' && job.rowsTotal !== null)
    return (
      <Progress
        label={t('status.RUNNING')}
        value={job.rowsDone}
        max={Math.max(1, job.rowsTotal)}
        text={t('jobs.progress', { done: job.rowsDone, total: job.rowsTotal })}
      />
    )
  if (job.status === 'RUNNING' && job.rowsDone > 0)
    return <Progress label={t('status.RUNNING')} text={t('jobs.written', { done: job.rowsDone })} />
  if (job.status === 'PENDING' || job.status === 'RUNNING')
    return <Progress label={t(`status.${job.status}`)} text={t('jobs.waiting')} />
  if (job.status === 'FAILED')
    return (
      <>
        {tag}
        <p className="mt-1 text-sm text-red">{t(`error.${job.error ?? 'unexpected'}`)}</p>
      </>
    )
  if (job.status === 'CANCELLED')
    return (
      <>
        {tag}
        <CellNote>{t('jobs.cancelled')}</CellNote>
      </>
    )
  return (
    <>
      <span className="flex flex-wrap items-center gap-2">
        {tag}
        {t('jobs.rows', { count: job.rowsTotal ?? 0 })}
      </span>
      <CellNote>
        {job.downloadable && job.expiresAt
          ? t('jobs.expires', { date: formatDateTime(job.expiresAt, locale) })
          : t('jobs.gone')}
      </CellNote>
      {job.sha256 ? (
        <details className="group text-xs text-ink-3">
          <summary className="flex min-h-6 cursor-pointer items-center gap-1">
            <Icon name="next" className="size-3 group-open:rotate-90" />
            {t('jobs.checksum')}
          </summary>
          <code className="wrap-anywhere">{job.sha256}</code>
        </details>
      ) : null}
    </>
  )
}
