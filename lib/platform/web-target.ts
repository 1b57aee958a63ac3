import { BlockList, isIP } from 'node:net'

/** Where the product may send by itself: to the internet; also to this machine; also into private networks. */
export type Targets = 'public' | 'loopback' | 'private'

const LOOPBACK = blockList(['127.0.0.0/8', '::1/128'])
/** Networks of one's own: an intranet's bridge lives there, and so does everything else that trusts its neighbours. */
const PRIVATE = blockList(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'])
/** Never a place to send to: this host, link-local (where clouds keep credentials), documentation, multicast, tunnels. */
const NEVER = blockList([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
])

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

/** An IPv4 address written as IPv6 (`::ffff:10.0.0.1`, `::ffff:a00:1`) is the IPv4 address. */
function plainAddress(address: string): { address: string; family: 'ipv4' | 'ipv6' } {
  const dotted = /^::(?:ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (dotted) return { address: dotted, family: 'ipv4' }
  const hex = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address)
  if (hex) {
    const [high, low] = [parseInt(hex[1] ?? '', 16), parseInt(hex[2] ?? '', 16)]
    return { address: `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`, family: 'ipv4' }
  }
  return { address, family: isIP(address) === 6 ? 'ipv6' : 'ipv4' }
}

/** What kind of place an IP address is. */
export function placeOf(ip: string): 'public' | 'loopback' | 'private' | 'never' {
  if (isIP(ip) === 0) return 'never'
  const { address, family } = plainAddress(ip.replace(/%.*$/, ''))
  if (LOOPBACK.check(address, family)) return 'loopback'
  if (PRIVATE.check(address, family)) return 'private'
  return NEVER.check(address, family) ? 'never' : 'public'
}

/** Whether an IP address may be connected to. */
export function mayConnect(ip: string, targets: Targets): boolean {
  const place = placeOf(ip)
  if (place === 'public') return true
  return place === 'never' ? false : targets === 'private' || targets === place
}

export type TargetProblem = 'address-wrong' | 'address-not-https' | 'address-credentials' | 'address-private'

/**
 * What is wrong with an address before anything is looked up: https, or http to this machine where that is allowed; no
 * name and password in it; no IP address that may not be connected to. Null for nothing. Names are checked again, by
 * what they resolve to, at every connection.
 */
export function targetProblem(text: string, targets: Targets): TargetProblem | null {
  if (!URL.canParse(text)) return 'address-wrong'
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'address-wrong'
  if (url.username || url.password) return 'address-credentials'
  if (!url.hostname || url.hash) return 'address-wrong'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isLocalName = /(^|\.)localhost\.?$/i.test(host)
  if (isIP(host) !== 0 && !mayConnect(host, targets)) return 'address-private'
  if (isLocalName && targets === 'public') return 'address-private'
  const local = isLocalName || (isIP(host) !== 0 && placeOf(host) === 'loopback')
  return url.protocol === 'http:' && !local ? 'address-not-https' : null
}
