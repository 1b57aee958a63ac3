import { describe, expect, it } from 'vitest'
import { routesFrom, shippedRoutes, UNMATCHED } from './routes'

const routeOf = routesFrom({
  staticRoutes: [{ page: '/' }, { page: '/my' }, { page: '/review/closed' }],
  dynamicRoutes: [
    { page: '/review/[id]', regex: '^/review/([^/]+?)(?:/)?$' },
    { page: '/api/auth/[...nextauth]', regex: '^/api/auth/(.+?)(?:/)?$' },
  ],
})

describe('the template of an address', () => {
  it.each([
    ['/', '/'],
    ['/my', '/my'],
    ['/my/', '/my'],
    ['/review/closed', '/review/closed'],
    ['/review/0190f0f4-8b5e-7c3a-9d2e-1f2a3b4c5d6e', '/review/[id]'],
    ['/api/auth/callback/credentials', '/api/auth/[...nextauth]'],
    ['/_next/static/chunks/a.js', '/_next/static'],
    ['/_next/image', '/_next'],
    ['/欧阳拂晓', UNMATCHED],
    ['/wp-login.php', UNMATCHED],
    ['', UNMATCHED],
  ])('of %s is %s', (path, route) => expect(routeOf(path)).toBe(route))

  it('is unknown without a list', () => expect(shippedRoutes('/nowhere')('/my')).toBe(UNMATCHED))
})
