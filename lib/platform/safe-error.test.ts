import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { safeError, withoutValues } from './safe-error'

const PERSON = '欧阳拂晓'
const caught = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
class ClientError extends Error {
  override name = 'PrismaClientKnownRequestError'
  code = 'P2002'
  clientVersion = '7'
  meta = { target: PERSON }
}

describe('an error in the log', () => {
  it.each([
    ['a parser', caught(() => JSON.parse(`{"name": ${PERSON}`) as unknown)],
    ['a validation', caught(() => z.literal('x').parse(PERSON))],
    ['the database client', new ClientError(`Invalid invocation { name: "${PERSON}" }`)],
    [
      'the server',
      Object.assign(new Error(`Key (name)=(${PERSON}) exists`), { severity: 'ERROR', code: '23505' }),
    ],
    ['our own', new Error(`official ${PERSON} belongs to no unit`)],
    ['a quoting one', new TypeError(`Cannot read 'Zebulon Quixote' of "Zebulon Quixote`)],
    ['one that was caused', new Error('outer', { cause: new ClientError(PERSON) })],
    ['no error', PERSON],
  ])('of %s holds nothing that was entered', (_of, error) => {
    const text = JSON.stringify(safeError(error))
    expect(text).not.toContain(PERSON)
    expect(text).not.toContain('Zebulon')
  })

  it('still says what it is and where', () => {
    const safe = safeError(new ClientError('x'))
    expect(safe).toMatchObject({ type: 'PrismaClientKnownRequestError', code: 'P2002' })
    expect(safe.message).toBeUndefined()
    expect(safe.stack).toContain('safe-error.test.ts')
    expect(safeError(new Error('case changed meanwhile')).message).toBe('case changed meanwhile')
  })

  it('stops at a chain without end', () => {
    const ring = new Error('ring')
    ring.cause = ring
    expect(JSON.stringify(safeError(ring)).match(/"type"/g)).toHaveLength(4)
  })
})

describe('a text without values', () => {
  it.each([
    ['plain words', 'plain words'],
    ['of "Zebulon" and \'Quixote\'', 'of … and …'],
    [`open "${PERSON}`, 'open …'],
    [`name ${PERSON}!`, 'name …!'],
    ['550 no such user zebulon@example.net (13987651234)', '550 no such user … (…)'],
  ])('%s', (text, safe) => expect(withoutValues(text)).toBe(safe))
})
