import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8')

/** The custom properties of the first block that follows the given beginning. */
function tokens(beginning: string): ReadonlyMap<string, string> {
  const start = css.indexOf(beginning)
  if (start === -1) throw new Error(`no block "${beginning}" in globals.css`)
  const body = css.slice(css.indexOf('{', start + beginning.length - 1) + 1)
  const block = body.slice(0, body.indexOf('}'))
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

const light = tokens(':root {')
const darkChosen = tokens(":root[data-theme='dark'] {")
const darkFollowed = tokens(":root:not([data-theme='light']) {")
const paper = tokens(":root,\n  :root[data-theme],\n  :root:not([data-theme='light']) {")

/** Relative luminance of `#rrggbb`, WCAG 2.2. */
function luminance(hex: string): number {
  const channels = /^#(\w\w)(\w\w)(\w\w)$/.exec(hex)
  if (!channels) throw new Error(`not a plain colour: ${hex}`)
  const [red = 0, green = 0, blue = 0] = channels.slice(1).map((pair) => {
    const part = Number.parseInt(pair, 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}

const GROUNDS = ['paper', 'card', 'hover']
const SOFT = ['accent-soft', 'amber-soft', 'green-soft', 'red-soft']

/** Every pair of words on a ground that the primitives draw. */
const TEXT: ReadonlyArray<readonly [string, string]> = [
  ...['ink', 'ink-2', 'ink-3', 'accent-ink', 'red', 'green', 'amber'].flatMap((ink) =>
    GROUNDS.map((ground) => [ink, ground] as const),
  ),
  ...['ink', 'ink-2', 'ink-3', 'accent-ink'].flatMap((ink) => SOFT.map((ground) => [ink, ground] as const)),
  ['ink-2', 'line-2'],
  ['ink-3', 'line-2'],
  ['red', 'red-soft'],
  ['amber', 'amber-soft'],
  ['green', 'green-soft'],
  ['red', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-red', 'red'],
  ['on-red', 'red-strong'],
]

/** Edges of controls, focus rings, the dot, the bar: 3:1 is what non-text needs. */
const SHAPES: ReadonlyArray<readonly [string, string]> = [
  ...['edge', 'accent', 'red'].flatMap((shape) => GROUNDS.map((ground) => [shape, ground] as const)),
  ...SOFT.map((ground) => ['accent', ground] as const),
  ['edge', 'accent-soft'],
  ['amber', 'amber-soft'],
  ['green', 'green-soft'],
  ['red', 'red-soft'],
  ['accent', 'line'],
]

const themes = [
  ['light', light],
  ['dark', darkChosen],
  ['paper', new Map([...light, ...paper])],
] as const

describe.each(themes)('%s tokens', (_name, theme) => {
  function value(token: string): string {
    const found = theme.get(token)
    if (found === undefined) throw new Error(`no token --${token}`)
    return found
  }

  it.each(TEXT)('%s on %s is readable', (ink, ground) => {
    expect(contrast(value(ink), value(ground))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(SHAPES)('%s against %s is visible', (shape, ground) => {
    expect(contrast(value(shape), value(ground))).toBeGreaterThanOrEqual(3)
  })
})

describe('themes', () => {
  it('dark means the same whether chosen or followed from the system', () => {
    expect([...darkFollowed]).toEqual([...darkChosen])
  })

  it('dark redefines every colour of light', () => {
    const colours = [...light].filter(([, colour]) => colour.startsWith('#')).map(([name]) => name)
    expect(colours.length).toBeGreaterThan(20)
    expect(colours.filter((name) => !darkChosen.has(name))).toEqual([])
  })

  it('paper redefines every colour of light, so a dark screen prints black on white', () => {
    const colours = [...light].filter(([, colour]) => colour.startsWith('#')).map(([name]) => name)
    expect(colours.filter((name) => !paper.has(name))).toEqual([])
  })

  it('computes the known extremes', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })
})
