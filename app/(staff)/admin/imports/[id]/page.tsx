import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ActForm } from '@/components/imports/act-form'
import { ImportFacts } from '@/components/imports/import-facts'
import { ImportProgress } from '@/components/imports/import-progress'
import { MappingForm } from '@/components/imports/mapping-form'
import { Outcome } from '@/components/imports/outcome'
import { ProblemTable } from '@/components/imports/problem-table'
import { ClientMessages } from '@/components/layout/client-messages'
import { RefreshWhile } from '@/components/layout/refresh-while'
import { buttonClass } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import {
  applyImport,
  chooseSheet,
  discardImport,
  mapImport,
  stopImport,
  undoImport,
} from '@/lib/imports/actions'
import { TITLE } from '@/lib/imports/labels'
import { getImport } from '@/lib/imports/queries'
import { columnsOf } from '@/lib/imports/schema'
import { UNDER_WAY } from '@/lib/imports/types'
import { systemClock } from '@/lib/platform/clock'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('batch.title') }
}

/** What a file holds, what importing it would do, how far that is, and what came of it. */
export default async function ImportPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor()
  const batch = await getImport(actor, (await params).id, systemClock.now())
  if (!batch) notFound()
  const [t, locale] = await Promise.all([getTranslations('imports'), getLocale()])
  const fields = Object.entries(columnsOf(batch.kind)).map(([key, { header, required }]) => ({
    key,
    label: header,
    required: required === true,
  }))
  const running = UNDER_WAY.has(batch.status)
  const open = batch.status === 'UPLOADED' || batch.status === 'PENDING' || batch.status === 'FAILED'
  const mapping = (
    <Card aria-labelledby="mapping">
      <CardHeader id="mapping" title={t('mapping.title')} description={t('mapping.text')} />
      <CardBody flush>
        <MappingForm
          key={`${batch.sheet ?? ''} ${batch.mapping.join()}`}
          batchId={batch.id}
          headers={batch.headers}
          sample={batch.sample}
          mapping={batch.mapping}
          fields={fields}
          sheet={batch.sheet}
          sheets={batch.sheets}
          isAgain={batch.status !== 'UPLOADED'}
          map={mapImport}
          choose={chooseSheet}
        />
      </CardBody>
    </Card>
  )
  return (
    <ClientMessages namespaces={['imports', 'platform']}>
      <RefreshWhile running={running} />
      <PageHeader
        eyebrow={t(`kind.${batch.kind}`)}
        title={t(`batch.${TITLE[batch.status]}`)}
        back={{ href: '/admin/imports', label: t('batch.back') }}
      />
      <div className="grid gap-5">
        {running ? <ImportProgress batch={batch} /> : <Outcome batch={batch} />}
        {batch.status === 'UPLOADED' ? mapping : null}
        <ActForm
          batchId={batch.id}
          valid={batch.rowsValid}
          wrong={batch.rowsTotal - batch.rowsValid}
          may={{
            apply: batch.status === 'PENDING',
            ...(batch.resumable ? { goOn: batch.mode } : {}),
            discard: open || (batch.status === 'STOPPED' && batch.rowsApplied === 0),
            undo: batch.undoable,
            stop: batch.status === 'CHECKING' || batch.status === 'RUNNING',
          }}
          actions={{ apply: applyImport, discard: discardImport, undo: undoImport, stop: stopImport }}
        />
        {batch.blockers.length > 0 && batch.status !== 'UNDONE' ? (
          <Card aria-labelledby="blockers">
            <CardHeader id="blockers" title={t('problems.blockers')} />
            <CardBody flush>
              <ProblemTable caption={t('problems.blockersCaption')} problems={batch.blockers} isAboutRows />
            </CardBody>
          </Card>
        ) : null}
        {batch.problems.length > 0 ? (
          <Card aria-labelledby="problems">
            <CardHeader
              id="problems"
              title={t('problems.title')}
              description={
                batch.problemsTotal > batch.problems.length
                  ? t('problems.more', { total: batch.problemsTotal, count: batch.problems.length })
                  : undefined
              }
              aside={
                batch.status === 'CANCELLED' ? undefined : (
                  <a
                    className={buttonClass({ size: 'sm' })}
                    href={`/api/imports/${batch.id}/problems`}
                    download
                  >
                    {t('problems.download')}
                  </a>
                )
              }
            />
            <CardBody flush>
              <ProblemTable caption={t('problems.caption')} problems={batch.problems} />
            </CardBody>
          </Card>
        ) : null}
        {batch.notes.length > 0 ? (
          <Card aria-labelledby="notes">
            <CardHeader id="notes" title={t('problems.notes')} />
            <CardBody flush>
              <ProblemTable caption={t('problems.notesCaption')} problems={batch.notes} />
            </CardBody>
          </Card>
        ) : null}
        {batch.status === 'PENDING' || batch.status === 'FAILED' ? mapping : null}
        <ImportFacts batch={batch} locale={locale} />
      </div>
    </ClientMessages>
  )
}
