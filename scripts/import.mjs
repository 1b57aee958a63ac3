// npm run import -- <kind> <file>: takes a CSV file over.
import { runTool } from './tool.mjs'

runTool('scripts/import.ts', { env: { CALLER_DIR: process.env.INIT_CWD ?? process.cwd() } })
