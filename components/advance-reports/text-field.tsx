'use client'
import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { ReportDraft } from '@/lib/advance-reports/schema'

type TextName = {
  [Name in keyof ReportDraft]-?: Exclude<ReportDraft[Name], null | undefined> extends string ? Name : never
}[keyof ReportDraft]

interface Props {
  name: TextName
  required?: boolean
  long?: boolean
  problem: (name: string) => string | undefined
}

/** A text of the report with its label and two-line hint from the catalogue. */
export function TextField({ name, required, long, problem }: Props) {
  const t = useTranslations('advanceReports')
  const { register } = useFormContext<ReportDraft>()
  const hint = `hint.${name}`
  return (
    <Field
      id={`report-${name}`}
      label={t(`label.${name}`)}
      hint={t.has(hint) ? t(hint) : undefined}
      error={problem(name)}
      required={required}
    >
      {(control) =>
        long ? (
          <Textarea {...control} {...register(name)} rows={3} />
        ) : (
          <Input {...control} {...register(name)} />
        )
      }
    </Field>
  )
}
