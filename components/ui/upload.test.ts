import { describe, expect, it } from 'vitest'
import { fileSize, isAccepted, readUploadAnswer } from './upload'

describe('readUploadAnswer', () => {
  it('reads a kept file', () => {
    expect(readUploadAnswer(201, '{"id":"a","name":"邀请函.pdf","size":9,"href":"/f/a"}')).toEqual({
      ok: true,
      file: { id: 'a', name: '邀请函.pdf', size: 9, href: '/f/a' },
    })
  })

  it('never takes a refusal for a kept file, whatever it carries', () => {
    expect(readUploadAnswer(422, '{"id":"a","name":"x","size":1,"message":"no"}')).toEqual({
      ok: false,
      message: 'no',
    })
  })

  it.each([
    [200, '<html>'],
    [200, 'null'],
    [200, '{"id":1,"name":"x","size":1}'],
    [500, ''],
    [413, '{"message":""}'],
  ])('has no words for %s %s', (status, body) => {
    expect(readUploadAnswer(status, body)).toEqual({ ok: false, message: null })
  })
})

describe('isAccepted', () => {
  const pdf = { name: '函.PDF', type: 'application/pdf' }

  it('knows extensions, families and types', () => {
    expect(isAccepted(pdf, '.docx, .pdf')).toBe(true)
    expect(isAccepted({ name: 'a.png', type: 'image/png' }, 'image/*')).toBe(true)
    expect(isAccepted(pdf, 'application/pdf')).toBe(true)
    expect(isAccepted(pdf, undefined)).toBe(true)
  })

  it('refuses the rest', () => {
    expect(isAccepted(pdf, '.png,image/*')).toBe(false)
    expect(isAccepted({ name: 'pdf', type: '' }, '.pdf')).toBe(false)
    expect(isAccepted({ name: 'a', type: 'imagery/x' }, 'image/*')).toBe(false)
  })
})

it('writes sizes as people say them', () => {
  expect([1023, 1024, 86_016, 20 * 1024 * 1024].map(fileSize)).toEqual(['1023 B', '1 KB', '84 KB', '20.0 MB'])
})
