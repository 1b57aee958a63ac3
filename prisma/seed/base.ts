// Organs, people, roles, enterprises and matters of the fictitious district; calendar and the first policy.
import { hash } from '@node-rs/argon2'
import type { Tx } from '@/lib/platform/db'
import { dbDate } from '@/lib/platform/db-dates'
import type { CivilDate } from '@/lib/platform/dates'
import { uuidv7 } from '@/lib/platform/ids'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { norm, searchTokens } from '@/lib/platform/search-terms'
import { DEFAULT_SUSPENDS, DEFAULT_LIMITS } from '@/lib/rulebook/schema'
import { DEMO_PASSWORD, ENTERPRISES, MATTERS, ORGANS, PEOPLE } from '../personas'
import { calendarSeed } from './calendar'
import { creditCodes } from './names'

/** Roles and supervision of the demo have been in force since then. */
const SINCE = dbDate('2020-01-01' as CivilDate)

export interface Seeded {
  organs: Map<string, string>
  people: Map<string, string>
  enterprises: Map<string, string>
  matters: Map<string, string>
}

/** The calendar and the first policy version: needed with and without the demo. Safe to repeat. */
export async function seedRules(tx: Tx): Promise<void> {
  await tx.policyVersion.createMany({
    data: [
      {
        version: 1,
        effectiveFrom: SINCE,
        limits: DEFAULT_LIMITS,
        suspends: DEFAULT_SUSPENDS,
        note: '首版 / first version',
      },
    ],
    skipDuplicates: true,
  })
  const days = calendarSeed()
  await tx.calendarDay.createMany({
    data: days.map((day) => ({ date: dbDate(day.date), kind: day.kind, name: day.name })),
    skipDuplicates: true,
  })
  const years = [...new Set(days.map((day) => Number(day.date.slice(0, 4))))]
  await tx.calendarYear.createMany({
    data: years.map((year) => ({ year, published: true, source: 'chinese-days' })),
    skipDuplicates: true,
  })
}

/** The demo's people and things. */
export async function seedDirectory(tx: Tx, at: Date): Promise<Seeded> {
  const organs = new Map<string, string>()
  const paths = new Map<string, string>()
  for (const organ of ORGANS) {
    const id = uuidv7(at)
    const path = `${organ.parent ? (paths.get(organ.parent) ?? '/') : '/'}${organ.code}/`
    organs.set(organ.code, id)
    paths.set(organ.code, path)
    await tx.organ.create({
      data: {
        id,
        path,
        code: organ.code,
        name: organ.name,
        shortName: organ.shortName,
        documentMark: organ.documentMark,
        kind: organ.kind,
        districtCode: organ.districtCode ?? null,
        parentId: organ.parent ? need(organs, organ.parent) : null,
        isDisciplineOffice: organ.isDisciplineOffice ?? false,
        isDivision: organ.isDivision ?? false,
      },
    })
  }
  const people = await seedPeople(tx, at, organs)
  const enterprises = await seedEnterprises(tx, at)
  const matters = await seedMatters(tx, at, organs, people, enterprises)
  return { organs, people, enterprises, matters }
}

async function seedPeople(tx: Tx, at: Date, organs: Map<string, string>): Promise<Map<string, string>> {
  const passwordHash = await hash(DEMO_PASSWORD)
  const people = new Map(PEOPLE.map((person) => [person.staffNo, uuidv7(at)]))
  await tx.official.createMany({
    data: PEOPLE.map((person) => ({
      id: need(people, person.staffNo),
      staffNo: person.staffNo,
      name: person.name,
      pinyin: pinyinOf(person.name, { surname: true }),
      initials: initialsOf(person.name, { surname: true }),
      organId: need(organs, person.organ),
      post: person.post,
      rank: person.rank,
      isLeadingCadre: person.leading ?? false,
      personnelCategory: person.category,
      electronicServiceConsentAt: person.consent ? at : null,
    })),
  })
  await tx.account.createMany({
    data: PEOPLE.map((person) => ({
      officialId: need(people, person.staffNo),
      passwordHash,
      passwordChangedAt: at,
    })),
  })
  await tx.supervisionLink.createMany({
    data: PEOPLE.flatMap((person) =>
      person.supervisor
        ? [
            {
              id: uuidv7(at),
              officialId: need(people, person.staffNo),
              supervisorId: need(people, person.supervisor),
              validFrom: SINCE,
            },
          ]
        : [],
    ),
  })
  const grantor = need(people, 'SEC001')
  const confirmer = need(people, 'SEC002')
  for (const person of PEOPLE)
    for (const role of person.roles ?? [])
      await tx.roleAssignment.create({
        data: {
          id: uuidv7(at),
          officialId: need(people, person.staffNo),
          role: role.role,
          organId: need(organs, role.organ),
          validFrom: SINCE,
          basis: role.basis ?? '',
          grantedById: grantor,
          confirmedById: confirmer,
          confirmedAt: at,
        },
      })
  return people
}

async function seedEnterprises(tx: Tx, at: Date): Promise<Map<string, string>> {
  const enterprises = new Map<string, string>()
  const codes = creditCodes(20_260_101)
  for (const enterprise of ENTERPRISES) {
    const id = uuidv7(at)
    enterprises.set(enterprise.key, id)
    const formerNames = [...(enterprise.formerNames ?? [])]
    await tx.enterprise.create({
      data: {
        id,
        uscc: enterprise.key === 'unknown' ? null : codes.next().value,
        name: enterprise.name,
        norm: norm(enterprise.name),
        tokens: searchTokens(enterprise.name, ...formerNames),
        initials: initialsOf(enterprise.name),
        formerNames,
        legalRepresentative: enterprise.legal,
        enterpriseType: enterprise.type ?? null,
        ownership: enterprise.ownership,
        province: '示例省',
        city: '青岚市',
        address: '青岚市云岫区科创路 8 号',
        isBranch: enterprise.isBranch ?? false,
      },
    })
    await tx.enterprisePerson.create({
      data: { id: uuidv7(at), enterpriseId: id, name: enterprise.legal, post: '法定代表人' },
    })
  }
  return enterprises
}

async function seedMatters(
  tx: Tx,
  at: Date,
  organs: Map<string, string>,
  people: Map<string, string>,
  enterprises: Map<string, string>,
): Promise<Map<string, string>> {
  const matters = new Map<string, string>()
  for (const matter of MATTERS) {
    const id = uuidv7(at)
    matters.set(matter.key, id)
    await tx.matter.create({
      data: {
        id,
        number: matter.number,
        title: matter.title,
        type: matter.type,
        organId: need(organs, matter.organ),
        openedOn: dbDate('2026-03-02' as CivilDate),
        enterprises: { create: matter.enterprises.map((key) => ({ enterpriseId: need(enterprises, key) })) },
        handlers: {
          create: matter.handlers.map((staffNo) => ({
            id: uuidv7(at),
            officialId: need(people, staffNo),
            duty: '经办',
            startedAt: SINCE,
          })),
        },
      },
    })
  }
  return matters
}

/** A value that the lists above promise. */
export function need<T>(map: Map<string, T>, key: string): T {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the demo has no ${key}`)
  return value
}
