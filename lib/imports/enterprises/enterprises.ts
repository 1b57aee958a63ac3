// What a row of a register says beyond its cells: worked out once, when it is staged.
import { initialsOf } from '@/lib/platform/pinyin'
import { norm, searchTokens } from '@/lib/platform/search-terms'
import { isBranch } from '../rules/is-branch'
import { matchName } from '../rules/match-name'
import { ownershipOf } from '../rules/ownership-of'
import { readCapital } from '../rules/read-capital'
import type { EnterpriseCells, Problem } from '../types'

/** What an enterprise that is not stored yet gets beside its cells. */
export function newFacts(cells: EnterpriseCells) {
  const uscc = cells.uscc ?? null
  const formerNames = (cells.formerNames ?? []).filter((name) => matchName(name) !== matchName(cells.name))
  const type = cells.enterpriseType ?? null
  const capital = cells.capitalText ? readCapital(cells.capitalText) : null
  return {
    norm: norm(cells.name),
    tokens: searchTokens(cells.name, ...formerNames),
    initials: initialsOf(cells.name),
    formerNames,
    ownership: cells.ownership ?? ownershipOf({ type, name: cells.name, uscc }).ownership,
    capitalAmount: capital?.amount ?? null,
    capitalCurrency: capital?.currency ?? null,
    isBranch: isBranch(cells.name, uscc),
  }
}

/** What was not understood, though the row is good. */
export function notesOf(
  cells: EnterpriseCells,
  line: number,
  column: (field: 'capitalText' | 'enterpriseType') => string,
): Problem[] {
  const { capitalText, enterpriseType, ownership, name, uscc } = cells
  const notes: Problem[] = []
  if (capitalText && !readCapital(capitalText))
    notes.push({
      line,
      column: column('capitalText'),
      code: 'capital-not-read',
      params: { value: capitalText },
    })
  const reading = ownershipOf({ type: enterpriseType ?? null, name, uscc: uscc ?? null })
  if (!ownership && reading.contradicts)
    notes.push({
      line,
      column: column('enterpriseType'),
      code: 'ownership-contradicts',
      params: { value: enterpriseType ?? '' },
    })
  return notes
}

/** A row as it is staged: its facts, and notes about it. */
export function prepareEnterprise(
  values: Record<string, unknown>,
  line: number,
  headers: Readonly<Record<string, string>>,
) {
  // Read by the columns of enterprises.
  const cells = values as unknown as EnterpriseCells
  return { facts: newFacts(cells), notes: notesOf(cells, line, (field) => headers[field] ?? field) }
}
