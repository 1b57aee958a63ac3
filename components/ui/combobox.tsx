'use client'

import { useEffect, useRef, useState, type ChangeEvent, type KeyboardEvent, type ReactNode } from 'react'
import { cx } from './cx'
import { fill } from './fill'
import { Highlight } from './highlight'
import { Icon } from './icon'
import { useAsyncSearch } from './use-async-search'

export type ComboboxLabels = {
  searching: string
  /** `{n}` is the number of results. */
  results: string
  empty: string
  failed: string
  clear: string
  /** What a form that the browser checks says when words stand there and nothing was chosen; without it they are let go. */
  unchosen?: string
}

type ComboboxProps<T> = {
  id: string
  /** With a name, a hidden input carries the key of the chosen item into a plain form. */
  name?: string
  value: T | null
  onChange: (item: T | null) => void
  /** Wrap a server action in a function that drops the signal: it cannot travel. */
  search: (query: string, signal: AbortSignal) => Promise<readonly T[]>
  keyOf: (item: T) => string
  /** What stands in the box once chosen. */
  textOf: (item: T) => string
  /** An entry of the list; by default the text with the query marked. */
  renderItem?: (item: T, query: string) => ReactNode
  /** Last entry of the list: not found, write it by hand. */
  byHand?: { label: ReactNode; onSelect: (query: string) => void }
  /** Every keystroke, so that words typed but not chosen can be kept in a draft. */
  onText?: (text: string) => void
  defaultText?: string
  placeholder?: string
  labels: ComboboxLabels
  minLength?: number
  delayMs?: number
  disabled?: boolean
  autoFocus?: boolean
  className?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
}

/** Finds one record by typing: list and keyboard as in the ARIA combobox pattern, safe with an input method. */
export function Combobox<T>(props: ComboboxProps<T>) {
  const {
    id,
    name,
    value,
    onChange,
    keyOf,
    textOf,
    renderItem,
    byHand,
    onText,
    labels,
    minLength = 1,
    className,
  } = props
  const [text, setText] = useState(value === null ? (props.defaultText ?? '') : textOf(value))
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const composing = useRef(false)
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const found = useAsyncSearch(props.search, { minLength, delayMs: props.delayMs ?? 200 })

  // The chosen record may change from outside: a draft restored, a form reset.
  const chosenKey = value === null ? null : keyOf(value)
  const [seenKey, setSeenKey] = useState(chosenKey)
  if (chosenKey !== seenKey) {
    setSeenKey(chosenKey)
    if (value !== null) setText(textOf(value))
    else if (seenKey !== null && !open) setText('')
  }

  // Otherwise a plain form would be sent as if nothing had been typed.
  const unchosen = value === null && text.trim() ? (labels.unchosen ?? '') : ''
  useEffect(() => input.current?.setCustomValidity(unchosen), [unchosen])

  const entries = found.items.length + (byHand ? 1 : 0)
  const listed = open && found.status !== 'idle'
  const optionId = (place: number) => `${id}-option-${place}`

  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  function type(next: string) {
    setText(next)
    onText?.(next)
    if (value !== null) onChange(null)
    setOpen(true)
    setActive(-1)
    if (!composing.current) found.ask(next)
  }

  function choose(place: number) {
    const item = found.items[place]
    setOpen(false)
    setActive(-1)
    if (item !== undefined) {
      setText(textOf(item))
      onChange(item)
    } else if (byHand) {
      byHand.onSelect(text.trim())
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    // Keys that belong to the input method: Enter there takes a word, not an entry.
    if (composing.current || event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) {
        setOpen(true)
        found.ask(text)
        return
      }
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (entries > 0)
        setActive((at) => (at === -1 && step === -1 ? entries - 1 : (at + step + entries) % entries))
    } else if (event.key === 'Enter' && listed) {
      event.preventDefault()
      if (active >= 0) choose(active)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
      setActive(-1)
    }
  }

  const status =
    found.status === 'searching'
      ? labels.searching
      : found.status === 'failed'
        ? labels.failed
        : found.items.length === 0
          ? labels.empty
          : fill(labels.results, { n: found.items.length })

  return (
    <div className={cx('relative', className)}>
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={listed}
        aria-controls={`${id}-list`}
        aria-activedescendant={listed && active >= 0 ? optionId(active) : undefined}
        aria-describedby={props['aria-describedby']}
        aria-invalid={props['aria-invalid']}
        aria-required={props['aria-required']}
        placeholder={props.placeholder}
        disabled={props.disabled}
        autoFocus={props.autoFocus}
        value={text}
        onChange={(event: ChangeEvent<HTMLInputElement>) => type(event.target.value)}
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={(event) => {
          composing.current = false
          found.ask(event.currentTarget.value)
        }}
        onKeyDown={onKeyDown}
        onFocus={() => {
          if (value === null && text.trim().length >= minLength) {
            setOpen(true)
            found.ask(text)
          }
        }}
        onBlur={() => {
          setOpen(false)
          setActive(-1)
        }}
        className="control pr-11"
      />
      {text && !props.disabled ? (
        <button
          type="button"
          aria-label={labels.clear}
          onClick={() => {
            type('')
            setOpen(false)
            input.current?.focus()
          }}
          className="absolute top-0 right-0 flex h-[2.625rem] w-11 items-center justify-center rounded-md text-ink-3 hover:text-ink phone:h-11"
        >
          <Icon name="close" className="size-3.5" />
        </button>
      ) : null}
      {name ? <input type="hidden" name={name} value={chosenKey ?? ''} /> : null}
      <div
        className={cx(
          'absolute inset-x-0 top-full z-30 mt-1 overflow-hidden rounded-md border border-line bg-card shadow-float',
          !listed && 'hidden',
        )}
      >
        {listed && (found.status !== 'ready' || found.items.length === 0) ? (
          <p className={cx('px-3 py-2.5 text-sm', found.status === 'failed' ? 'text-red' : 'text-ink-3')}>
            {status}
          </p>
        ) : null}
        <ul
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={status}
          className="max-h-80 overflow-y-auto"
        >
          {found.items.map((item, place) => (
            <Entry
              key={keyOf(item)}
              id={optionId(place)}
              active={place === active}
              onChoose={() => choose(place)}
            >
              {renderItem ? (
                renderItem(item, found.query)
              ) : (
                <Highlight text={textOf(item)} query={found.query} />
              )}
            </Entry>
          ))}
          {byHand ? (
            <Entry
              id={optionId(found.items.length)}
              active={active === found.items.length}
              onChoose={() => choose(found.items.length)}
            >
              <span className="text-accent-ink">{byHand.label}</span>
            </Entry>
          ) : null}
        </ul>
      </div>
      <span aria-live="polite" className="sr-only">
        {listed ? status : ''}
      </span>
    </div>
  )
}

type EntryProps = { id: string; active: boolean; onChoose: () => void; children: ReactNode }

function Entry({ id, active, onChoose, children }: EntryProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      // The focus stays in the box, so that the list does not close before the press arrives.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cx(
        'cursor-pointer border-b border-line-2 px-3 py-2.25 last:border-b-0 hover:bg-hover phone:min-h-11',
        active && 'bg-accent-soft outline-2 -outline-offset-2 outline-accent',
      )}
    >
      {children}
    </li>
  )
}
