import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { oidcProblems, oidcShape } from './oidc-settings'

const WALL_CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/
const switchedOn = z.enum(['0', '1'])

/** Settings of the running process. Every one is documented in docs/operations.md. */
const plain = z.object({
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
  /** Files of imports: bytes, rows, and rows of one transaction. */
  IMPORT_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(2 * 1024 ** 3),
  IMPORT_MAX_ROWS: z.coerce.number().int().min(1).default(3_000_000),
  /** Organs and officials of one file: they are one transaction. */
  IMPORT_DIRECTORY_ROWS: z.coerce.number().int().min(1).default(20_000),
  IMPORT_CHUNK_ROWS: z.coerce.number().int().min(10).max(50_000).default(2000),
  /** Workbooks: parts, unpacked bytes, unpacked bytes of the table of texts, and unpacked by packed. */
  IMPORT_XLSX_PARTS: z.coerce.number().int().min(10).default(1000),
  IMPORT_XLSX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(1024 ** 3),
  IMPORT_XLSX_TEXT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(128 * 1024 ** 2),
  IMPORT_XLSX_RATIO: z.coerce.number().int().min(2).default(200),
  /** How long an import may be taken back. */
  IMPORT_UNDO_DAYS: z.coerce.number().int().min(0).max(365).default(7),
  EXPORT_KEEP_HOURS: z.coerce.number().int().min(1).default(24),
  /** Exports that one worker writes side by side; each uses two connections beside the pool. */
  EXPORTS_AT_ONCE: z.coerce.number().int().min(1).max(8).default(2),
  SAVED_SEARCHES_PER_PERSON: z.coerce.number().int().min(1).max(200).default(30),
  EXPORT_SCHEDULES_PER_PERSON: z.coerce.number().int().min(1).max(50).default(5),
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
  /** Access tokens for the REST interface: the longest life in days, and how many are good at a time. */
  API_TOKEN_MAX_DAYS: z.coerce.number().int().min(1).max(365).default(90),
  API_TOKENS_PER_PERSON: z.coerce.number().int().min(1).max(50).default(5),
  API_SERVICE_TOKEN_MAX_DAYS: z.coerce.number().int().min(1).max(730).default(365),
  API_TOKENS_PER_SERVICE: z.coerce.number().int().min(1).max(10).default(2),
  /** Requests of one token: of an official, and of another system. */
  API_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(120),
  API_REQUESTS_PER_HOUR: z.coerce.number().int().min(1).default(3000),
  API_SERVICE_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  API_SERVICE_REQUESTS_PER_HOUR: z.coerce.number().int().min(1).default(20_000),
  /** The largest body of a request to the REST interface. */
  API_BODY_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(2 * 1024 * 1024),
  /** Questions to the search of the whole desk, one person a minute. */
  SEARCHES_PER_MINUTE: z.coerce.number().int().min(1).default(120),
  WORKER_POLL_MS: z.coerce.number().int().min(50).default(1000),
  ...oidcShape,
  /** Mail goes out only with a server: all in one address, or in parts. */
  SMTP_URL: z.string().default(''),
  SMTP_HOST: z.string().default(''),
  SMTP_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  SMTP_USER: z.string().default(''),
  SMTP_PASSWORD: z.string().default(''),
  /** 1: TLS from the first byte; otherwise STARTTLS. */
  SMTP_SECURE: switchedOn.optional(),
  /** Without a word: required, except on this very machine. */
  SMTP_TLS: z.enum(['required', 'optional']).optional(),
  MAIL_FROM: z.email().or(z.literal('')).default(''),
  /** Silence after which the mail server is given up; the whole of a mail may take three times as long. */
  SMTP_TIMEOUT_MS: z.coerce.number().int().min(100).max(120_000).default(15_000),
  MAIL_AT_ONCE: z.coerce.number().int().min(1).max(20).default(3),
  MAIL_ATTEMPTS: z.coerce.number().int().min(1).max(30).default(16),
  /** The first pause after a failure; each further one is twice as long, up to six hours. */
  MAIL_PAUSE_MS: z.coerce.number().int().min(10).default(60_000),
  MAIL_TESTS_PER_HOUR: z.coerce.number().int().min(1).default(10),
  /** What holds for whoever has set nothing. */
  MAIL_MODE: z.enum(['IMMEDIATE', 'DIGEST', 'OFF']).default('IMMEDIATE'),
  MAIL_LOCALE: z.enum(['zh', 'en']).default('zh'),
  MAIL_DIGEST_AT: z.string().regex(WALL_CLOCK, 'HH:mm').default('08:30'),
  MAIL_QUIET: switchedOn.default('1'),
  MAIL_QUIET_FROM: z.string().regex(WALL_CLOCK, 'HH:mm').default('22:00'),
  MAIL_QUIET_TO: z.string().regex(WALL_CLOCK, 'HH:mm').default('07:00'),
  MAIL_DIGEST_LINES: z.coerce.number().int().min(1).max(500).default(50),
  /** Where webhooks may go: to the internet; also to this machine; also into private networks. */
  WEBHOOK_TARGETS: z.enum(['public', 'loopback', 'private']).default('public'),
  WEBHOOK_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  /** Endpoints that are talked to at the same time. */
  WEBHOOK_AT_ONCE: z.coerce.number().int().min(1).max(50).default(8),
  WEBHOOK_ATTEMPTS: z.coerce.number().int().min(1).max(30).default(10),
  /** The first pause after a failure; each further one is four times as long, up to six hours. */
  WEBHOOK_PAUSE_MS: z.coerce.number().int().min(10).default(5000),
  WEBHOOK_OFF_AFTER_HOURS: z.coerce.number().int().min(1).default(72),
  WEBHOOK_OVERLAP_HOURS: z.coerce.number().int().min(0).max(720).default(24),
  WEBHOOKS_MOST: z.coerce.number().int().min(1).default(20),
  /** How long the answer to a request is kept for the same request sent again. */
  REQUEST_KEY_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  /** How long the logs of mails and webhooks are kept. */
  DELIVERY_LOG_DAYS: z.coerce.number().int().min(1).default(90),
  /** A claim that nobody finishes comes free after so long: the worker that had it is gone. */
  WORKER_CLAIM_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  /** Where a worker answers /metrics and /health; 0 for nowhere. */
  WORKER_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  WORKER_METRICS_HOST: z.string().default('127.0.0.1'),
  /** Where files are kept instead of the data folder; empty for the folder. */
  S3_ENDPOINT: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  S3_BUCKET: z.string().default(''),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().default(''),
  S3_SECRET_ACCESS_KEY: z.string().default(''),
  S3_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
  /** Bearer for the numbers; empty: only from the machine itself. */
  METRICS_TOKEN: z.union([z.literal(''), z.string().min(16)]).default(''),
})

