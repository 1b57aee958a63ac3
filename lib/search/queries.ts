import { findEnterprises } from '@/lib/enterprises/queries'
import type { Actor } from '@/lib/identity/types'
import { listMatters } from '@/lib/matters/queries'
import { findOfficials } from '@/lib/organs/queries'
import { asActor } from '@/lib/platform/db'
import { hasRecordsDesk } from '@/lib/records/policy'
import { condition } from '@/lib/records/records'
import { whereCaseOpens } from './rules/where-case-opens'
import { LEAST_LENGTH, lettersIn } from './search'
import type { CaseFacts, Hit } from './types'

/** So many of each group are offered; the search of the records has them all. */
export const MOST_HITS = 6

interface CaseRow extends CaseFacts {
  number: string | null
  title: string
  subject: string
}

/**
 * What the actor may read and a question finds: cases, matters, and for the desk of records people and enterprises. A
 * question of one letter finds nothing.
 */
export async function searchEverything(actor: Actor, question: string, now: Date): Promise<Hit[]> {
  const q = question.trim()
  if (lettersIn(q) < LEAST_LENGTH) return []
  const desk = hasRecordsDesk(actor)
  const [cases, matters, people, enterprises] = await Promise.all([
    findCases(actor, q, now),
    listMatters(actor, { q }, now),
    desk ? findOfficials(actor, q) : [],
    desk ? findEnterprises(actor, q) : [],
  ])
  return [
    ...cases.map((row) => caseHit(actor, row)),
    ...matters.rows.slice(0, MOST_HITS).map((matter): Hit => ({
      group: 'matters',
      href: `/matters/${matter.id}`,
      label: matter.title,
      note: `${matter.number} · ${matter.organ}`,
      recall: matter.title,
    })),
    ...people.slice(0, MOST_HITS).map((person): Hit => ({
      group: 'people',
      href: `/records/people/${person.id}`,
      label: person.name,
      note: `${person.staffNo} · ${person.organ} ${person.post}`,
      recall: null,
    })),
    ...enterprises.slice(0, MOST_HITS).map((enterprise): Hit => ({
      group: 'enterprises',
      href: `/records/enterprises/${enterprise.id}`,
      label: enterprise.name,
      note: enterprise.uscc ?? '',
      recall: enterprise.name,
    })),
  ]
}

/** Cases by number, title, name, initials, enterprise or matter, newest first: the condition is the records’ own. */
function findCases(actor: Actor, q: string, now: Date): Promise<CaseRow[]> {
  return asActor(
    actor,
    now,
    (tx) => tx.$queryRaw<CaseRow[]>`
      SELECT c.id, c.kind::text AS kind, coalesce(c."documentNumber", c.number) AS number, c.title,
        c."filedById", c."subjectId", c."substituteId", who.name AS subject
      FROM "Case" c JOIN "Official" who ON who.id = c."subjectId"
      WHERE ${condition({ q }, now)} ORDER BY c."createdAt" DESC, c.id DESC LIMIT ${MOST_HITS}`,
  )
}

function caseHit(actor: Actor, row: CaseRow): Hit {
  return {
    group: 'cases',
    href: whereCaseOpens(actor, row),
    label: row.title || (row.number ?? ''),
    note: [row.number, row.subject].filter(Boolean).join(' · '),
    recall: row.number,
  }
}
