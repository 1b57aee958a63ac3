import { getTranslations } from 'next-intl/server'
import { Notice } from '@/components/ui/notice'
import type { ImportDetail } from '@/lib/imports/types'

/** What came of a file, or what would, in a sentence. */
export async function Outcome({ batch }: { batch: ImportDetail }) {
  const [t, refusal] = await Promise.all([
    getTranslations('imports.batch'),
    getTranslations('imports.refusal'),
  ])
  const { status, error, rowsTotal, rowsValid, rowsApplied } = batch
  const reason = error ? refusal(error.code as 'not-found', error.params) : null
  const left = rowsTotal - rowsValid
  switch (status) {
    case 'UPLOADED':
      return <Notice tone="info">{t('uploadedText')}</Notice>
    case 'CANCELLED':
      return <Notice tone="info">{t('cancelled')}</Notice>
    case 'UNDONE':
      return (
        <Notice tone="info" role="status">
          {t('undone')}
        </Notice>
      )
    case 'FAILED':
      return <Notice tone="refusal">{reason}</Notice>
    case 'STOPPED':
      return (
        <Notice tone="warning" role="status" title={reason ?? undefined}>
          {t('stopped', { applied: rowsApplied })}
        </Notice>
      )
    case 'DONE':
      return (
        <div className="grid gap-3">
          {reason ? (
            <Notice tone="refusal" role="alert">
              {t('undoKept')}
            </Notice>
          ) : null}
          <Notice tone="success" role="status">
            {t('done', {
              created: batch.rowsCreated,
              updated: batch.rowsUpdated,
              unchanged: batch.rowsUnchanged,
              left: rowsTotal - rowsApplied,
            })}
          </Notice>
        </div>
      )
    case 'PENDING':
    case 'CHECKING':
    case 'RUNNING':
    case 'UNDOING':
      if (left === 0) return <Notice tone="success">{t('allGood')}</Notice>
      return rowsValid === 0 ? (
        <Notice tone="refusal">{t('noneGood')}</Notice>
      ) : (
        <Notice tone="warning">{t('someWrong', { count: left })}</Notice>
      )
  }
}
