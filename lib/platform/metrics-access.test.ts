import { describe, expect, it } from 'vitest'
import { mayReadMetrics } from './metrics-access'

const TOKEN = 'a-token-of-enough-letters'

describe('who may read the numbers', () => {
  it.each([
    ['', undefined, true, true],
    ['', undefined, false, false],
    ['', `Bearer ${TOKEN}`, false, false],
    ['', 'Bearer ', false, false],
    [TOKEN, `Bearer ${TOKEN}`, false, true],
    [TOKEN, `bearer ${TOKEN}`, false, true],
    [TOKEN, `Bearer ${TOKEN}x`, true, false],
    [TOKEN, TOKEN, true, false],
    [TOKEN, `Basic ${TOKEN}`, true, false],
    [TOKEN, 'Bearer ', true, false],
    [TOKEN, undefined, true, false],
    [TOKEN, null, true, false],
  ])('token %j, header %j, on the machine %j: %j', (token, authorization, isLocal, may) =>
    expect(mayReadMetrics(token, { authorization, isLocal })).toBe(may),
  )
})
