'use client'
import { useTranslations } from 'next-intl'
import type { Refusal } from '@/lib/platform/result'

interface Places {
  /** The id of the control of a field. */
  idOf: (field: string) => string
  /** What the field is called; without a name the line says only what is wrong. */
  labelOf: (field: string) => string | undefined
}

/** A refusal in words: one sentence, or a line for each field for the summary, and what to say beside a field. */
export function useRefusalWords(refusal: Refusal | null) {
  const words = useTranslations()
  const fields = Object.entries(refusal?.fields ?? {})
  const sentence =
    refusal && fields.length === 0 ? words(`${refusal.module}.refusal.${refusal.code}`, refusal.params) : null

  function problem(field: string): string | undefined {
    const key = refusal?.fields?.[field]
    return key ? words(key) : undefined
  }

  function summary({ idOf, labelOf }: Places): { fieldId?: string; message: string }[] {
    if (fields.length === 0) return sentence ? [{ message: sentence }] : []
    return fields.map(([field, key]) => {
      const label = labelOf(field)
      const message = words(key)
      return {
        fieldId: idOf(field),
        message: label ? words('platform.fieldProblem', { field: label, problem: message }) : message,
      }
    })
  }

  return { sentence, problem, summary }
}
