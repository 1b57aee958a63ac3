import { describe, expect, it } from 'vitest'
import { mayConnect, placeOf, targetProblem } from './web-target'

describe('placeOf', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['2606:4700::1111', 'public'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:a00:1', 'private'],
    ['fc00::1', 'private'],
    ['fd12:3456::1', 'private'],
    ['0.0.0.0', 'never'],
    ['169.254.169.254', 'never'],
    ['::ffff:169.254.169.254', 'never'],
    ['::ffff:a9fe:a9fe', 'never'],
    ['fe80::1', 'never'],
    ['fe80::1%eth0', 'never'],
    ['::', 'never'],
    ['224.0.0.1', 'never'],
    ['255.255.255.255', 'never'],
    ['64:ff9b::7f00:1', 'never'],
    ['2002:7f00:1::', 'never'],
    ['ff02::1', 'never'],
    ['no address', 'never'],
  ])('%s is %s', (ip, place) => expect(placeOf(ip)).toBe(place))
})

describe('mayConnect', () => {
  it.each([
    ['8.8.8.8', [true, true, true]],
    ['127.0.0.1', [false, true, true]],
    ['10.0.0.1', [false, false, true]],
    ['169.254.169.254', [false, false, false]],
  ] as const)('%s for public, loopback, private: %o', (ip, [toPublic, toLoopback, toPrivate]) => {
    expect(mayConnect(ip, 'public')).toBe(toPublic)
    expect(mayConnect(ip, 'loopback')).toBe(toLoopback)
    expect(mayConnect(ip, 'private')).toBe(toPrivate)
  })
})

describe('targetProblem', () => {
  it.each([
    ['https://bridge.example.com/hook', 'public', null],
    ['https://bridge.example.com:8443/hook?a=1', 'public', null],
    ['http://bridge.example.com/hook', 'public', 'address-not-https'],
    ['http://bridge.example.com/hook', 'private', 'address-not-https'],
    ['http://10.0.0.1/hook', 'private', 'address-not-https'],
    ['https://10.0.0.1/hook', 'private', null],
    ['https://10.0.0.1/hook', 'public', 'address-private'],
    ['http://127.0.0.1:9000/', 'loopback', null],
    ['http://localhost:9000/', 'loopback', null],
    ['http://[::1]:9000/', 'loopback', null],
    ['http://127.0.0.1:9000/', 'public', 'address-private'],
    ['https://localhost/', 'public', 'address-private'],
    ['https://a.localhost./', 'public', 'address-private'],
    // Other ways to write 127.0.0.1 and 169.254.169.254.
    ['https://2130706433/', 'public', 'address-private'],
    ['https://0x7f.1/', 'public', 'address-private'],
    ['https://0177.0.0.1/', 'public', 'address-private'],
    ['https://[::ffff:127.0.0.1]/', 'public', 'address-private'],
    ['https://[::ffff:169.254.169.254]/', 'private', 'address-private'],
    ['https://169.254.169.254/latest', 'private', 'address-private'],
    ['https://0/', 'private', 'address-private'],
    ['https://user:secret@bridge.example.com/', 'public', 'address-credentials'],
    ['ftp://bridge.example.com/', 'public', 'address-wrong'],
    ['file:///etc/passwd', 'public', 'address-wrong'],
    ['javascript:alert(1)', 'public', 'address-wrong'],
    ['bridge', 'public', 'address-wrong'],
    ['', 'public', 'address-wrong'],
  ] as const)('%s for %s: %s', (address, targets, problem) =>
    expect(targetProblem(address, targets)).toBe(problem),
  )
})
