'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'

interface Line {
  keys: readonly string[]
  what: string
}

/** The keys of the page as it stands: those of every page, the desks this person has, and what this page has beside. */
export default function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations('platform.keys')
  const [{ desks, rows, off, own }] = useState(readPage)
  const everywhere: Line[] = [
    { keys: ['Ctrl K', '⌘ K'], what: t('palette') },
    { keys: ['/'], what: t('search') },
    { keys: ['?'], what: t('help') },
    { keys: ['Esc'], what: t('escape') },
  ]
  const here: Line[] = [
    ...(rows
      ? [
          { keys: ['J'], what: t('next') },
          { keys: ['K'], what: t('previous') },
          { keys: ['Enter'], what: t('open') },
        ]
      : []),
    ...own,
  ]
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title')}
      labels={{ close: t('close') }}
      className="w-[min(44rem,calc(100vw-2rem))]"
    >
      {off ? <p className="mb-3 rounded-md bg-amber-soft px-3 py-2 text-sm text-amber">{t('off')}</p> : null}
      <div className="grid grid-cols-2 gap-x-8 gap-y-5 phone:grid-cols-1">
        <div className="grid content-start gap-5">
          <Section title={t('everywhere')} lines={everywhere} />
          {here.length > 0 ? <Section title={t('here')} lines={here} /> : null}
        </div>
        <Section
          title={t('desks')}
          lines={desks.map(({ letter, label }) => ({ keys: ['G', letter.toUpperCase()], what: label }))}
          sequence
        />
      </div>
      <p className="mt-4 text-sm text-ink-3">{t('note')}</p>
    </Dialog>
  )
}

function Section({
  title,
  lines,
  sequence = false,
}: {
  title: string
  lines: readonly Line[]
  sequence?: boolean
}) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold text-ink">{title}</h3>
      <dl>
        {lines.map((line) => (
          <div
            key={line.what}
            className="flex items-baseline justify-between gap-4 border-b border-line-2 py-1.5"
          >
            <dt>{line.what}</dt>
            <dd className="flex shrink-0 items-center gap-1 text-xs text-ink-3">
              {line.keys.map((key, place) => (
                <span key={key} className="flex items-center gap-1">
                  {place > 0 && !sequence ? <span aria-hidden="true">/</span> : null}
                  <kbd className="rounded-sm border border-line bg-paper px-1.5 font-sans text-ink-2">
                    {key}
                  </kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** What the page offers: the desks in the navigation, rows to walk, and controls that name their keys. */
function readPage() {
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]
  return {
    off: document.documentElement.dataset.keys === 'off',
    rows: all('main tbody a[href], main [data-rows] a[href]').length > 0,
    desks: all('nav [data-key]').map((link) => ({
      letter: link.dataset.key ?? '',
      label: link.firstElementChild?.textContent ?? '',
    })),
    own: all('main [aria-keyshortcuts][data-shortcut]').map((control) => ({
      keys: [control.getAttribute('aria-keyshortcuts')?.replace('Control+', 'Ctrl ') ?? ''],
      what: control.dataset.shortcut ?? '',
    })),
  }
}
