import type { ComponentProps, ReactNode, Ref } from 'react'
import { cx } from './cx'
import { FieldGroup } from './field'

export type ChoiceOption<V extends string = string> = {
  value: V
  label: ReactNode
  /** Second line: what the choice means, or why it is closed. */
  hint?: ReactNode
  disabled?: boolean
}

type InputRest = Omit<
  ComponentProps<'input'>,
  'type' | 'value' | 'defaultValue' | 'checked' | 'defaultChecked' | 'id' | 'className' | 'ref' | 'children'
> & { ref?: Ref<HTMLInputElement> }

type GroupProps<V extends string> = InputRest & {
  id: string
  name: string
  legend: ReactNode
  mark?: string
  hint?: ReactNode
  error?: ReactNode
  required?: boolean
  options: ReadonlyArray<ChoiceOption<V>>
  className?: string
}

type RadioCardsProps<V extends string> = GroupProps<V> & {
  /** Controlled value (with onChange) or `defaultValue`; neither with a form library's `register`. */
  value?: V | null
  defaultValue?: V | null
  /** `row` wraps side by side, `column` stacks; cards with hints read better stacked. */
  layout?: 'row' | 'column'
}

/** One of several, each a card with a real radio button; arrow keys move as in any radio group. */
export function RadioCards<V extends string>({
  id,
  legend,
  mark,
  hint,
  error,
  required,
  options,
  value,
  defaultValue,
  layout = 'row',
  className,
  ref,
  ...input
}: RadioCardsProps<V>) {
  return (
    <FieldGroup {...{ id, legend, mark, hint, error, required, className }}>
      <div
        className={cx(
          'flex gap-3 phone:flex-col phone:gap-2',
          layout === 'row' ? 'flex-wrap' : 'flex-col gap-2',
        )}
      >
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input
              {...input}
              ref={ref}
              type="radio"
              value={option.value}
              disabled={option.disabled ?? input.disabled}
              required={required}
              {...(value === undefined ? {} : { checked: value === option.value })}
              {...(defaultValue === undefined ? {} : { defaultChecked: defaultValue === option.value })}
              className="tick"
            />
            <Words option={option} />
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

type CheckboxChipsProps<V extends string> = GroupProps<V> & {
  value?: readonly V[]
  defaultValue?: readonly V[]
}

/** Any of several, each a chip with a real checkbox and a drawn tick. */
export function CheckboxChips<V extends string>({
  id,
  legend,
  mark,
  hint,
  error,
  required,
  options,
  value,
  defaultValue,
  className,
  ref,
  ...input
}: CheckboxChipsProps<V>) {
  return (
    <FieldGroup {...{ id, legend, mark, hint, error, required, className }}>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label key={option.value} className="choice chip">
            <input
              {...input}
              ref={ref}
              type="checkbox"
              value={option.value}
              disabled={option.disabled ?? input.disabled}
              aria-invalid={error ? true : undefined}
              {...(value === undefined ? {} : { checked: value.includes(option.value) })}
              {...(defaultValue === undefined ? {} : { defaultChecked: defaultValue.includes(option.value) })}
              className="tick"
            />
            <Words option={option} />
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

function Words({ option }: { option: ChoiceOption }) {
  return (
    <span>
      {option.label}
      {option.hint ? <span className="block text-sm text-ink-3">{option.hint}</span> : null}
    </span>
  )
}

export type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'id'> & {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
}

/** One yes, with its sentence: a pledge, a consent. */
export function Checkbox({ id, label, hint, error, className, ...rest }: CheckboxProps) {
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label className="flex min-h-8 items-start gap-2.5 py-1">
        <input
          {...rest}
          id={id}
          type="checkbox"
          aria-describedby={described || undefined}
          aria-invalid={error ? true : undefined}
          className="tick mt-[0.25em]"
        />
        <span className="min-w-0">{label}</span>
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="ml-7 text-sm text-ink-3">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="ml-7 text-sm font-medium text-red">
          {error}
        </p>
      ) : null}
    </div>
  )
}
