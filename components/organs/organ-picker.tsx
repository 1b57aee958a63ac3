'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'

interface Organ {
  id: string
  name: string
}

/**
 * Whose names are looked through: the public list, the units that the signed-in reader may narrow a search to, or the organs
 * that an administrator may choose.
 */
export type OrganSource = '/api/applications/organs' | '/api/units' | '/api/organs'

interface Props {
  id: string
  name: string
  label: string
  hint?: string
  error?: string
  required?: boolean
  placeholder?: string
  initial?: Organ | null
  onChoose?: (organ: Organ | null) => void
  from: OrganSource
}

/** Finds an organ by part of its name. */
export function OrganPicker({ initial, onChoose, from, ...props }: Props) {
  const { id, name, label, hint, error, required, placeholder } = props
  const t = useTranslations('platform.organPicker')
  const [chosen, setChosen] = useState<Organ | null>(initial ?? null)
  const search = async (query: string, signal: AbortSignal): Promise<Organ[]> => {
    const response = await fetch(`${from}?q=${encodeURIComponent(query)}`, { signal })
    if (!response.ok) throw new Error(String(response.status))
    return ((await response.json()) as { items: Organ[] }).items
  }
  return (
    <Field id={id} label={label} hint={hint} error={error} required={required}>
      {(control) => (
        <Combobox<Organ>
          {...control}
          name={name}
          value={chosen}
          onChange={(organ) => {
            setChosen(organ)
            onChoose?.(organ)
          }}
          search={search}
          keyOf={(organ) => organ.id}
          textOf={(organ) => organ.name}
          placeholder={placeholder ?? t('placeholder')}
          labels={{
            searching: t('searching'),
            results: t.raw('results') as string,
            empty: t('empty'),
            failed: t('failed'),
            clear: t('clear'),
            unchosen: t('unchosen'),
          }}
        />
      )}
    </Field>
  )
}
