// npm run worker: one worker of the build that is there. For several processes or machines; npm start does everything on one.
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { checkNode, fail, Sentence, WORKER } from './setup.mjs'

try {
  checkNode()
  if (!existsSync(WORKER))
    throw new Sentence('还没有构建，请先运行 npm run build。 There is no build yet: run npm run build first.')
  await import(pathToFileURL(WORKER).href)
} catch (error) {
  fail(error)
}
