'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { CheckboxChips, RadioCards } from '@/components/ui/choice'
import { Field, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { MEASURES, type ReportDraft } from '@/lib/advance-reports/schema'
import { SELF_CHECK, type NegativeItem } from '@/lib/rulebook/rules/negative-list'
import { TextField } from './text-field'

interface Props {
  problem: (name: string) => string | undefined
  attachments: ReactNode
}

/** The negative-list items that the scenario calls for, safeguards and attachments. */
export function CheckStep({ problem, attachments }: Props) {
  const t = useTranslations('advanceReports')
  const { register, control } = useFormContext<ReportDraft>()
  const scenario = useWatch({ control, name: 'scenario' })
  return (
    <FieldStack>
      {scenario ? (
        SELF_CHECK[scenario].map((item) => (
          <Answer key={item} item={item} error={problem(`selfCheck.${item}`)} />
        ))
      ) : (
        <Notice tone="info">{t('form.scenarioFirst')}</Notice>
      )}
      <CheckboxChips
        id="report-measures"
        legend={t('label.measures')}
        hint={t('hint.measures')}
        options={MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))}
        {...register('measures')}
      />
      <TextField name="measuresNote" long problem={problem} />
      {attachments}
    </FieldStack>
  )
}

function Answer({ item, error }: { item: NegativeItem; error: string | undefined }) {
  const t = useTranslations('advanceReports')
  const { setValue, control, register } = useFormContext<ReportDraft>()
  const answer = useWatch({ control, name: `selfCheck.${item}` })
  const id = `report-selfCheck-${item}`
  return (
    <div className="grid gap-2">
      <RadioCards
        id={id}
        name={id}
        legend={`${item} ${t(`negative.${item}`)}`}
        error={error}
        value={answer?.involved === undefined ? null : answer.involved ? 'yes' : 'no'}
        onChange={(event) =>
          setValue(
            `selfCheck.${item}`,
            { involved: event.target.value === 'yes', note: answer?.note ?? '' },
            { shouldDirty: true },
          )
        }
        options={[
          { value: 'no', label: t('form.notInvolved') },
          { value: 'yes', label: t('form.involved') },
        ]}
      />
      {answer?.involved ? (
        <Field id={`${id}-note`} label={t('form.explain')} required>
          {(aria) => <Input {...aria} {...register(`selfCheck.${item}.note`)} />}
        </Field>
      ) : null}
    </div>
  )
}
