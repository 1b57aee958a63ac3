import { Prisma } from '@/prisma/generated/client/client'
import type { Tx } from './db'

/** The tables that commands write to again and again, with what a row of each is made of. */
interface Rows {
  AdvanceReport: Prisma.AdvanceReportCreateManyInput
  Case: Prisma.CaseCreateManyInput
  CaseEvent: Prisma.CaseEventCreateManyInput
  CaseParty: Prisma.CasePartyCreateManyInput
  FilingDraft: Prisma.FilingDraftCreateManyInput
  FilingVersion: Prisma.FilingVersionCreateManyInput
  IdempotencyKey: Prisma.IdempotencyKeyCreateManyInput
  Notice: Prisma.NoticeCreateManyInput
  OutboxMessage: Prisma.OutboxMessageCreateManyInput
  RecusalRequest: Prisma.RecusalRequestCreateManyInput
}
type Table = keyof Rows
/** A row as it is stored. */
type Stored<T extends Table> = Prisma.TypeMap['model'][T]['payload']['scalars']

/**
 * Inserts rows by one statement a table, however many rows there are: the client would make a plan of its own for each call of
 * `createMany`, and a statement for each number of rows (docs/decisions/0026-small-at-rest.md). Columns that no row has get
 * the database's default. Answers how many there are now that were not there before.
 */
export async function insertRows<T extends Table>(
  tx: Tx,
  table: T,
  rows: readonly Rows[T][],
  { skipDuplicates = false } = {},
): Promise<number> {
  if (rows.length === 0) return 0
  const end = skipDuplicates ? Prisma.sql`ON CONFLICT DO NOTHING` : Prisma.empty
  return tx.$executeRaw`${insertOf(table, rows)} ${end}`
}

/** Inserts one row and answers it as it is stored, defaults and all. */
export async function insertRow<T extends Table>(tx: Tx, table: T, row: Rows[T]): Promise<Stored<T>> {
  const [stored] = await tx.$queryRaw<Stored<T>[]>`${insertOf(table, [row])} RETURNING *`
  if (!stored) throw new Error(`no row of ${table} was stored`)
  return stored
}

function insertOf(table: Table, rows: readonly object[]): Prisma.Sql {
  const names = new Set(
    rows.flatMap((row) =>
      Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [name])),
    ),
  )
  // Names come from the types above, never from anybody's input.
  const columns = Prisma.raw([...names].map((name) => `"${name}"`).join(', '))
  const into = Prisma.raw(`"${table}"`)
  return Prisma.sql`INSERT INTO ${into} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${into}, ${JSON.stringify(rows.map(storable))}::jsonb)`
}

/** Half of a character that is written as two cannot be stored: it becomes the sign for what cannot be read. */
function storable(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.toWellFormed() : (value as unknown),
    ]),
  )
}
