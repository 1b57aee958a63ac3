'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button, ButtonRow } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import type { ActionResult } from '@/lib/platform/result'

type Action = (raw: unknown) => Promise<ActionResult<unknown>>

export interface FieldChoice {
  key: string
  label: string
  required: boolean
}

interface Props {
  batchId: string
  headers: readonly string[]
  sample: readonly (readonly string[])[]
  mapping: readonly string[]
  fields: readonly FieldChoice[]
  sheet: string | null
  sheets: readonly string[]
  /** The file was checked already. */
  isAgain?: boolean
  map: Action
  choose: Action
}

/** First values of a column that are shown beside it. */
const SHOWN = 3

/** Each column of a file with its first values, and which field it is. What is said is remembered for such files. */
export function MappingForm(props: Props) {
  const { batchId, headers, sample, mapping, fields, sheet, sheets, isAgain = false, map, choose } = props
  const t = useTranslations('imports')
  const router = useRouter()
  const [chosen, setChosen] = useState<readonly string[]>(mapping)
  const { pending, refusal, run } = useAct()
  const { sentence } = useRefusalWords(refusal)
  const missing = fields.filter(({ key, required }) => required && !chosen.includes(key))
  const rows = headers.map((header, at) => ({
    at,
    header,
    values: sample.map((cells) => cells[at] ?? '').filter((text) => text.trim() !== ''),
  }))

  async function send(action: Action, input: Record<string, unknown>) {
    await run((requestKey) => action({ input: { batchId, ...input }, requestKey }))
    router.refresh()
  }

  return (
    <div className="grid gap-4">
      {sheets.length > 1 ? (
        <Field id="import-sheet" label={t('mapping.sheet')} className="px-5">
          {(control) => (
            <Select
              {...control}
              value={sheet ?? ''}
              disabled={pending}
              onChange={(event) => void send(choose, { sheet: event.target.value })}
              options={sheets.map((name) => ({ value: name, label: name }))}
            />
          )}
        </Field>
      ) : null}
      <DataTable
        caption={t('mapping.caption')}
        rows={rows}
        rowKey={(row) => String(row.at)}
        columns={[
          {
            key: 'header',
            header: t('mapping.header'),
            width: 'w-56',
            cell: (row) => (
              <span className="font-medium wrap-anywhere">{row.header || t('mapping.noHeader')}</span>
            ),
          },
          {
            key: 'values',
            header: t('mapping.values'),
            width: 'rest',
            cell: (row) =>
              row.values.length > 0 ? (
                row.values.slice(0, SHOWN).map((text, nth) => (
                  <CellNote key={nth}>
                    <span className="wrap-anywhere">{text}</span>
                  </CellNote>
                ))
              ) : (
                <CellNote>{t('mapping.empty')}</CellNote>
              ),
          },
          {
            key: 'field',
            header: t('mapping.field'),
            width: 'w-72',
            cell: (row) => (
              <Select
                aria-label={t('mapping.fieldOf', { column: row.header || String(row.at + 1) })}
                value={chosen[row.at] ?? ''}
                disabled={pending}
                onChange={(event) =>
                  setChosen(headers.map((_, at) => (at === row.at ? event.target.value : (chosen[at] ?? ''))))
                }
                placeholder={t('mapping.ignore')}
                options={fields.map(({ key, label, required }) => ({
                  value: key,
                  label: required ? t('mapping.required', { field: label }) : label,
                  disabled: chosen[row.at] !== key && chosen.includes(key),
                }))}
              />
            ),
          },
        ]}
      />
      <div className="grid gap-4 px-5 pb-5">
        {sentence ? (
          <Notice tone="refusal" role="alert">
            {sentence}
          </Notice>
        ) : null}
        {missing.length > 0 ? (
          <p className="flex flex-wrap items-center gap-2 text-sm" role="status">
            <Tag tone="amber">{t('mapping.missing')}</Tag>
            {missing.map(({ label }) => label).join('、')}
          </p>
        ) : null}
        <ButtonRow>
          <Button
            variant={isAgain ? 'default' : 'primary'}
            pending={pending}
            pendingLabel={t('act.pending')}
            onClick={() => void send(map, { mapping: headers.map((_, at) => chosen[at] ?? '') })}
          >
            {t(isAgain ? 'mapping.checkAgain' : 'mapping.check')}
          </Button>
        </ButtonRow>
      </div>
    </div>
  )
}
