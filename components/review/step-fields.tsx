'use client'
import { OfficialPicker, type OfficialChoice } from '@/components/filing/official-picker'
import type { ChosenOrgan } from '@/components/organs/organ-options'
import { OrganPicker, type OrganSource } from '@/components/organs/organ-picker'
import { Checkbox, CheckboxChips, RadioCards } from '@/components/ui/choice'
import { DateInput, DateTimeInput } from '@/components/ui/date-time'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'

interface Option {
  value: string
  label: string
  hint?: string
  disabled?: boolean
}

/** A field of a step, as data: the server page says what a step asks for. */
export interface StepField {
  name: string
  kind:
    | 'heading'
    | 'line'
    | 'number'
    | 'paragraph'
    | 'lines'
    | 'date'
    | 'datetime'
    | 'select'
    | 'time'
    | 'radio'
    | 'yesNo'
    | 'chips'
    | 'check'
    | 'official'
    | 'organ'
  label: string
  hint?: string
  required?: boolean
  options?: Option[]
  initial?: string | string[] | boolean
  /** The most that a number may be; the least is one. */
  most?: number
  official?: OfficialChoice | null
  organ?: ChosenOrgan | null
  /** Who is asked for organs by name; the public list without it. */
  from?: OrganSource
  /** Shown, and sent, only while another field has this value. */
  when?: { field: string; is: string | readonly string[] }
}

export type StepValues = Readonly<Record<string, string>>

/** Whether a field is shown, and sent, with these values. */
export function isShown({ when }: StepField, values: StepValues): boolean {
  const value = when && values[when.field]
  return !when || (value !== undefined && [when.is].flat().includes(value))
}

/** What a form sends for a field. */
export function valueOf(field: StepField, data: FormData): unknown {
  const text = String(data.get(field.name) ?? '').trim()
  if (field.kind === 'lines')
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  if (field.kind === 'chips') return data.getAll(field.name)
  if (field.kind === 'check') return data.get(field.name) === 'on'
  if (field.kind === 'yesNo') return text === 'yes'
  if (['official', 'organ', 'select', 'time', 'radio'].includes(field.kind)) return text || null
  return text
}

interface Props {
  prefix: string
  fields: StepField[]
  values: StepValues
  onValue: (name: string, value: string) => void
  errorOf: (name: string) => string | undefined
}

/** Draws the fields of a step, each with its label, hint and error; numbers and times that follow one another share rows. */
export function StepFields({ prefix, fields, values, onValue, errorOf }: Props) {
  const shown = fields.filter((field) => isShown(field, values))
  const draw = (field: StepField) => (
    <One
      key={field.name}
      id={`${prefix}-${field.name}`}
      field={field}
      error={errorOf(field.name)}
      value={values[field.name]}
      onValue={(value) => onValue(field.name, value)}
    />
  )
  return runsOf(shown).map((run) =>
    run.length === 1 ? (
      run.map(draw)
    ) : (
      <div key={run[0]?.name} className="grid grid-cols-4 gap-4 phone:grid-cols-2">
        {run.map(draw)}
      </div>
    ),
  )
}

/** Kinds that need little room. */
const SHORT: readonly StepField['kind'][] = ['number', 'time']

/** Fields in runs: numbers, or times, beside one another together, everything else alone. */
function runsOf(fields: readonly StepField[]): StepField[][] {
  const runs: StepField[][] = []
  for (const field of fields) {
    const last = runs.at(-1)
    if (SHORT.includes(field.kind) && last?.[0]?.kind === field.kind) last.push(field)
    else runs.push([field])
  }
  return runs
}

interface OneProps {
  id: string
  field: StepField
  error?: string
  value?: string
  onValue: (value: string) => void
}

function One({ id, field, error, value, onValue }: OneProps) {
  const { name, kind, label, hint, required, options = [] } = field
  const initial = typeof field.initial === 'string' ? field.initial : undefined
  const common = { id, label, hint, error, required }
  switch (kind) {
    case 'radio':
    case 'yesNo':
      return (
        <RadioCards
          {...{ id, name, hint, error, required, options }}
          legend={label}
          value={value ?? ''}
          onChange={(changed) => onValue(changed.target.value)}
        />
      )
    case 'chips':
      return (
        <CheckboxChips
          {...{ id, name, hint, error, options }}
          legend={label}
          defaultValue={Array.isArray(field.initial) ? field.initial : []}
        />
      )
    case 'check':
      return (
        <Checkbox
          {...{ id, name, label, hint, error }}
          checked={value === 'on'}
          onChange={(changed) => onValue(changed.target.checked ? 'on' : '')}
        />
      )
    case 'official':
      return (
        <OfficialPicker
          {...common}
          name={name}
          initial={field.official ?? null}
          onChoose={(one) => onValue(one?.id ?? '')}
        />
      )
    case 'organ':
      return (
        <OrganPicker
          {...common}
          name={name}
          from={field.from ?? '/api/applications/organs'}
          initial={field.organ}
          onChoose={(one) => onValue(one?.id ?? '')}
        />
      )
    case 'select':
    case 'time':
      return (
        <Field {...common}>
          {(control) => (
            <Select
              {...control}
              className={kind === 'time' ? 'max-w-36' : undefined}
              name={name}
              value={value ?? ''}
              onChange={(changed) => onValue(changed.target.value)}
              options={[{ value: '', label: '—' }, ...options]}
            />
          )}
        </Field>
      )
    case 'paragraph':
    case 'lines':
      return (
        <Field {...common}>
          {(control) => (
            <Textarea {...control} name={name} rows={kind === 'lines' ? 4 : 3} defaultValue={initial} />
          )}
        </Field>
      )
    case 'date':
      return (
        <Field {...common}>
          {(control) => <DateInput {...control} name={name} defaultValue={initial} />}
        </Field>
      )
    case 'datetime':
      return (
        <Field {...common}>
          {(control) => <DateTimeInput {...control} name={name} defaultValue={initial} />}
        </Field>
      )
    case 'heading':
      return (
        <div className="mt-2">
          <h3 className="text-base font-semibold">{label}</h3>
          {hint ? <p className="text-sm text-ink-3">{hint}</p> : null}
        </div>
      )
    case 'number':
      return (
        <Field {...common}>
          {(control) => (
            <div className="max-w-32">
              <Input
                {...control}
                type="number"
                inputMode="numeric"
                min={1}
                max={field.most}
                name={name}
                defaultValue={initial}
              />
            </div>
          )}
        </Field>
      )
    case 'line':
      return (
        <Field {...common}>{(control) => <Input {...control} name={name} defaultValue={initial} />}</Field>
      )
  }
}
