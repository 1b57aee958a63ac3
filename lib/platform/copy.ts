// Many rows at once, as the server's own COPY takes them; Prisma has no way to it.
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { env } from './env'

/** A connection of its own, for as long as the long work takes; `lock` is held with it and free when it ends. */
export interface Copier {
  copy(statement: string, lines: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** Opens a connection and takes a lock by name; null when somebody else has it. */
export async function openCopier(lock: string): Promise<Copier | null> {
  const client = new Client({ connectionString: env().DATABASE_URL, options: '-c timezone=UTC' })
  // A lost connection shows at the next statement.
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ mine: boolean }>(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine',
    [lock],
  )
  if (!rows[0]?.mine) {
    await client.end()
    return null
  }
  return {
    async copy(statement, lines) {
      if (lines.length === 0) return
      const stream = client.query(copyFrom(statement))
      const done = finished(stream)
      for (const line of lines) if (!stream.write(line)) await Promise.race([once(stream, 'drain'), done])
      stream.end()
      await done
    },
    close: () => client.end(),
  }
}

/** One line of COPY's text format: fields apart by tabs, NULL as `\N`. */
export function copyLine(values: readonly (string | number | boolean | null)[]): string {
  return `${values.map(field).join('\t')}\n`
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function field(value: string | number | boolean | null): string {
  if (value === null) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return String(value).replace(/[\\\n\r\t]/g, (sign) => ESCAPES[sign] ?? sign)
}
