'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'

interface Organ {
  id: string
  name: string
}

async function search(query: string, signal: AbortSignal): Promise<Organ[]> {
  const response = await fetch(`/api/applications/organs?q=${encodeURIComponent(query)}`, { signal })
  if (!response.ok) throw new Error(String(response.status))
  return ((await response.json()) as { items: Organ[] }).items
}

interface Props {
  id: string
  name: string
  label: string
  hint?: string
  error?: string
}

/** Finds an organ by part of its name. */
export function OrganPicker({ id, name, label, hint, error }: Props) {
  const t = useTranslations('applications.organ')
  const [chosen, setChosen] = useState<Organ | null>(null)
  return (
    <Field id={id} label={label} hint={hint} error={error} required>
      {(control) => (
        <Combobox<Organ>
          {...control}
          name={name}
          value={chosen}
          onChange={setChosen}
          search={search}
          keyOf={(organ) => organ.id}
          textOf={(organ) => organ.name}
          placeholder={t('placeholder')}
          labels={{
            searching: t('searching'),
            results: t.raw('results') as string,
            empty: t('empty'),
            failed: t('failed'),
            clear: t('clear'),
          }}
        />
      )}
    </Field>
  )
}
