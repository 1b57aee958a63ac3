// npm run restore -- <folder>: a backup into a database that nobody has worked with.
import { runTool } from './tool.mjs'

runTool('scripts/backup/run.ts', { args: ['restore', ...process.argv.slice(2)], asOwner: true })
