import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const APP = join(process.cwd(), 'app')

/** The addresses of all pages as the folders of `app` name them, e.g. `/review/[id]`. */
export function allRoutes(folder = APP, route = ''): string[] {
  const own = existsSync(join(folder, 'page.tsx')) ? [route || '/'] : []
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'api')
    .flatMap(({ name }) => allRoutes(join(folder, name), name.startsWith('(') ? route : `${route}/${name}`))
  return [...own, ...below].sort()
}

/** The page that serves an address; the one with the fewest variable parts, as the framework chooses. */
export function routeOf(address: string, routes: readonly string[]): string | undefined {
  const path = address.replace(/[?#].*$/, '') || '/'
  const variables = (route: string) => route.split('[').length
  return routes
    .filter((route) => new RegExp(`^${route.replaceAll(/\[[^\]]+\]/g, '[^/]+')}$`).test(path))
    .sort((a, b) => variables(a) - variables(b))[0]
}
