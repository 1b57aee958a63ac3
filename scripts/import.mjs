// npm run import -- <kind> <file>: takes a CSV file or a workbook over.
import { runTool } from './tool.mjs'

// A text is read piece by piece: a small heap makes Node give memory back instead of taking all that the machine has. The
// table of texts of a workbook is in memory.
const isWorkbook = process.argv.some((word) => /\.xlsx$/i.test(word))
const heap = isWorkbook ? {} : { NODE_OPTIONS: process.env.NODE_OPTIONS ?? '--max-old-space-size=384' }

runTool('scripts/import.ts', { env: { ...heap, CALLER_DIR: process.env.INIT_CWD ?? process.cwd() } })
