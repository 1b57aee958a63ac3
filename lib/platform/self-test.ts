import { db } from './db'

interface Facts {
  superuser: boolean
  bypass: boolean
  owns: string | null
  writesLog: boolean
  fsync: string
  fullPageWrites: string
  synchronousCommit: string
}

/** What makes a database unsafe to run on, in words; empty when it is fit. */
export function unsafeBecause(facts: Facts): string[] {
  const problems: string[] = []
  if (facts.superuser) problems.push('the role of DATABASE_URL is a superuser')
  if (facts.bypass) problems.push('the role of DATABASE_URL bypasses row-level security')
  if (facts.owns) problems.push(`the role of DATABASE_URL owns table ${facts.owns}`)
  if (facts.writesLog) problems.push('the role of DATABASE_URL may write the log table directly')
  if (facts.fsync !== 'on') problems.push('fsync is off')
  if (facts.fullPageWrites !== 'on') problems.push('full_page_writes is off')
  if (facts.synchronousCommit === 'off') problems.push('synchronous_commit is off')
  return problems
}

/** Refuses to run with a role or a server that could lose or bend records: one sentence and exit 1. */
export async function checkDatabase(): Promise<void> {
  const [facts] = await db().$queryRaw<[Facts]>`
    SELECT r.rolsuper AS superuser, r.rolbypassrls AS bypass,
      (SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relowner = r.oid AND n.nspname = 'public' AND c.relkind = 'r' LIMIT 1) AS owns,
      (has_table_privilege('"LogEntry"', 'INSERT') OR has_table_privilege('"LogEntry"', 'UPDATE')
        OR has_table_privilege('"LogEntry"', 'DELETE')) AS "writesLog",
      current_setting('fsync') AS fsync, current_setting('full_page_writes') AS "fullPageWrites",
      current_setting('synchronous_commit') AS "synchronousCommit"
    FROM pg_roles r WHERE r.rolname = current_user`
  const problems = unsafeBecause(facts)
  if (problems.length === 0) return
  console.error(`✗ 数据库设置不安全，拒绝启动。 The database is not safe to run on: ${problems.join('; ')}.`)
  process.exit(1)
}
