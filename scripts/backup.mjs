// npm run backup -- <folder>: database and files of this installation into an empty folder, beside a running product.
import { runTool } from './tool.mjs'

runTool('scripts/backup/run.ts', { args: ['backup', ...process.argv.slice(2)], asOwner: true })
