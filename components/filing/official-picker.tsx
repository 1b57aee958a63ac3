'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'

export interface OfficialChoice {
  id: string
  name: string
  staffNo: string
  post: string
  organ: string
}

interface Props {
  id: string
  name: string
  label: string
  hint?: string
  error?: string
  required?: boolean
  initial?: OfficialChoice | null
  /** Told the id, or null when cleared. */
  onChoose?: (official: OfficialChoice | null) => void
}

async function search(query: string, signal: AbortSignal): Promise<OfficialChoice[]> {
  const response = await fetch(`/api/officials?q=${encodeURIComponent(query)}`, { signal })
  if (!response.ok) throw new Error(String(response.status))
  return ((await response.json()) as { items: OfficialChoice[] }).items
}

/** Finds one official by name, pinyin initials or staff number. */
export function OfficialPicker({ id, name, label, hint, error, required, initial = null, onChoose }: Props) {
  const words = useTranslations('recusalRequests.form')
  const [chosen, setChosen] = useState<OfficialChoice | null>(initial)
  return (
    <Field id={id} label={label} hint={hint} error={error} required={required}>
      {(control) => (
        <Combobox<OfficialChoice>
          {...control}
          name={name}
          value={chosen}
          onChange={(official) => {
            setChosen(official)
            onChoose?.(official)
          }}
          search={search}
          keyOf={(official) => official.id}
          textOf={(official) => `${official.name}（${official.organ} ${official.post}）`}
          renderItem={(official) => (
            <span className="block">
              {official.name}
              <span className="block text-sm text-ink-3">
                {official.staffNo} · {official.organ} · {official.post}
              </span>
            </span>
          )}
          placeholder={words('searchPerson')}
          labels={{
            searching: words('searching'),
            results: words.raw('results') as string,
            empty: words('noPerson'),
            failed: words('failed'),
            clear: words('clear'),
          }}
        />
      )}
    </Field>
  )
}
