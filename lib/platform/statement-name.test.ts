import { expect, test } from 'vitest'
import { ONE_PLAN, statementName } from './statement-name'

test.each([
  `INSERT INTO "public"."Timer" ("id") VALUES ($1)`,
  `UPDATE "Case" SET "status" = $1 WHERE ("id" = $2)`,
  `DELETE FROM "CaseParty" WHERE "caseId" = $1`,
  `SELECT log_rows($1::jsonb) AS rows`,
  `SELECT "Case"."id" FROM "Case" WHERE "Case"."id" = $1 LIMIT $2 OFFSET $3`,
  `\n  ${ONE_PLAN} WITH RECURSIVE up AS (SELECT $1) SELECT ${'(SELECT 1), '.repeat(400)} 1 FROM up ORDER BY 1`,
])('keeps a plan that no value changes: %s', (sql) => {
  expect(statementName(sql)).toMatch(/^s\d+$/)
  expect(statementName(sql)).toBe(statementName(sql))
})

test.each([
  `SELECT "id" FROM "Case" WHERE "organId" = $1 ORDER BY "createdAt" DESC LIMIT $2`,
  `SELECT "id" FROM "Official" WHERE "name" LIKE $1`,
  `SELECT COUNT(*) FROM "Case" WHERE "status" = $1`,
  `WITH page AS (SELECT 1) SELECT * FROM page`,
  'BEGIN',
])('leaves to each time what depends on the values: %s', (sql) => {
  expect(statementName(sql)).toBe('')
})

test('gives each statement a name of its own, and keeps no more than a connection bears', () => {
  const names = Array.from({ length: 600 }, (_, index) => statementName(`UPDATE "X" SET a${index} = $1`))
  const given = names.filter((name) => name !== '')
  expect(new Set(given).size).toBe(given.length)
  expect(given.length).toBeGreaterThan(100)
  expect(given.length).toBeLessThan(300)
  expect(statementName(`INSERT INTO "Y" VALUES (${'$1,'.repeat(2000)})`)).toBe('')
})
