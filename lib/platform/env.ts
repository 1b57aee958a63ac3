import { z } from 'zod'
import { oidcProblems, oidcShape } from './oidc-settings'

/** Settings of the running process. Every one is documented in docs/operations.md. */
const schema = z.object({
  DATABASE_URL: z.string().min(1),
  DATA_DIR: z.string().default('.data'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  DEMO: z.enum(['0', '1']).default('1'),
  /** Where people reach the product; documents point there. */
  NEXTAUTH_URL: z.string().default('http://127.0.0.1:3000'),
  /** The city's name beside the product's. */
  SITE_NAME: z.string().max(40).default(''),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(240).default(15),
  SESSION_ABSOLUTE_HOURS: z.coerce.number().int().min(1).max(24).default(8),
  SESSIONS_PER_PERSON: z.coerce.number().int().min(1).max(20).default(2),
  SIGN_IN_DELAY_AFTER: z.coerce.number().int().min(1).default(5),
  SIGN_IN_LOCK_AFTER: z.coerce.number().int().min(2).default(10),
  SIGN_IN_LOCK_MINUTES: z.coerce.number().int().min(1).default(30),
  UPLOAD_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(20 * 1024 * 1024),
  UPLOADS_PER_CASE: z.coerce.number().int().min(1).default(20),
  /** How long a closed report stays as it is before it is archived. */
  RETENTION_YEARS: z.coerce.number().int().min(1).max(100).default(10),
  EXPORT_KEEP_HOURS: z.coerce.number().int().min(1).default(24),
  /** Signs sessions, public forms and query codes; npm start makes one and keeps it. */
  NEXTAUTH_SECRET: z.string().default(''),
  /** The least time between opening a public form and sending it, and the most. */
  PUBLIC_FORM_SECONDS: z.coerce.number().int().min(0).default(3),
  PUBLIC_FORM_HOURS: z.coerce.number().int().min(1).default(24),
  /** Public filings and look-ups an hour: from one address, and from all. */
  PUBLIC_FILINGS_PER_HOUR: z.coerce.number().int().min(1).default(5),
  PUBLIC_FILINGS_PER_HOUR_ALL: z.coerce.number().int().min(1).default(300),
  PUBLIC_QUERIES_PER_HOUR: z.coerce.number().int().min(1).default(60),
  PUBLIC_QUERIES_PER_HOUR_ALL: z.coerce.number().int().min(1).default(6000),
  /** Files that one public form may carry, the largest of them, and how many an hour: from one address, and from all. */
  PUBLIC_FILES: z.coerce.number().int().min(0).max(20).default(3),
  PUBLIC_FILE_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(5 * 1024 * 1024),
  PUBLIC_FILES_PER_HOUR: z.coerce.number().int().min(1).default(20),
  PUBLIC_FILES_PER_HOUR_ALL: z.coerce.number().int().min(1).default(600),
  /** Virus scanner (clamd); empty: files are not scanned. */
  CLAMD_HOST: z.string().default(''),
  CLAMD_PORT: z.coerce.number().int().min(1).max(65_535).default(3310),
  CLAMD_TIMEOUT_MS: z.coerce.number().int().min(100).default(20_000),
  WORKER_POLL_MS: z.coerce.number().int().min(50).default(1000),
  ...oidcShape,
})

export type Env = z.infer<typeof schema>

let parsed: Env | undefined

/** The validated settings; throws one sentence that names each wrong variable. */
export function env(): Env {
  parsed ??= readSettings(process.env)
  return parsed
}

/** Settings as they stand in an environment; throws one sentence that names each wrong variable. */
export function readSettings(source: Readonly<Record<string, string | undefined>>): Env {
  const result = schema.safeParse(source)
  const problems = result.success
    ? oidcProblems(result.data)
    : result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  if (result.success && problems.length === 0) return result.data
  const wrong = problems.map(({ path, message }) => `${path}: ${message}`).join('; ')
  throw new Error(`Wrong settings — ${wrong}`)
}
