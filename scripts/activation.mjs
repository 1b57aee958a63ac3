// npm run activation -- <staff number>: a new activation code, for whoever keeps the server.
import { runTool } from './tool.mjs'

runTool('scripts/activation.ts')
