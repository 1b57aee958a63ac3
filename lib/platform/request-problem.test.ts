import { describe, expect, it } from 'vitest'
import { ACTION_BODY_LIMIT, isReadable, requestProblem } from './request-problem'

const ask = (headers: Record<string, string>, body = '[{}]', method = 'POST') =>
  requestProblem({
    method,
    address: '/my',
    headers: new Headers({ 'content-length': String(body.length), ...headers }),
    body: () => Promise.resolve(body),
  })
const OURS = {
  'next-action': 'a',
  'content-type': 'text/plain;charset=UTF-8',
  'sec-fetch-site': 'same-origin',
}

describe('an address', () => {
  it.each(['/my', '/records?q=%E7%A7%A6', '/records?q=100%', '/my?q=%FF', '/%E4%BA%B2'])(
    '%s is read',
    (address) => {
      expect(isReadable(address)).toBe(true)
    },
  )
  it.each(['/matters?q=%00', '/my/%00', '/review/%E0%A4%A', '/my?q=%00%'])('%s is refused', (address) => {
    expect(isReadable(address)).toBe(false)
  })
})

describe('an action', () => {
  it('passes as our own pages send it', async () => {
    expect(await ask(OURS)).toBeNull()
    expect(await ask({ ...OURS, 'content-type': 'multipart/form-data; boundary=x' }, 'x')).toBeNull()
  })
  it.each(['{{{', '', '"text"', '{"input":1}'])('with %j is not read', async (body) => {
    expect(await ask(OURS, body)).toMatchObject({ status: 400 })
  })
  it('from elsewhere is refused', async () => {
    expect(await ask({ ...OURS, 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 })
    const { 'sec-fetch-site': _gone, ...bare } = OURS
    expect(await ask(bare)).toMatchObject({ status: 403 })
    expect(await ask({ ...bare, origin: 'http://other.example', host: 'qinqing.example' })).toMatchObject({
      status: 403,
    })
  })
  it('too large, or of unknown length, is refused', async () => {
    expect(await ask({ ...OURS, 'content-length': String(ACTION_BODY_LIMIT + 1) })).toMatchObject({
      status: 413,
    })
    expect(await ask({ ...OURS, 'content-length': 'many' })).toMatchObject({ status: 413 })
  })
  it('nothing is said about requests that are no action', async () => {
    expect(await ask({}, '{{{')).toBeNull()
    expect(await ask(OURS, '{{{', 'GET')).toBeNull()
  })
})
