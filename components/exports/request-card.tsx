import { getTranslations } from 'next-intl/server'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { RequestLine } from '@/lib/exports/approvals/types'
import { formatDateTime } from '@/lib/platform/format'
import type { ActionResult } from '@/lib/platform/result'

type Act = (raw: unknown) => Promise<ActionResult<unknown>>

interface Props {
  request: RequestLine
  searchWords: string
  locale: string
  acts: { approve: Act; decline: Act }
}

/** What is asked for, by whom and how far it reaches, with the decision below it. */
export async function RequestCard({ request, searchWords, locale, acts }: Props) {
  const t = await getTranslations('exports')
  const words = await getTranslations('records')
  const { requester } = request
  const input = { requestId: request.id }
  const reason = { name: 'reason', kind: 'paragraph' as const, hint: t('requests.reasonHint') }
  return (
    <Card aria-labelledby={`request-${request.id}`}>
      <CardHeader
        id={`request-${request.id}`}
        title={`${requester.name} · ${request.name}`}
        description={`${requester.unit} ${requester.post}`}
        aside={
          <span>
            {t('requests.due')} {formatDateTime(request.dueFor, locale)}
          </span>
        }
      />
      <CardBody className="grid gap-5">
        <DescriptionList
          items={[
            { term: t('requests.purpose'), detail: request.purpose },
            { term: t('requests.scope'), detail: searchWords },
            { term: t('requests.reach'), detail: request.reach.join(words('separator')) },
            { term: t('requests.format'), detail: t(`format.${request.format}`) },
          ]}
        />
        <StepForm
          steps={[
            {
              event: 'approve',
              label: t('requests.approve'),
              fields: [{ ...reason, label: t('requests.note') }],
              act: acts.approve,
              input,
            },
            {
              event: 'decline',
              label: t('requests.decline'),
              fields: [{ ...reason, label: t('requests.reason'), required: true }],
              act: acts.decline,
              input,
              variant: 'danger',
            },
          ]}
          labels={{
            choose: t('requests.decide'),
            pending: t('requests.pending'),
            done: t.raw('requests.done') as string,
          }}
        />
      </CardBody>
    </Card>
  )
}
