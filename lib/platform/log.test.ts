import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('what libraries print becomes a line without its values; what only developers can change becomes none', () => {
  const program = `
    import { takeConsole } from '@/lib/platform/log'
    takeConsole()
    console.warn('of a library with "a value" in it')
    process.emitWarning('will end', 'DeprecationWarning')
    process.emitWarning('listeners were added', 'MaxListenersExceededWarning')
    setTimeout(() => undefined, 50)`
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    { encoding: 'utf8', env: { ...process.env, LOG_LEVEL: 'debug' } },
  )
  const lines = (stdout + stderr).trim().split('\n')
  const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg)
  expect(messages).toEqual([
    expect.stringContaining('of a library with'),
    expect.stringContaining('listeners were added'),
  ])
  expect(messages.join('\n')).not.toContain('a value')
})
