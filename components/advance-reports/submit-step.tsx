'use client'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { DescriptionList } from '@/components/ui/description-list'
import { FieldStack } from '@/components/ui/field'
import type { ReportDraft } from '@/lib/advance-reports/schema'
import type { EnterpriseHit } from '@/lib/enterprises/types'
import { reportLines } from '@/lib/advance-reports/labels'
import { FIELDS, STEPS, type StepName } from './report-values'

interface Props {
  problem: (name: string) => string | undefined
  enterprises: EnterpriseHit[]
  matters: { id: string; label: string }[]
  onEdit: (step: StepName) => void
}

/** Everything once more, with a way back to each section, and the pledge. */
export function SubmitStep({ problem, enterprises, matters, onEdit }: Props) {
  const t = useTranslations('advanceReports')
  const { register, control } = useFormContext<ReportDraft>()
  const values = useWatch({ control }) as ReportDraft
  const names = {
    enterprises: enterprises.map((one) => one.name),
    matter: matters.find((matter) => matter.id === values.matterId)?.label ?? null,
    head:
      enterprises.flatMap((one) => one.persons).find((head) => head.id === values.headPersonId)?.name ?? null,
  }
  const lines = reportLines(values, names, t)
  return (
    <FieldStack>
      {STEPS.slice(0, -1).map((step) => (
        <section key={step} aria-labelledby={`summary-${step}`} className="border-b border-line-2 pb-4">
          <header className="mb-2 flex items-center justify-between">
            <h2 id={`summary-${step}`} className="text-base font-semibold">
              {t(`step.${step}`)}
            </h2>
            <Button
              size="sm"
              variant="quiet"
              aria-label={t('form.editStep', { step: t(`step.${step}`) })}
              onClick={() => onEdit(step)}
            >
              {t('form.edit')}
            </Button>
          </header>
          <DescriptionList
            items={lines
              .filter((line) => FIELDS[step].includes(line.field))
              .map((line) => ({
                key: line.field + line.term,
                term: line.term,
                detail: line.text || t('form.empty'),
              }))}
          />
        </section>
      ))}
      <Checkbox
        id="report-pledge"
        label={t('form.pledge')}
        error={problem('pledge')}
        {...register('pledge')}
      />
    </FieldStack>
  )
}
