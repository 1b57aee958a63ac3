import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const resolve = { alias: { '@': root.replace(/\/$/, '') } }
/** Lines of the product's log that are no trouble would bury the names of the tests. */
const QUIET = { LOG_LEVEL: 'error' }
const SKIPPED = ['**/node_modules/**', '.next/**', 'e2e/**']

export default defineConfig({
  resolve,
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          env: QUIET,
          // Rules and tables keep nothing: one test file leaves nothing for the next, and modules are read once.
          isolate: false,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...SKIPPED, '**/*.db.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        resolve,
        test: {
          name: 'database',
          env: QUIET,
          include: ['**/*.db.test.ts'],
          exclude: SKIPPED,
          globalSetup: ['scripts/test-database.mjs'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Real apps and workers of the production build: node scripts/test.mjs --only processes builds first.
      {
        resolve,
        test: {
          name: 'processes',
          env: QUIET,
          include: ['e2e/processes/*.test.ts'],
          globalSetup: ['scripts/test-database.mjs'],
          pool: 'forks',
          maxWorkers: 1,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
