import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { endpointSecret, fingerprintOf, signatureOf, signedHeaders } from './signature'

describe('signatures', () => {
  it('are those of the Standard Webhooks, by their own example', () => {
    const message = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1614265330,
      body: '{"test": 2432232314}',
    }
    expect(signatureOf(message, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    )
  })

  it('change with the id, the time, the body and the secret', () => {
    const one = { id: 'a', timestamp: 1, body: '{}' }
    const secret = endpointSecret('key', 'endpoint', 1)
    const all = [
      signatureOf(one, secret),
      signatureOf({ ...one, id: 'b' }, secret),
      signatureOf({ ...one, timestamp: 2 }, secret),
      signatureOf({ ...one, body: '{} ' }, secret),
      signatureOf(one, endpointSecret('key', 'endpoint', 2)),
    ]
    expect(new Set(all).size).toBe(all.length)
  })

  it('stand beside one another while two secrets are valid', () => {
    const secrets = [endpointSecret('key', 'e', 2), endpointSecret('key', 'e', 1)]
    const headers = signedHeaders({ id: 'm', timestamp: 5, body: '{}' }, secrets)
    const expected = secrets.map((secret) => {
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
      return `v1,${createHmac('sha256', key).update('m.5.{}').digest('base64')}`
    })
    expect(headers['webhook-signature']).toBe(expected.join(' '))
  })
})

describe('secrets', () => {
  it('are 256 bits, the same each time, and another for each endpoint, number and installation', () => {
    const secret = endpointSecret('key', 'e', 1)
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32)
    expect(endpointSecret('key', 'e', 1)).toBe(secret)
    const others = [
      endpointSecret('key', 'e', 2),
      endpointSecret('key', 'f', 1),
      endpointSecret('yek', 'e', 1),
    ]
    expect(new Set([secret, ...others]).size).toBe(4)
    expect(fingerprintOf(secret)).toMatch(/^[0-9a-f]{12}$/)
  })

  it('do not come out of nothing', () => expect(() => endpointSecret('', 'e', 1)).toThrow('NEXTAUTH_SECRET'))
})
