import { describe, expect, it } from 'vitest'
import {
  currentRequest,
  hashedActor,
  noteActor,
  noteCommand,
  noteRequest,
  requestIdOf,
  requestStorage,
  withRequestId,
} from './request-context'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('the id of a request', () => {
  it.each(['0123456789abcdef', 'ABCDEF0123456789abcdef0123456789', '0190f0f4-8b5e-7c3a-9d2e-1f2a3b4c5d6e'])(
    'is taken from %s',
    (id) => expect(requestIdOf(id)).toBe(id.toLowerCase()),
  )
  it.each([
    undefined,
    '',
    '0123456789abcde',
    'a'.repeat(65),
    'Zebulon-Quixote-1',
    '0123456789abcdef\n',
    '-'.repeat(20),
    ['0123456789abcdef'],
  ])('is made for %j', (given) => expect(requestIdOf(given)).toMatch(UUID))
})

describe('what is known while it runs', () => {
  it('is kept beside the work, and not beside another', async () => {
    const one = { id: 'one', isLocal: false }
    const seen = await requestStorage().run(one, async () => {
      await Promise.resolve()
      noteCommand('a.b')
      noteCommand('c.d')
      noteRequest({ refusal: 'x.y' })
      noteActor('person')
      return currentRequest()
    })
    expect(seen).toEqual({
      id: 'one',
      isLocal: false,
      commands: ['a.b', 'c.d'],
      refusal: 'x.y',
      actor: hashedActor('person'),
    })
    expect(currentRequest()).toBeUndefined()
    expect(() => noteCommand('nothing runs')).not.toThrow()
  })
  it('of a message is the id of the request that sent it', async () => {
    expect(await withRequestId('sent', () => Promise.resolve(currentRequest()?.id))).toBe('sent')
    expect(await withRequestId(null, () => Promise.resolve(currentRequest()?.id))).toMatch(UUID)
  })
  it('names nobody', () => {
    expect(hashedActor('0190f0f4-8b5e-7c3a-9d2e-1f2a3b4c5d6e')).toMatch(/^[0-9a-f]{12}$/)
    expect(hashedActor('a')).not.toBe(hashedActor('b'))
  })
})
