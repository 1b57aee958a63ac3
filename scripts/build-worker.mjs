// Part of npm run build: the worker as plain JavaScript, so that it starts at once and keeps no compiler in memory.
import { build } from 'esbuild'
import { ROOT, WORKER } from './setup.mjs'

const { warnings } = await build({
  absWorkingDir: ROOT,
  entryPoints: ['scripts/worker.ts'],
  outfile: WORKER,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  // An error in the log names the function; maps lie beside for whoever runs it with --enable-source-maps.
  keepNames: true,
  sourcemap: 'linked',
})
if (warnings.length > 0) process.exit(1)
