import { getLocale, getTranslations } from 'next-intl/server'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Tag } from '@/components/ui/tag'
import { formatDateTime } from '@/lib/platform/format'
import type { ActionResult } from '@/lib/platform/result'
import { DISPOSITIONS } from '@/lib/recusals/acts/schema'
import type { AffectedActLine } from '@/lib/recusals/acts/types'

interface Props {
  caseId: string
  version: number
  acts: readonly AffectedActLine[]
  /** Absent for readers. */
  settle?: (raw: unknown) => Promise<ActionResult<unknown>>
}

/** What the recused person did on the matter since the ground arose, and what becomes of each act. */
export async function AffectedActs({ caseId, version, acts, settle }: Props) {
  const t = await getTranslations('affectedActs')
  const words = await getTranslations()
  const locale = await getLocale()
  if (acts.length === 0) return null
  const lineOf = (act: AffectedActLine) =>
    `${formatDateTime(act.occurredAt, locale)} ${words(`rulebook.act.${act.kind}`)}：${act.description}`
  const open = acts.filter((act) => !act.settled)
  return (
    <Card aria-labelledby="affected-acts">
      <CardHeader id="affected-acts" title={t('title')} description={t('description')} />
      <CardBody className="grid gap-5">
        <ul className="grid gap-3">
          {acts.map((act) => (
            <li key={act.id} className="grid gap-1 border-b border-line pb-3 text-sm last:border-0 last:pb-0">
              <span className="flex flex-wrap items-baseline justify-between gap-2">
                <span className="wrap-anywhere">{lineOf(act)}</span>
                <Tag tone={act.settled ? 'accent' : 'amber'}>
                  {act.settled ? t(`disposition.${act.settled.disposition}`) : t('open')}
                </Tag>
              </span>
              {act.settled ? (
                <span className="wrap-anywhere whitespace-pre-line text-ink-3">
                  {act.settled.reason}（
                  {t('settledBy', { name: act.settled.by, at: formatDateTime(act.settled.at, locale) })}）
                </span>
              ) : null}
            </li>
          ))}
        </ul>
        {settle && open.length > 0 ? (
          <StepForm
            key={version}
            steps={[
              {
                event: 'settleAct',
                label: t('submit'),
                fields: [
                  { name: 'settle', kind: 'heading', label: t('settle') },
                  {
                    name: 'matterActId',
                    kind: 'select',
                    label: t('act'),
                    required: true,
                    initial: open.length === 1 ? open[0]?.id : undefined,
                    options: open.map((act) => ({ value: act.id, label: lineOf(act) })),
                  },
                  {
                    name: 'disposition',
                    kind: 'radio',
                    label: t('dispositionLabel'),
                    required: true,
                    options: DISPOSITIONS.map((value) => ({ value, label: t(`disposition.${value}`) })),
                  },
                  { name: 'reason', kind: 'paragraph', label: t('reason'), required: true },
                ],
                act: settle,
                input: { caseId, version },
              },
            ]}
            labels={{ choose: '', pending: t('pending'), done: t('done') }}
          />
        ) : null}
      </CardBody>
    </Card>
  )
}
