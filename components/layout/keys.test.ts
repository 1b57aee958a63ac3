import { describe, expect, it } from 'vitest'
import { keyAct, type Press } from './keys'

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrl: false,
  meta: false,
  alt: false,
  typing: false,
  ...more,
})
const ON = { afterG: false, singleKeys: true }

describe('keyAct', () => {
  it.each<[string, Press, typeof ON, ReturnType<typeof keyAct>]>([
    ['Ctrl+K', press('k', { ctrl: true }), ON, { act: 'palette' }],
    ['⌘K', press('k', { meta: true }), ON, { act: 'palette' }],
    ['Ctrl+K with caps lock', press('K', { ctrl: true }), ON, { act: 'palette' }],
    ['Ctrl+K while typing', press('k', { ctrl: true, typing: true }), ON, { act: 'palette' }],
    [
      'Ctrl+K when single keys are off',
      press('k', { ctrl: true }),
      { ...ON, singleKeys: false },
      { act: 'palette' },
    ],
    ['Ctrl+Alt+K', press('k', { ctrl: true, alt: true }), ON, null],
    ['K', press('k'), ON, { act: 'step', by: -1 }],
    ['J', press('j'), ON, { act: 'step', by: 1 }],
    ['J while typing', press('j', { typing: true }), ON, null],
    ['J when single keys are off', press('j'), { ...ON, singleKeys: false }, null],
    ['Alt+J', press('j', { alt: true }), ON, null],
    ['/', press('/'), ON, { act: 'search' }],
    ['/ while typing', press('/', { typing: true }), ON, null],
    ['?', press('?'), ON, { act: 'help' }],
    ['G', press('g'), ON, { act: 'await' }],
    ['R after G', press('r'), { ...ON, afterG: true }, { act: 'go', letter: 'r' }],
    [
      'J after G goes to a desk, if there is one',
      press('j'),
      { ...ON, afterG: true },
      { act: 'go', letter: 'j' },
    ],
    ['R after G while typing', press('r', { typing: true }), { ...ON, afterG: true }, null],
    ['R alone', press('r'), ON, null],
    ['Enter', press('Enter'), ON, null],
  ])('%s', (_what, one, state, expected) => expect(keyAct(one, state)).toEqual(expected))
})
