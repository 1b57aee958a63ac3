'use client'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { RadioCards } from '@/components/ui/choice'
import { FieldStack } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PAYERS, type ReportDraft } from '@/lib/advance-reports/schema'
import { TextField } from './text-field'

const KINDS = ['meals', 'car', 'lodging', 'gifts'] as const
/** What a scenario asks about at once; the rest stands behind "other arrangements". */
const CALLED: Readonly<Record<string, readonly (typeof KINDS)[number][]>> = {
  INVESTMENT_CONTACT: ['meals', 'car'],
  MEALS: ['meals'],
  VEHICLES: ['car'],
  LODGING: ['lodging', 'meals'],
  GIFTS: ['gifts'],
  EXCHANGE: ['meals', 'car', 'lodging', 'gifts'],
}

/** Who pays, and the arrangements the scenario calls for. */
export function CostsStep({ problem }: { problem: (name: string) => string | undefined }) {
  const t = useTranslations('advanceReports')
  const { register, control } = useFormContext<ReportDraft>()
  const scenario = useWatch({ control, name: 'scenario' })
  const payer = useWatch({ control, name: 'payer' })
  const called = CALLED[scenario ?? ''] ?? KINDS
  const rest = KINDS.filter((kind) => !called.includes(kind))
  return (
    <FieldStack>
      <RadioCards
        id="report-payer"
        legend={t('label.payer')}
        error={problem('payer')}
        required
        options={PAYERS.map((value) => ({ value, label: t(`payer.${value}`) }))}
        {...register('payer')}
      />
      {payer === 'ENTERPRISE' ? (
        <Notice tone="warning" role="status">
          {t('form.enterprisePays')}
        </Notice>
      ) : null}
      <TextField name="costStandard" problem={problem} />
      {called.map((kind) => (
        <TextField key={kind} name={kind} problem={problem} />
      ))}
      {rest.length > 0 ? (
        <details>
          <summary className="cursor-pointer py-2">{t('form.otherArrangements')}</summary>
          <FieldStack>
            {rest.map((kind) => (
              <TextField key={kind} name={kind} problem={problem} />
            ))}
          </FieldStack>
        </details>
      ) : null}
    </FieldStack>
  )
}
