// npm run audit:verify: checks the whole log. Ends with 1 when it finds anything.
import { runTool } from './tool.mjs'

runTool('scripts/audit-verify.ts', { args: [] })
