// Versions below which a security fix or something the product relies on is missing. The lockfile is tested too.
import { read, report } from './files.mjs'

const FLOORS = {
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  prisma: '7.10.0',
  '@prisma/client': '7.10.0',
  'next-auth': '4.24.15',
  zod: '4.6.7',
  'react-hook-form': '7.92.0',
  tailwindcss: '4.3.5',
  pg: '8.23.1',
  '@playwright/test': '1.65.1',
}

const manifest = JSON.parse(read('package.json'))
const lock = JSON.parse(read('package-lock.json'))
const problems = []
const asNumbers = (version) => version.split(/[.-]/).slice(0, 3).map(Number)

function isBelow(version, floor) {
  const [a, b] = [asNumbers(version), asNumbers(floor)]
  const at = a.findIndex((part, index) => part !== b[index])
  return at >= 0 && a[at] < b[at]
}

const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
for (const [name, version] of Object.entries(wanted))
  if (!/^\d/.test(version)) problems.push(`${name}: ${version} is not one exact version`)
for (const [name, floor] of Object.entries(FLOORS)) {
  const locked = lock.packages[`node_modules/${name}`]?.version
  if (!locked) problems.push(`${name}: not in the lockfile`)
  else if (isBelow(locked, floor)) problems.push(`${name}: ${locked} is below ${floor}`)
}
for (const [path, entry] of Object.entries(lock.packages))
  if (entry.resolved) problems.push(`${path}: the lockfile names a registry`)
report(problems)
