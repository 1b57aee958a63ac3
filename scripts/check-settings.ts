// Says on standard output what is wrong with the settings and ends with 1; says nothing when they are fit. Run by the start.
import { readSettings } from '@/lib/platform/env'

try {
  // The embedded database has no address yet.
  readSettings({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || 'embedded' })
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
