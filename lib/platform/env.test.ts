import { describe, expect, it } from 'vitest'
import { readSettings } from './env'

const BASE = { DATABASE_URL: 'postgresql://x' }
const ON = {
  ...BASE,
  OIDC_ISSUER: 'https://id.example.org/realms/gov',
  OIDC_CLIENT_ID: 'qinqing',
  OIDC_CLIENT_SECRET: 's',
}

describe('settings of sign-on by OpenID Connect', () => {
  it('are off by default, and on with all three', () => {
    expect(readSettings(BASE).OIDC_ISSUER).toBe('')
    expect(readSettings({ ...BASE, OIDC_ISSUER: '', OIDC_CLIENT_SECRET: '' }).OIDC_ISSUER).toBe('')
    expect(readSettings(ON)).toMatchObject({ OIDC_STAFF_NO_CLAIM: 'staff_no', OIDC_PASSWORD_SIGN_IN: '1' })
  })

  it.each([
    ['http://127.0.0.1:4000', '1', true],
    ['http://localhost:4000', '1', true],
    ['http://[::1]:4000', '1', true],
    ['http://127.0.0.1:4000', '0', false],
    ['http://127.0.0.1.example.org', '1', false],
    ['http://id.intranet', '1', false],
    ['https://id.intranet', '0', true],
    ['https://id.intranet/?tenant=1', '0', false],
    ['https://user:word@id.intranet', '0', false],
    ['id.intranet', '1', false],
    ['ftp://id.intranet', '1', false],
  ])('takes issuer %s with DEMO=%s: %s', (issuer, demo, taken) => {
    const read = () => readSettings({ ...ON, OIDC_ISSUER: issuer, DEMO: demo })
    if (taken) expect(read().OIDC_ISSUER).toBe(issuer)
    else expect(read).toThrow(/^Wrong settings — OIDC_ISSUER: must be [^;]*$/)
  })

  it.each([
    [{ OIDC_CLIENT_SECRET: '' }, 'OIDC_CLIENT_SECRET: needed together with OIDC_ISSUER and OIDC_CLIENT_ID'],
    [{ OIDC_ISSUER: '' }, 'OIDC_ISSUER: needed together with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET'],
    [{ OIDC_SCOPES: 'profile' }, 'OIDC_SCOPES: must list scopes and openid among them'],
    [{ OIDC_SCOPES: 'openid <script>' }, 'OIDC_SCOPES: must list scopes and openid among them'],
    [{ OIDC_STAFF_NO_CLAIM: 'staff no' }, 'OIDC_STAFF_NO_CLAIM: must be the name of one claim'],
    [{ OIDC_PASSWORD_SIGN_IN: 'no' }, /^Wrong settings — OIDC_PASSWORD_SIGN_IN: /],
    [{ OIDC_ID_TOKEN_ALG: 'none' }, /^Wrong settings — OIDC_ID_TOKEN_ALG: /],
    [{ OIDC_TIMEOUT_MS: '10' }, /^Wrong settings — OIDC_TIMEOUT_MS: /],
  ])('refuses %j', (wrong, sentence) => {
    expect(() => readSettings({ ...ON, ...wrong })).toThrow(
      typeof sentence === 'string' ? `Wrong settings — ${sentence}` : sentence,
    )
  })

  it('never switches passwords off where there is nothing else', () => {
    expect(() => readSettings({ ...BASE, OIDC_PASSWORD_SIGN_IN: '0' })).toThrow('OIDC_PASSWORD_SIGN_IN')
    expect(readSettings({ ...ON, OIDC_PASSWORD_SIGN_IN: '0' }).OIDC_PASSWORD_SIGN_IN).toBe('0')
  })
})
