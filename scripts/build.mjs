// npm run build: dependencies, database client and the production build, without a database.
import { buildApp, checkNode, fail, generateClient, installDependencies } from './setup.mjs'

try {
  checkNode()
  installDependencies()
  generateClient()
  buildApp()
  console.log('✓ 已构建，用 npm start 启动。 Built: npm start serves it.')
} catch (error) {
  fail(error)
}
