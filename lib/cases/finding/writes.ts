// By what a case is found: its enterprises, and the words of the search.
import type { Write } from '@/lib/audit/writes'
import { insertRows } from '@/lib/platform/insert'
import { initialsOf } from '@/lib/platform/pinyin'
import { norm, searchTokens } from '@/lib/platform/search-terms'

/** Replaces the enterprises of a case. */
export async function setParties(
  w: Write,
  caseId: string,
  parties: readonly { enterpriseId: string; personId?: string | null }[],
): Promise<void> {
  const before = await w.tx.$queryRaw<{ enterpriseId: string }[]>`
    DELETE FROM "CaseParty" WHERE "caseId" = ${caseId}::uuid RETURNING "enterpriseId"`
  const rows = parties.map(({ enterpriseId, personId = null }, ordinal) => ({
    caseId,
    enterpriseId,
    personId,
    ordinal,
  }))
  await insertRows(w.tx, 'CaseParty', rows, { skipDuplicates: true })
  for (const { enterpriseId } of [...before, ...parties]) w.touch('CaseParty', { caseId, enterpriseId })
}

/** Makes a case findable by number, people, enterprises, matter and its text. */
export async function indexCase(w: Write, caseId: string, text: readonly string[]): Promise<void> {
  const [row] = await w.tx.$queryRaw<{ subject: string; words: (string | null)[] }[]>`
    SELECT p.name AS subject,
      ARRAY[c.number, c."documentNumber", c.title, p.name, p."staffNo", o.name, m.number, m.title]
      || ARRAY(SELECT unnest(ARRAY[e.name, e.uscc]) FROM "CaseParty" x JOIN "Enterprise" e ON e.id = x."enterpriseId"
               WHERE x."caseId" = c.id) AS words
    FROM "Case" c JOIN "Official" p ON p.id = c."subjectId" JOIN "Organ" o ON o.id = c."organId"
    LEFT JOIN "Matter" m ON m.id = c."matterId" WHERE c.id = ${caseId}::uuid`
  if (!row) throw new Error(`case ${caseId} is to be indexed but may not be read`)
  const words = [...row.words, initialsOf(row.subject), ...text].filter((word): word is string => !!word)
  const tokens = searchTokens(...words)
  await w.tx.$executeRaw`SELECT index_case(${caseId}::uuid, ${words.map(norm).join(' ')}, ${tokens})`
}
