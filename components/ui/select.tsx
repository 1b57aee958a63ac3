import type { ComponentProps } from 'react'
import { cx } from './cx'
import { Icon } from './icon'

export type SelectOption = { value: string; label: string; disabled?: boolean }
export type SelectGroup = { label: string; options: readonly SelectOption[] }

export type SelectProps = Omit<ComponentProps<'select'>, 'multiple' | 'children'> & {
  options: ReadonlyArray<SelectOption | SelectGroup>
  /** First entry, with an empty value: choose, all, … */
  placeholder?: string
}

/** The native select, dressed: a phone opens its own wheel. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  return (
    <span className={cx('relative block', className)}>
      <select {...rest} className="control appearance-none truncate pr-9">
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((entry) =>
          'options' in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map((option) => (
                <Option key={option.value} {...option} />
              ))}
            </optgroup>
          ) : (
            <Option key={entry.value} {...entry} />
          ),
        )}
      </select>
      <Icon
        name="chevron"
        className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-ink-3"
      />
    </span>
  )
}

function Option({ value, label, disabled }: SelectOption) {
  return (
    <option value={value} disabled={disabled}>
      {label}
    </option>
  )
}
