// The templates of the addresses this build serves, as the framework wrote them down: `/review/[id]`, never an id.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Manifest {
  staticRoutes: { page: string }[]
  dynamicRoutes: { page: string; regex: string }[]
}

/** Where the framework puts its list: a build, or a development server. */
const PLACES = ['.next/routes-manifest.json', '.next/dev/routes-manifest.json']
/** What matches no template: somebody tries addresses. One word for all, or every try would be a series of its own. */
export const UNMATCHED = '(none)'

/** The template of a path, without its query; `(none)` when there is no such page or route. */
export type RouteOf = (path: string) => string

/** Makes `RouteOf` from the framework's lists. */
export function routesFrom({ staticRoutes, dynamicRoutes }: Manifest): RouteOf {
  const fixed = new Set(staticRoutes.map((route) => route.page))
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }))
  return (path) => {
    if (path.startsWith('/_next/')) return path.startsWith('/_next/static/') ? '/_next/static' : '/_next'
    const plain = path.length > 1 ? path.replace(/\/$/, '') : path
    if (fixed.has(plain)) return plain
    return patterns.find(({ pattern }) => pattern.test(plain))?.page ?? UNMATCHED
  }
}

/** The routes of this build; without its list everything is `(none)`. */
export function shippedRoutes(folder = process.cwd()): RouteOf {
  for (const place of PLACES)
    try {
      return routesFrom(
        JSON.parse(readFileSync(/* turbopackIgnore: true */ join(folder, place), 'utf8')) as Manifest,
      )
    } catch {
      continue
    }
  return () => UNMATCHED
}
