import { afterEach, describe, expect, it } from 'vitest'
import type { lookup } from 'node:dns'
import { openReceiver, type Receiver } from '@/lib/notifications/testing'
import { postBody } from './web-request'

let receiver: Receiver | undefined
afterEach(async () => {
  await receiver?.close()
  receiver = undefined
})

/** A resolver that says what the test wants. */
const resolvesTo = (...addresses: string[]) =>
  ((_name: string, _options: unknown, callback: (error: null, found: unknown) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as typeof lookup

const call = (address: string, more: Partial<Parameters<typeof postBody>[0]> = {}) =>
  postBody({
    address,
    headers: { 'webhook-id': '1' },
    body: '{"a":1}',
    targets: 'loopback',
    timeoutMs: 2000,
    ...more,
  })

describe('postBody', () => {
  it('sends the bytes as they are and takes any 2xx as a yes', async () => {
    receiver = await openReceiver()
    expect(await call(receiver.address)).toEqual({ status: 204, problem: null })
    expect(receiver.hooks[0]).toMatchObject({
      body: '{"a":1}',
      headers: { 'webhook-id': '1', 'content-length': '7' },
    })
  })

  it.each([
    [500, 'bad-answer'],
    [404, 'bad-answer'],
    [429, 'bad-answer'],
  ])('says that an answer is none: %i', async (answer, problem) => {
    receiver = await openReceiver()
    receiver.answer = answer
    expect(await call(receiver.address)).toEqual({ status: answer, problem })
  })

  it('does not follow a redirect', async () => {
    receiver = await openReceiver()
    receiver.answer = 'redirect'
    expect(await call(receiver.address)).toEqual({ status: 302, problem: 'redirect' })
    expect(receiver.hooks).toHaveLength(1)
  })

  it('gives up after its time', async () => {
    receiver = await openReceiver()
    receiver.answer = 'never'
    const started = performance.now()
    expect(await call(receiver.address, { timeoutMs: 200 })).toEqual({ status: null, problem: 'timeout' })
    expect(performance.now() - started).toBeLessThan(1500)
  })

  it('says that nobody listens', async () => {
    receiver = await openReceiver()
    const { address } = receiver
    await receiver.close()
    receiver = undefined
    expect(await call(address)).toEqual({ status: null, problem: 'no-connection' })
  })

  it('refuses what may not be connected to, before a byte leaves', async () => {
    receiver = await openReceiver()
    expect(await call(receiver.address, { targets: 'public' })).toEqual({
      status: null,
      problem: 'target-refused',
    })
    expect(receiver.hooks).toHaveLength(0)
  })

  it.each([
    [['127.0.0.1'], 'a name that resolves to this machine'],
    [['10.0.0.5'], 'a name that resolves into a private network'],
    [['169.254.169.254'], 'a name that resolves to link-local'],
    [['93.184.216.34', '127.0.0.1'], 'a name with one good address and one bad'],
    [['::ffff:127.0.0.1'], 'a name that resolves to a mapped address'],
    [[], 'a name without an address'],
  ])('refuses by what a name resolves to: %o (%s)', async (addresses) => {
    receiver = await openReceiver()
    const { port } = new URL(receiver.address)
    const answer = await call(`https://bridge.example.com:${port}/`, {
      targets: 'public',
      resolve: resolvesTo(...addresses),
    })
    expect(answer).toEqual({ status: null, problem: 'target-refused' })
    expect(receiver.hooks).toHaveLength(0)
  })

  it('connects to the very address that was checked, whatever the name says a moment later', async () => {
    receiver = await openReceiver()
    let asked = 0
    const rebinding = ((name: string, options: unknown, callback: never) => {
      asked += 1
      resolvesTo(asked === 1 ? '127.0.0.1' : '10.0.0.1')(name, options as never, callback)
    }) as unknown as typeof lookup
    const { port } = new URL(receiver.address)
    const answer = await call(`http://localhost:${port}/hook`, { resolve: rebinding })
    expect(answer).toEqual({ status: 204, problem: null })
    expect(asked).toBe(1)
  })

  it('wants a certificate that holds', async () => {
    receiver = await openReceiver()
    // No TLS at all on the other side.
    expect(await call(receiver.address.replace('http:', 'https:'))).toMatchObject({ problem: 'tls-refused' })
  })
})
