import { expect, test } from 'vitest'
import { linkToFollow } from './link-to-follow'

const here = { origin: 'https://qinqing.example', pathname: '/records', search: '?kind=REFUSAL' }
const click = {
  defaultPrevented: false,
  button: 0,
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
}
const anchor = (href: string, more: { target?: string; download?: boolean } = {}) => ({
  href: href && new URL(href, 'https://qinqing.example/records?kind=REFUSAL').href,
  target: more.target ?? '',
  hasAttribute: (name: string) => name === 'download' && more.download === true,
})

test.each([
  ['/review', '/review'],
  ['?kind=OBJECTION', '/records?kind=OBJECTION'],
  ['/records?after=x#row', '/records?after=x#row'],
  ['https://qinqing.example/my', '/my'],
])('follows %s', (href, to) => {
  expect(linkToFollow(click, anchor(href), here)).toBe(to)
})

test.each([
  ['another site', anchor('https://elsewhere.example/')],
  ['a mail address', anchor('mailto:somebody@elsewhere.example')],
  ['a file', anchor('/api/documents/1')],
  ['a download', anchor('/records', { download: true })],
  ['another window', anchor('/records', { target: '_blank' })],
  ['a place on this page', anchor('?kind=REFUSAL#main')],
  ['nothing', anchor('')],
])('leaves to the browser: %s', (_, to) => {
  expect(linkToFollow(click, to, here)).toBeNull()
})

test.each([
  { defaultPrevented: true },
  { button: 1 },
  { metaKey: true },
  { ctrlKey: true },
  { shiftKey: true },
  { altKey: true },
])('leaves to the browser or whoever acted first: %o', (more) => {
  expect(linkToFollow({ ...click, ...more }, anchor('/review'), here)).toBeNull()
})
