import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ApplyForm } from '@/components/imports/apply-form'
import { ProblemTable } from '@/components/imports/problem-table'
import { ClientMessages } from '@/components/layout/client-messages'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { applyImport, discardImport } from '@/lib/imports/actions'
import { getImport } from '@/lib/imports/queries'
import { IMPORT_MAX_PROBLEMS } from '@/lib/imports/schema'
import { isNote, type ImportDetail } from '@/lib/imports/types'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('batch.title') }
}

/** What a file would do before it is imported, and what it did afterwards. */
export default async function ImportPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor()
  const batch = await getImport(actor, (await params).id, systemClock.now())
  if (!batch) notFound()
  const t = await getTranslations('imports')
  const problems = batch.problems.filter((one) => !isNote(one))
  const notes = batch.problems.filter(isNote)
  const title =
    batch.status === 'DONE' ? 'doneTitle' : batch.status === 'CANCELLED' ? 'cancelledTitle' : 'title'
  return (
    <ClientMessages namespaces={['imports', 'platform']}>
      <PageHeader
        eyebrow={t(`kind.${batch.kind}`)}
        title={t(`batch.${title}`)}
        back={{ href: '/admin/imports', label: t('batch.back') }}
      />
      <div className="grid gap-5">
        <Outcome batch={batch} />
        <Facts batch={batch} />
        {batch.status === 'PENDING' ? (
          <ApplyForm
            batchId={batch.id}
            valid={batch.rowsValid}
            wrong={batch.rowsTotal - batch.rowsValid}
            apply={applyImport}
            discard={discardImport}
          />
        ) : null}
        {problems.length > 0 ? (
          <Card aria-labelledby="problems">
            <CardHeader
              id="problems"
              title={t('problems.title')}
              description={
                batch.problems.length >= IMPORT_MAX_PROBLEMS
                  ? t('problems.more', { count: IMPORT_MAX_PROBLEMS })
                  : undefined
              }
            />
            <CardBody flush>
              <ProblemTable caption={t('problems.caption')} problems={problems} />
            </CardBody>
          </Card>
        ) : null}
        {notes.length > 0 ? (
          <Card aria-labelledby="notes">
            <CardHeader id="notes" title={t('problems.notes')} />
            <CardBody flush>
              <ProblemTable caption={t('problems.notesCaption')} problems={notes} />
            </CardBody>
          </Card>
        ) : null}
      </div>
    </ClientMessages>
  )
}

async function Outcome({ batch }: { batch: ImportDetail }) {
  const t = await getTranslations('imports.batch')
  const left = batch.rowsTotal - batch.rowsValid
  if (batch.status === 'CANCELLED') return <Notice tone="info">{t('cancelled')}</Notice>
  if (batch.status === 'DONE')
    return (
      <Notice tone="success" role="status">
        {t('done', {
          created: batch.rowsCreated,
          updated: batch.rowsUpdated,
          unchanged: batch.rowsUnchanged,
          left: batch.rowsTotal - batch.rowsApplied,
        })}
      </Notice>
    )
  if (left === 0) return <Notice tone="success">{t('allGood')}</Notice>
  return batch.rowsValid === 0 ? (
    <Notice tone="refusal">{t('noneGood')}</Notice>
  ) : (
    <Notice tone="warning">{t('someWrong', { count: left })}</Notice>
  )
}

async function Facts({ batch }: { batch: ImportDetail }) {
  const [t, locale] = await Promise.all([getTranslations('imports'), getLocale()])
  const done = batch.status === 'DONE'
  const by = batch.importedBy ?? t('list.byMachine')
  const items = [
    { term: t('batch.fileName'), detail: <span className="wrap-anywhere">{batch.fileName}</span> },
    { term: t('batch.rowsTotal'), detail: batch.rowsTotal },
    { term: t('batch.rowsValid'), detail: batch.rowsValid },
    { term: t('batch.rowsWrong'), detail: batch.rowsTotal - batch.rowsValid },
    { term: t(done ? 'batch.createdDone' : 'batch.rowsCreated'), detail: batch.rowsCreated },
    { term: t(done ? 'batch.updatedDone' : 'batch.rowsUpdated'), detail: batch.rowsUpdated },
    { term: t('batch.rowsUnchanged'), detail: batch.rowsUnchanged },
    { term: t('batch.encoding'), detail: batch.encoding },
    { term: t('batch.uploaded'), detail: `${formatDateTime(batch.createdAt, locale)} ${by}` },
    ...(batch.appliedAt
      ? [
          { term: t('batch.applied'), detail: formatDateTime(batch.appliedAt, locale) },
          { term: t('batch.mode'), detail: t(`mode.${batch.mode}`) },
        ]
      : []),
    { term: t('batch.sha256'), detail: <span className="text-sm wrap-anywhere">{batch.sha256}</span> },
  ]
  return (
    <Card aria-labelledby="facts">
      <CardHeader id="facts" title={t('batch.facts')} />
      <CardBody>
        <DescriptionList items={items} />
      </CardBody>
    </Card>
  )
}
