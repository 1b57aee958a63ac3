'use client'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { RadioCards } from '@/components/ui/choice'
import { DateTimeInput } from '@/components/ui/date-time'
import { Field, FieldRow, FieldStack } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { MODES, type ReportDraft } from '@/lib/advance-reports/schema'
import { SCENARIOS } from '@/lib/rulebook/rules/negative-list'
import { TextField } from './text-field'
import { useHasBegun } from './use-has-begun'

interface Props {
  problem: (name: string) => string | undefined
  matters: { id: string; label: string }[]
}

/** What, when, where and who. A start that is past asks why it was not reported before. */
export function DealingStep({ problem, matters }: Props) {
  const t = useTranslations('advanceReports')
  const { register, control } = useFormContext<ReportDraft>()
  const begun = useHasBegun(useWatch({ control, name: 'startsAt' }))
  return (
    <FieldStack>
      <TextField name="title" required problem={problem} />
      <RadioCards
        id="report-scenario"
        legend={t('label.scenario')}
        hint={t('hint.scenario')}
        error={problem('scenario')}
        required
        options={SCENARIOS.map((value) => ({ value, label: t(`scenario.${value}`) }))}
        {...register('scenario')}
      />
      <RadioCards
        id="report-mode"
        legend={t('label.mode')}
        error={problem('mode')}
        required
        options={MODES.map((value) => ({ value, label: t(`mode.${value}`) }))}
        {...register('mode')}
      />
      <FieldRow>
        <Field id="report-startsAt" label={t('label.startsAt')} error={problem('startsAt')} required>
          {(aria) => <DateTimeInput {...aria} {...register('startsAt')} />}
        </Field>
        <Field id="report-endsAt" label={t('label.endsAt')} error={problem('endsAt')} required>
          {(aria) => <DateTimeInput {...aria} {...register('endsAt')} />}
        </Field>
      </FieldRow>
      {begun ? (
        <>
          <Notice tone="warning" role="status">
            {t('form.lateText')}
          </Notice>
          <TextField name="lateReason" required long problem={problem} />
        </>
      ) : null}
      <TextField name="place" required problem={problem} />
      <TextField name="ourParticipants" required long problem={problem} />
      <TextField name="theirParticipants" required long problem={problem} />
      <Field id="report-matterId" label={t('label.matterId')} hint={t('hint.matterId')}>
        {(aria) => (
          <Select
            {...aria}
            {...register('matterId')}
            options={[
              { value: '', label: t('form.noMatter') },
              ...matters.map((matter) => ({ value: matter.id, label: matter.label })),
            ]}
          />
        )}
      </Field>
    </FieldStack>
  )
}
