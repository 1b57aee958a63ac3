import { getTranslations } from 'next-intl/server'
import { ConflictButton } from '@/components/review/conflict-button'
import { StepForm, type Step } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { declareConflict } from '@/lib/cases/actions'
import type { ReviewCase } from '@/lib/review/cases/types'

interface Props {
  view: ReviewCase
  steps: Step[]
  title: string
  labels: { choose: string; pending: string; done: string }
  /** What is signed is past handing on. */
  mayHandOn?: boolean
}

/** What the reader may do with a case now; when time runs and it is not theirs, that it is not. */
export async function StepCard({ view, steps, title, labels, mayHandOn = true }: Props) {
  if (steps.length === 0) {
    const t = await getTranslations('review.case')
    return view.limit.name ? <Notice tone="info">{t('notMine')}</Notice> : null
  }
  return (
    <Card aria-labelledby="decide">
      <CardHeader
        id="decide"
        title={title}
        aside={
          view.decider?.isMe && mayHandOn ? (
            <ConflictButton caseId={view.id} version={view.version} action={declareConflict} />
          ) : null
        }
      />
      <CardBody>
        <StepForm key={view.version} steps={steps} labels={labels} />
      </CardBody>
    </Card>
  )
}
