import type { Write } from '@/lib/audit/writes'
import type { Prisma } from '@/prisma/generated/client/client'
import type { Tx } from '@/lib/platform/db'
import { dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { initialsOf } from '@/lib/platform/pinyin'
import { norm, searchTokens } from '@/lib/platform/search-terms'
import { changesOf } from '../rules/changes-of'
import { checkEnterprises } from '../rules/check-enterprises'
import { isBranch } from '../rules/is-branch'
import { matchName } from '../rules/match-name'
import { ownershipOf } from '../rules/ownership-of'
import { readCapital } from '../rules/read-capital'
import type { EnterpriseCells, Sheet } from '../types'
import { inChunks, type Plan } from '../writes'

const STORED = {
  id: true,
  uscc: true,
  name: true,
  norm: true,
  tokens: true,
  initials: true,
  formerNames: true,
  legalRepresentative: true,
  enterpriseType: true,
  ownership: true,
  registeredOn: true,
  capitalText: true,
  capitalAmount: true,
  capitalCurrency: true,
  businessScope: true,
  province: true,
  city: true,
  address: true,
  isBranch: true,
  source: true,
} as const satisfies Prisma.EnterpriseSelect

type Stored = Prisma.EnterpriseGetPayload<{ select: typeof STORED }>

/** What importing these enterprises would do; nothing is written until `write` is called. */
export async function planEnterprises(tx: Tx, sheet: Sheet<EnterpriseCells>): Promise<Plan> {
  const stored: Stored[] = []
  for (const chunk of inChunks(sheet.rows)) {
    const codes = chunk.flatMap(({ values }) => values.uscc ?? [])
    const norms = chunk.map(({ values }) => norm(values.name))
    const found = await tx.enterprise.findMany({
      where: { OR: [{ uscc: { in: codes } }, { norm: { in: norms } }] },
      select: STORED,
    })
    stored.push(...found)
  }
  const known = [...new Map(stored.map((one) => [one.id, one])).values()]
  const { good, problems } = checkEnterprises(sheet, known)
  const rows = good.map(({ row, stored: before }) => {
    const facts = factsOf(row.values, before)
    return { id: before?.id ?? null, facts, changes: before ? changesOf(comparable(before), facts) : null }
  })
  const creates = rows.filter((row) => !row.id)
  const updates = rows.filter((row) => row.changes)
  return {
    problems,
    valid: rows.length,
    created: creates.length,
    updated: updates.length,
    write: async (w) => {
      const heads: Head[] = []
      for (const { id, facts, changes } of updates) {
        if (!id || !changes) continue
        await w.tx.enterprise.updateMany({ where: { id }, data: { ...changes, version: { increment: 1 } } })
        w.touch('Enterprise', { id })
        if (changes.legalRepresentative) heads.push({ enterpriseId: id, name: facts.legalRepresentative })
      }
      for (const chunk of inChunks(creates)) {
        const data = chunk.map(({ facts }) => ({ ...facts, id: uuidv7(w.at), createdAt: w.at }))
        await w.tx.enterprise.createMany({ data })
        for (const { id, legalRepresentative } of data) {
          w.touch('Enterprise', { id })
          heads.push({ enterpriseId: id, name: legalRepresentative })
        }
      }
      await nameHeads(w, heads)
    },
  }
}

interface Head {
  enterpriseId: string
  name: string | null
}

/** Former legal representatives stay: filings may name them. */
async function nameHeads(w: Write, heads: readonly Head[]): Promise<void> {
  for (const chunk of inChunks(heads)) {
    const data = chunk.flatMap(({ enterpriseId, name }) =>
      name ? [{ id: uuidv7(w.at), enterpriseId, name, post: '法定代表人', createdAt: w.at }] : [],
    )
    const made = await w.tx.enterprisePerson.createManyAndReturn({
      data,
      skipDuplicates: true,
      select: { id: true },
    })
    for (const { id } of made) w.touch('EnterprisePerson', { id })
  }
}

/** Registers are full of holes: a cell without a value never takes away what is known. */
function factsOf(cells: EnterpriseCells, before: Stored | null) {
  const uscc = cells.uscc ?? before?.uscc ?? null
  const former = new Set([...(before?.formerNames ?? []), ...(cells.formerNames ?? [])])
  if (before && matchName(before.name) !== matchName(cells.name)) former.add(before.name)
  const formerNames = [...former].filter((name) => matchName(name) !== matchName(cells.name))
  const enterpriseType = cells.enterpriseType ?? before?.enterpriseType ?? null
  const read = cells.ownership ?? ownershipOf({ type: enterpriseType, name: cells.name, uscc }).ownership
  const capital = cells.capitalText ? readCapital(cells.capitalText) : null
  return {
    uscc,
    name: cells.name,
    norm: norm(cells.name),
    tokens: searchTokens(cells.name, ...formerNames),
    initials: initialsOf(cells.name),
    formerNames,
    legalRepresentative: cells.legalRepresentative ?? before?.legalRepresentative ?? null,
    enterpriseType,
    ownership: read === 'UNKNOWN' ? (before?.ownership ?? read) : read,
    registeredOn: cells.registeredOn ? dbDate(cells.registeredOn) : (before?.registeredOn ?? null),
    ...(cells.capitalText
      ? {
          capitalText: cells.capitalText,
          capitalAmount: capital?.amount ?? null,
          capitalCurrency: capital?.currency ?? null,
        }
      : {}),
    businessScope: cells.businessScope ?? before?.businessScope ?? null,
    province: cells.province ?? before?.province ?? null,
    city: cells.city ?? before?.city ?? null,
    address: cells.address ?? before?.address ?? null,
    isBranch: isBranch(cells.name, uscc),
    source: uscc ? ('REGISTER' as const) : (before?.source ?? ('REGISTER' as const)),
  }
}

/** A stored enterprise in the shapes of `factsOf`. */
function comparable(before: Stored) {
  return { ...before, capitalAmount: before.capitalAmount?.toFixed(2) ?? null }
}
