import { getTranslations } from 'next-intl/server'
import { ConflictButton } from '@/components/review/conflict-button'
import { ReportDecision } from '@/components/review/report-decision'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { convertReport, decideReport, returnReport } from '@/lib/advance-reports/actions'
import { findReportSteps } from '@/lib/advance-reports/deciding/queries'
import type { Standing } from '@/lib/cases/cases'
import { declareConflict } from '@/lib/cases/actions'
import type { Actor } from '@/lib/identity/types'
import { systemClock } from '@/lib/platform/clock'
import type { ReviewCase } from '@/lib/review/cases/types'

/** What may be decided about a report now, and why not what is missing. */
export async function ReportDesk({
  view,
  standing,
  actor,
}: {
  view: ReviewCase
  standing: Standing
  actor: Actor
}) {
  const t = await getTranslations('review')
  const words = await getTranslations()
  const steps = await findReportSteps(actor, view.id, standing, systemClock.now())
  if (!steps) return null
  const offered = steps.events.filter((step) => step.allowed).map((step) => step.event)
  const closed = view.limit.urgency === 'none' && offered.length === 0
  return (
    <>
      {steps.statutory ? (
        <Notice
          tone="warning"
          basis={view.ground?.article ? words(`rulebook.article.${view.ground.article}`) : undefined}
        >
          {t('case.statutory', {
            article: view.ground?.article ? words(`rulebook.article.${view.ground.article}`) : '',
          })}
        </Notice>
      ) : null}
      {view.status === 'SUBMITTED' ? (
        <Notice tone="info">{t(steps.began ? 'case.began' : 'case.lapseHint')}</Notice>
      ) : null}
      {offered.length > 0 ? (
        <Card aria-labelledby="decide">
          <CardHeader
            id="decide"
            title={t('decide.title')}
            aside={
              view.decider?.isMe ? (
                <ConflictButton caseId={view.id} version={view.version} action={declareConflict} />
              ) : null
            }
          />
          <CardBody>
            <ReportDecision
              caseId={view.id}
              version={view.version}
              events={offered}
              matters={steps.matters}
              actions={{ decide: decideReport, sendBack: returnReport, convert: convertReport }}
            />
          </CardBody>
        </Card>
      ) : closed ? null : (
        <Notice tone="info">{t('case.notMine')}</Notice>
      )}
    </>
  )
}
