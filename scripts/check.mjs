// npm run check: what can be known without running the product. Every check runs, also after one failed.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateClient, installDependencies, ROOT } from './setup.mjs'

const bin = (path) => join(ROOT, 'node_modules', path)
const own = (name) => [join(ROOT, 'scripts/checks', `${name}.mjs`)]

/** The longest first. */
const CHECKS = [
  // What did not change since it was last good is not read again; a fresh clone reads everything.
  [
    'lint',
    [
      bin('eslint/bin/eslint.js'),
      '.',
      ...['--max-warnings', '0'],
      ...['--cache', '--cache-strategy', 'content', '--cache-location', bin('.cache/eslint/')],
    ],
  ],
  ['types', [bin('typescript/bin/tsc'), '--noEmit', '-p', '.']],
  ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--cache', '--log-level', 'warn', '.']],
  [
    'rooms',
    [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'app',
      'components',
      'lib',
    ],
  ],
  ['vocabulary', own('vocabulary')],
  ['actions and routes', own('authority')],
  ['authorization matrix', own('matrix')],
  ['messages', own('messages')],
  ['source rules', own('source')],
  ['version floors', own('floors')],
  ['workflow docs', ['--import', 'tsx', join(ROOT, 'scripts/workflow-docs.ts'), '--check']],
  ['container files', own('compose')],
  ['schema drift', own('drift')],
]

/** As many at once as the smallest machine has cores. */
const AT_ONCE = 2

function run(args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: ROOT })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('close', (status) => done({ ok: status === 0, output }))
  })
}

installDependencies()
generateClient()
const result = { passed: 0, failed: 0, names: [] }
const waiting = [...CHECKS]
async function next() {
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    const [name, args] = one
    const started = performance.now()
    const { ok, output } = await run(args)
    result[ok ? 'passed' : 'failed'] += 1
    console.log(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
    if (ok) continue
    result.names.push(name)
    console.log(output.trim().replace(/^/gm, '    '))
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, next))
const at = process.argv.indexOf('--report')
if (at > 0) writeFileSync(process.argv[at + 1], JSON.stringify(result))
console.log(`${result.passed} passed, ${result.failed} failed`)
process.exit(result.failed > 0 ? 1 : 0)
