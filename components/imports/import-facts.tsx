import { getTranslations } from 'next-intl/server'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { fileSize } from '@/components/ui/upload'
import type { ImportDetail } from '@/lib/imports/types'
import { formatDateTime } from '@/lib/platform/format'

/** The file, its counts and its dates. */
export async function ImportFacts({ batch, locale }: { batch: ImportDetail; locale: string }) {
  const t = await getTranslations('imports')
  const written = batch.appliedAt !== null
  const number = (count: number) => count.toLocaleString(locale)
  const by = batch.importedBy ?? t('list.byMachine')
  const at = (instant: string) => formatDateTime(instant, locale)
  const isChecked = batch.rowsTotal > 0
  const items = [
    { term: t('batch.fileName'), detail: <span className="wrap-anywhere">{batch.fileName}</span> },
    {
      term: t('batch.format'),
      detail: batch.format === 'csv' ? `CSV · ${batch.encoding}` : t('format.xlsx'),
    },
    ...(batch.sheet ? [{ term: t('batch.sheet'), detail: batch.sheet }] : []),
    ...(batch.size > 0 ? [{ term: t('batch.size'), detail: fileSize(batch.size) }] : []),
    ...(isChecked
      ? [
          { term: t('batch.rowsTotal'), detail: number(batch.rowsTotal) },
          { term: t('batch.rowsValid'), detail: number(batch.rowsValid) },
          { term: t('batch.rowsWrong'), detail: number(batch.rowsTotal - batch.rowsValid) },
          { term: t(written ? 'batch.createdDone' : 'batch.rowsCreated'), detail: number(batch.rowsCreated) },
          { term: t(written ? 'batch.updatedDone' : 'batch.rowsUpdated'), detail: number(batch.rowsUpdated) },
          { term: t('batch.rowsUnchanged'), detail: number(batch.rowsUnchanged) },
        ]
      : []),
    { term: t('batch.uploaded'), detail: `${at(batch.createdAt)} ${by}` },
    ...(batch.appliedAt
      ? [
          { term: t('batch.applied'), detail: at(batch.appliedAt) },
          { term: t('batch.mode'), detail: t(`mode.${batch.mode}`) },
        ]
      : []),
    ...(batch.undoable && batch.undoUntil
      ? [{ term: t('batch.undoUntil'), detail: at(batch.undoUntil) }]
      : []),
    ...(batch.undoneAt ? [{ term: t('batch.undoneAt'), detail: at(batch.undoneAt) }] : []),
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
