'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { cx } from '@/components/ui/cx'
import { Highlight } from '@/components/ui/highlight'
import { Icon } from '@/components/ui/icon'
import { useAsyncSearch } from '@/components/ui/use-async-search'
import type { Hit } from '@/lib/search/types'
import { readRecent, rememberRecent } from './recent'

interface Entry {
  group: Hit['group'] | 'recent' | 'all'
  href: string
  label: string
  note: string
  recall: string | null
}

interface Props {
  action: string
  person: string
  onClose: () => void
}

class TooMany extends Error {}

async function ask(query: string, signal: AbortSignal): Promise<Hit[]> {
  const answer = await fetch(`/api/search?q=${encodeURIComponent(query)}`, { signal })
  if (answer.status === 429) throw new TooMany()
  if (!answer.ok) throw new Error(String(answer.status))
  return ((await answer.json()) as { hits: Hit[] }).hits
}

/** Pages, cases, people, enterprises and matters by typing: a combobox in a modal, the keyboard alone is enough. */
export default function Palette({ action, person, onClose }: Props) {
  const t = useTranslations('platform.palette')
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const composing = useRef(false)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const [tooMany, setTooMany] = useState(false)
  const [recent] = useState(() => readRecent(person))
  const search = useCallback(async (query: string, signal: AbortSignal) => {
    try {
      const hits = await ask(query, signal)
      setTooMany(false)
      return hits
    } catch (error) {
      setTooMany(error instanceof TooMany)
      throw error
    }
  }, [])
  const found = useAsyncSearch(search, { minLength: 0, delayMs: 150 })
  const { ask: askNow } = found

  useEffect(() => {
    dialog.current?.showModal()
    askNow('')
  }, [askNow])

  const query = text.trim()
  const entries: Entry[] = [
    ...(query ? [] : recent.map((one): Entry => ({ ...one, group: 'recent', note: '', recall: one.label }))),
    ...found.items,
    ...(query
      ? [
          {
            group: 'all' as const,
            href: `${action}?q=${encodeURIComponent(query)}`,
            label: t('searchAll', { query }),
            note: '',
            recall: null,
          },
        ]
      : []),
  ]
  const at = Math.min(active, entries.length - 1)
  const optionId = (place: number) => `palette-option-${String(place)}`

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  function openEntry(entry: Entry | undefined) {
    if (!entry) return
    if (entry.recall !== null) rememberRecent(person, { href: entry.href, label: entry.recall })
    onClose()
    router.push(entry.href)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (composing.current || event.nativeEvent.isComposing) return
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 6,
      PageUp: at - 6,
    }
    const to = moves[event.key]
    if (to !== undefined && entries.length > 0) {
      event.preventDefault()
      const single = event.key.startsWith('Arrow')
      setActive(
        single ? (to + entries.length) % entries.length : Math.min(Math.max(to, 0), entries.length - 1),
      )
    } else if (event.key === 'Enter') {
      event.preventDefault()
      // An answer on its way belongs to what stands in the box: until then only the search itself can be meant.
      openEntry(found.status === 'searching' && query !== found.query ? entries.at(-1) : entries[at])
    }
  }

  const status =
    found.status === 'searching'
      ? t('searching')
      : found.status === 'failed'
        ? t(tooMany ? 'tooMany' : 'failed')
        : found.items.length === 0 && query
          ? t('empty')
          : t('results', { count: found.items.length })
  const shown = found.status === 'failed' || (found.status === 'ready' && found.items.length === 0 && query)

  return (
    <dialog
      ref={dialog}
      aria-label={t('title')}
      onClose={onClose}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
      className="m-auto mt-[10dvh] w-[min(40rem,calc(100vw-2rem))] overflow-hidden rounded-xl border border-line bg-card p-0 text-ink shadow-float phone:mt-0 phone:h-dvh phone:max-h-dvh phone:w-screen phone:max-w-none phone:rounded-none phone:border-0"
    >
      <div className="flex max-h-[76dvh] flex-col phone:h-dvh phone:max-h-dvh">
        <div className="flex items-center gap-3 border-b border-line px-4">
          <Icon name="search" className="size-4 shrink-0 text-ink-3" />
          <input
            type="text"
            role="combobox"
            aria-label={t('title')}
            aria-autocomplete="list"
            aria-expanded={entries.length > 0}
            aria-controls="palette-list"
            aria-activedescendant={at >= 0 ? optionId(at) : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            autoFocus
            placeholder={t('placeholder')}
            value={text}
            maxLength={100}
            onChange={(event) => {
              setText(event.target.value)
              setActive(0)
              if (!composing.current) found.ask(event.target.value)
            }}
            onCompositionStart={() => {
              composing.current = true
            }}
            onCompositionEnd={(event) => {
              composing.current = false
              found.ask(event.currentTarget.value)
            }}
            onKeyDown={onKeyDown}
            className="h-13 min-w-0 flex-1 bg-transparent text-base text-ink outline-none"
          />
          <button
            type="button"
            onClick={onClose}
            className="rounded-sm border border-line px-1.5 text-xs/6 text-ink-3 hover:bg-hover hover:text-ink phone:min-h-11 phone:border-0 phone:px-2 phone:text-sm"
          >
            {t('close')}
          </button>
        </div>
        {shown ? (
          <p className={cx('px-4 pt-3 text-sm', found.status === 'failed' ? 'text-red' : 'text-ink-3')}>
            {status}
          </p>
        ) : null}
        <div
          ref={list}
          id="palette-list"
          role="listbox"
          aria-label={t('list')}
          aria-busy={found.status === 'searching'}
          className="min-h-0 flex-1 overflow-y-auto px-2 py-2"
        >
          {grouped(entries).map(({ group, from, items }) => (
            <div key={group} role="group" aria-labelledby={`palette-group-${group}`}>
              <p
                id={`palette-group-${group}`}
                role="presentation"
                className="px-2 pt-2 pb-1 text-xs text-ink-3"
              >
                {t(`group.${group}`)}
              </p>
              {items.map((entry, place) => (
                <div
                  key={`${entry.group} ${entry.href}`}
                  id={optionId(from + place)}
                  role="option"
                  aria-selected={from + place === at}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => openEntry(entry)}
                  className="flex min-h-10 cursor-pointer items-baseline justify-between gap-4 rounded-md px-2 py-2 hover:bg-hover aria-selected:bg-accent-soft aria-selected:text-accent-ink forced-colors:aria-selected:outline-2 phone:min-h-12"
                >
                  <span className="min-w-0 truncate">
                    <Highlight text={entry.label} query={entry.group === 'all' ? '' : query} />
                  </span>
                  <span className="max-w-[55%] shrink-0 truncate text-xs text-ink-3">{entry.note}</span>
                </div>
              ))}
            </div>
          ))}
        </div>
        <p className="border-t border-line-2 px-4 py-2 text-xs text-ink-3 phone:hidden">{t('hint')}</p>
      </div>
      <span aria-live="polite" className="sr-only">
        {status}
      </span>
    </dialog>
  )
}

/** Entries under their groups, in the order in which they came; the numbers of the list run through. */
function grouped(entries: readonly Entry[]) {
  const groups: { group: Entry['group']; from: number; items: Entry[] }[] = []
  for (const [place, entry] of entries.entries()) {
    const last = groups.at(-1)
    if (last?.group === entry.group) last.items.push(entry)
    else groups.push({ group: entry.group, from: place, items: [entry] })
  }
  return groups
}
