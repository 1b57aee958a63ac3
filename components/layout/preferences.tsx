'use client'

import { useRouter } from 'next/navigation'
import { useSyncExternalStore } from 'react'
import { cx } from '@/components/ui/cx'
import {
  preferenceCookie,
  type Locale,
  type Preferences,
  type SingleKeys,
  type TextSize,
  type Theme,
} from './preference-cookie'

export type PreferenceLabels = {
  /** Names the group. */
  group: string
  /** The other language, in its own words. */
  otherLocale: string
  largeText: string
  dark: string
  /** Names the three-way choice and its options. */
  theme: string
  themeLight: string
  themeDark: string
  themeSystem: string
  /** The list of keys, and the switch for those without Ctrl. */
  keysHelp: string
  singleKeys: string
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-text', 'data-keys'] })
  const system = matchMedia('(prefers-color-scheme: dark)')
  system.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    system.removeEventListener('change', changed)
  }
}

function themeNow(): Theme {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

function isDarkNow(): boolean {
  const chosen = themeNow()
  return chosen === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark'
}

function remember(name: keyof Preferences, value: string): void {
  document.cookie = preferenceCookie(name, value, location.protocol === 'https:')
}

function chooseTheme(theme: Theme): void {
  remember('theme', theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

function chooseText(text: TextSize): void {
  remember('text', text)
  if (text === 'large') document.documentElement.dataset.text = text
  else delete document.documentElement.dataset.text
}

function chooseKeys(keys: SingleKeys): void {
  remember('keys', keys)
  if (keys === 'off') document.documentElement.dataset.keys = keys
  else delete document.documentElement.dataset.keys
}

function useTheme(initial: Theme): Theme {
  return useSyncExternalStore(subscribe, themeNow, () => initial)
}

function useDark(initial: Theme): boolean {
  return useSyncExternalStore(subscribe, isDarkNow, () => initial === 'dark')
}

function useLargeText(initial: TextSize): boolean {
  return useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset.text === 'large',
    () => initial === 'large',
  )
}

const TOGGLE =
  'inline-flex min-h-9 items-center rounded-md px-2 text-sm whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink phone:min-h-11 phone:px-3 ' +
  'aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent-ink'

type PreferencesProps = { initial: Preferences; labels: PreferenceLabels; className?: string }

/** Language, large text and, unless the full choice stands beside it, dark: the quick switches of the top bar. */
export function PreferenceToggles({
  initial,
  labels,
  withDark = true,
  className,
}: PreferencesProps & { withDark?: boolean }) {
  const router = useRouter()
  const dark = useDark(initial.theme)
  const large = useLargeText(initial.text)
  const other: Locale = initial.locale === 'zh' ? 'en' : 'zh'
  return (
    <div role="group" aria-label={labels.group} className={cx('flex items-center gap-1', className)}>
      <button
        type="button"
        lang={other === 'zh' ? 'zh-CN' : 'en'}
        className={TOGGLE}
        onClick={() => {
          remember('locale', other)
          // A refresh, not a reload: what was typed stays in the page.
          router.refresh()
        }}
      >
        {labels.otherLocale}
      </button>
      <button
        type="button"
        aria-pressed={large}
        className={TOGGLE}
        onClick={() => chooseText(large ? 'normal' : 'large')}
      >
        {labels.largeText}
      </button>
      {withDark ? (
        <button
          type="button"
          aria-pressed={dark}
          className={TOGGLE}
          onClick={() => chooseTheme(dark ? 'light' : 'dark')}
        >
          {labels.dark}
        </button>
      ) : null}
    </div>
  )
}

/** Light, dark, or as the system: the full choice, for the account menu. */
export function ThemeChoice({ initial, labels, className }: PreferencesProps) {
  const theme = useTheme(initial.theme)
  const options: ReadonlyArray<readonly [Theme, string]> = [
    ['light', labels.themeLight],
    ['dark', labels.themeDark],
    ['system', labels.themeSystem],
  ]
  return (
    <div role="group" aria-label={labels.theme} className={cx('flex gap-1', className)}>
      {options.map(([value, label]) => (
        <button
          key={value}
          type="button"
          aria-pressed={theme === value}
          className={cx(TOGGLE, 'flex-1 justify-center')}
          onClick={() => chooseTheme(value)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

/** Keys without Ctrl, on or off, for the account menu. */
export function KeysToggle({ initial, labels }: PreferencesProps) {
  const on = useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset.keys !== 'off',
    () => initial.keys === 'on',
  )
  return (
    <button
      type="button"
      aria-pressed={on}
      className={cx(TOGGLE, 'w-full px-3')}
      onClick={() => chooseKeys(on ? 'off' : 'on')}
    >
      {labels.singleKeys}
    </button>
  )
}

/** Opens the list of keys from the account menu. */
export function HelpButton({ label }: { label: string }) {
  return (
    <button
      type="button"
      className={cx(TOGGLE, 'w-full justify-between px-3 phone:hidden')}
      onClick={(event) => {
        event.currentTarget.closest('details')?.removeAttribute('open')
        document.dispatchEvent(new Event('desk:help'))
      }}
    >
      {label}
      <kbd aria-hidden="true" className="font-sans text-xs text-ink-3">
        ?
      </kbd>
    </button>
  )
}
