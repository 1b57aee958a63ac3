import { getTranslations } from 'next-intl/server'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import type { ImportDetail } from '@/lib/imports/types'

/** How far the work under way is. */
export async function ImportProgress({ batch }: { batch: ImportDetail }) {
  const t = await getTranslations('imports.progress')
  const { status, rowsTotal, rowsDone, rowsApplied, rowsValid } = batch
  const [label, count, total] =
    status === 'RUNNING'
      ? [t('running'), rowsApplied, rowsValid]
      : status === 'UNDOING'
        ? [t('undoing'), rowsApplied, 0]
        : [t(rowsTotal > 0 ? 'checking' : 'checkingRead'), rowsDone, rowsTotal]
  return (
    <Card aria-labelledby="progress">
      <CardHeader id="progress" title={t('title')} description={t('text')} />
      <CardBody>
        <Progress
          label={label}
          text={total > 0 ? t('of', { count, total }) : t('rows', { count })}
          {...(total > 0 ? { value: count, max: total } : {})}
        />
      </CardBody>
    </Card>
  )
}