/** What a store needs beside its address. */
const S3_ALSO = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

const schema = plain.superRefine((set, context) => {
  const wrong = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
  if (set.SMTP_URL && !/^smtps?:\/\/[^/]/.test(set.SMTP_URL))
    wrong('SMTP_URL', 'smtp://user:password@host:port or smtps://…')
  if ((set.SMTP_URL || set.SMTP_HOST) && !set.MAIL_FROM)
    wrong('MAIL_FROM', 'the sender is needed with a mail server')
  if (!set.S3_ENDPOINT) return
  for (const name of S3_ALSO) if (!set[name]) wrong(name, 'is needed with S3_ENDPOINT')
})

export type Env = z.infer<typeof plain>

let parsed: Env | undefined

/** The validated settings; throws one sentence that names each wrong variable. */
export function env(): Env {
  if (parsed) return parsed
  readSecretFiles()
  parsed = readSettings(process.env)
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

/** Settings that may come from a file instead, as `NAME_FILE`; scripts/setup.mjs has the same list. */
const SECRETS = [
  'DATABASE_URL',
  'NEXTAUTH_SECRET',
  'METRICS_TOKEN',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'OIDC_CLIENT_SECRET',
  'SMTP_PASSWORD',
] as const

function readSecretFiles(): void {
  for (const name of SECRETS) {
    const file = process.env[`${name}_FILE`]
    if (file && !process.env[name])
      process.env[name] = readFileSync(/* turbopackIgnore: true */ file, 'utf8').trim()
  }
}
