// The generated city: organs in a tree, people with roles and leaders, enterprises, matters. Its size follows the records.
import { norm, searchTokens } from '@/lib/platform/search-terms'
import { creditCode, enterpriseName, personName, quickInitials } from './names'
import { idOf, NOW, random, SEED, skewed } from './seeded'

export type Cell = string | number | boolean | null | readonly string[]
export type Row = Record<string, Cell>
export interface Table {
  name: string
  rows: Row[]
}

/** In each unit place 0 is the head, 1 to 3 lead the others, 4 is the clerk, 5 the personnel office. */
export const HEAD = 0
export const FIRST_LEADER = 1
export const CLERK = 4
export const HR = 5
const LEADERS = 3
export const PEOPLE_PER_UNIT = 100
const DIVISIONS_PER_UNIT = 9
const UNITS_PER_DISTRICT = 150

/** How large everything beside the cases is. At a million records: 2,000 units, 20,000 organs, 200,000 officials. */
export interface CitySize {
  records: number
  units: number
  districts: number
  officials: number
  enterprises: number
  matters: number
}

export function sizeOf(records: number, enterprises = records): CitySize {
  const units = Math.max(4, Math.round(records / 500))
  return {
    records,
    units,
    districts: Math.max(1, Math.round(units / UNITS_PER_DISTRICT)),
    officials: units * PEOPLE_PER_UNIT,
    enterprises,
    matters: Math.ceil(records / 10),
  }
}

/**
 * Unit 0 is the city's discipline office, units up to `districts` the districts' governments; the others belong to the
 * city or to a district in turn.
 */
export const CITY_DISCIPLINE = 0
export const districtUnit = (district: number): number => 1 + district
export const firstBureau = ({ districts }: CitySize): number => 1 + districts

const two = (number: number) => String(number).padStart(2, '0')
const four = (number: number) => String(number).padStart(4, '0')
const CITY = { code: 'BX', id: idOf('Organ', 0), path: '/BX/', name: '滨溪市' }

export const unitId = (unit: number): string => idOf('Organ', 1 + unit)
const divisionId = (unit: number, division: number) =>
  idOf('Organ', 1_000_000 + unit * DIVISIONS_PER_UNIT + division)

/** Which district a bureau belongs to; null for one of the city's own. */
function districtOf(size: CitySize, unit: number): number | null {
  const place = (unit - firstBureau(size)) % (size.districts + 1)
  return place === size.districts ? null : place
}

export function unitPath(size: CitySize, unit: number): string {
  if (unit >= firstBureau(size)) {
    const district = districtOf(size, unit)
    if (district !== null) return `${CITY.path}U${four(districtUnit(district))}/U${four(unit)}/`
  }
  return `${CITY.path}U${four(unit)}/`
}

const KINDS = ['教育', '住建', '市场监管', '生态环境', '交通', '水务', '卫生健康', '文旅', '农业农村', '人社']

export function unitName(size: CitySize, unit: number): string {
  if (unit === CITY_DISCIPLINE) return '滨溪市纪委监委'
  if (unit < firstBureau(size)) return `滨溪市第${unit}区人民政府`
  const district = districtOf(size, unit)
  const where = district === null ? '滨溪市' : `第${district + 1}区`
  return `${where}${KINDS[unit % KINDS.length] ?? ''}第${unit}局`
}

export const personId = (unit: number, place: number): string =>
  idOf('Official', unit * PEOPLE_PER_UNIT + place)
export const staffNo = (unit: number, place: number): string =>
  `B${String(unit * PEOPLE_PER_UNIT + place).padStart(6, '0')}`

export function leaderOf(place: number): number | null {
  if (place === HEAD) return null
  return place <= LEADERS ? HEAD : FIRST_LEADER + (place % LEADERS)
}

export const enterpriseId = (number: number): string => idOf('Enterprise', number)
export const matterId = (number: number): string => idOf('Matter', number)

/** Organs, people with their roles and leaders, in parts of a few thousand rows. */
export function* directory(size: CitySize, seed = SEED): Generator<Table> {
  const stamp = NOW.toISOString()
  yield { name: 'Organ', rows: [organ(CITY.id, CITY.code, CITY.path, CITY.name, null)] }
  for (let unit = 0; unit < size.units; unit += 1) {
    const next = random(seed + unit * 104_729)
    const id = unitId(unit)
    const path = unitPath(size, unit)
    const name = unitName(size, unit)
    const district = unit >= firstBureau(size) ? districtOf(size, unit) : null
    const organs: Row[] = [
      {
        ...organ(
          id,
          `U${four(unit)}`,
          path,
          name,
          district === null ? CITY.id : unitId(districtUnit(district)),
        ),
        isDisciplineOffice: unit === CITY_DISCIPLINE,
      },
    ]
    for (let division = 0; division < DIVISIONS_PER_UNIT; division += 1)
      organs.push({
        ...organ(
          divisionId(unit, division),
          `U${four(unit)}D${two(division)}`,
          `${path}D${two(division)}/`,
          `第${division + 1}科`,
          id,
        ),
        isDivision: true,
      })
    yield { name: 'Organ', rows: organs }
    const officials: Row[] = []
    const links: Row[] = []
    for (let place = 0; place < PEOPLE_PER_UNIT; place += 1) {
      const person = personName(next)
      officials.push({
        id: personId(unit, place),
        staffNo: staffNo(unit, place),
        name: person,
        pinyin: quickInitials(person),
        initials: quickInitials(person),
        organId: place <= HR ? id : divisionId(unit, place % DIVISIONS_PER_UNIT),
        post: place === HEAD ? '局长' : place <= LEADERS ? '副局长' : '科员',
        rank: '',
        isLeadingCadre: place <= LEADERS,
        personnelCategory: 'CIVIL_SERVANT',
        active: true,
        version: 1,
        createdAt: stamp,
        updatedAt: stamp,
      })
      const leader = leaderOf(place)
      if (leader !== null)
        links.push({
          id: idOf('SupervisionLink', unit * PEOPLE_PER_UNIT + place),
          officialId: personId(unit, place),
          supervisorId: personId(unit, leader),
          validFrom: '2020-01-01',
          createdAt: stamp,
        })
    }
    yield { name: 'Official', rows: officials }
    yield { name: 'SupervisionLink', rows: links }
    yield { name: 'RoleAssignment', rows: rolesOf(size, unit, id) }
  }
}

/** The head of a district's discipline office sits in the district's government, at the last place. */
export const DISTRICT_DISCIPLINE = PEOPLE_PER_UNIT - 1

function rolesOf(size: CitySize, unit: number, id: string): Row[] {
  if (unit === CITY_DISCIPLINE) return [role(unit, HEAD, 'DISCIPLINE', CITY.id)]
  const own = [role(unit, HEAD, 'UNIT_HEAD', id), role(unit, CLERK, 'CLERK', id), role(unit, HR, 'HR', id)]
  return unit < firstBureau(size) ? [...own, role(unit, DISTRICT_DISCIPLINE, 'DISCIPLINE', id)] : own
}

function role(unit: number, place: number, name: string, organId: string): Row {
  const stamp = NOW.toISOString()
  return {
    id: idOf('RoleAssignment', unit * PEOPLE_PER_UNIT + place),
    officialId: personId(unit, place),
    role: name,
    organId,
    validFrom: '2020-01-01',
    basis: '',
    confirmedAt: stamp,
    createdAt: stamp,
  }
}

function organ(id: string, code: string, path: string, name: string, parentId: string | null): Row {
  const stamp = NOW.toISOString()
  return {
    id,
    code,
    name,
    shortName: name.replace('滨溪市', '') || name,
    documentMark: code,
    kind: 'PARTY_GOVERNMENT',
    parentId,
    path,
    isDisciplineOffice: false,
    isDivision: false,
    active: true,
    version: 1,
    createdAt: stamp,
    updatedAt: stamp,
  }
}

/** The register: enterprises with a legal representative each, in parts of `part` rows. */
export function* register({ enterprises }: CitySize, part = 5000, seed = SEED): Generator<Table> {
  const next = random(seed + 7)
  const stamp = NOW.toISOString()
  for (let from = 0; from < enterprises; from += part) {
    const rows: Row[] = []
    const persons: Row[] = []
    for (let number = from; number < Math.min(from + part, enterprises); number += 1) {
      const name = enterpriseName(number)
      const legal = personName(next)
      rows.push({
        id: enterpriseId(number),
        uscc: creditCode(number),
        name,
        norm: norm(name),
        tokens: searchTokens(name),
        initials: quickInitials(name),
        formerNames: [],
        legalRepresentative: legal,
        ownership: number % 9 === 0 ? 'STATE' : 'PRIVATE',
        province: '示例省',
        city: '滨溪市',
        isBranch: false,
        source: 'REGISTER',
        version: 1,
        createdAt: stamp,
        updatedAt: stamp,
      })
      persons.push({
        id: idOf('EnterprisePerson', number),
        enterpriseId: enterpriseId(number),
        name: legal,
        post: '法定代表人',
        createdAt: stamp,
      })
    }
    yield { name: 'Enterprise', rows }
    yield { name: 'EnterprisePerson', rows: persons }
  }
}

/** Matters, each with an enterprise and a handler. */
export function* matters(size: CitySize, part = 5000, seed = SEED): Generator<Table> {
  const stamp = NOW.toISOString()
  for (let from = 0; from < size.matters; from += part) {
    const rows: Row[] = []
    const enterprises: Row[] = []
    const handlers: Row[] = []
    for (let number = from; number < Math.min(from + part, size.matters); number += 1) {
      const next = random(seed + 11 + number * 31)
      const unit = bureau(size, next)
      rows.push({
        id: matterId(number),
        number: `BM-${String(number).padStart(7, '0')}`,
        title: `${KINDS[number % KINDS.length] ?? ''}事项（第${number + 1}号）`,
        type: number % 2 === 0 ? 'LICENSING' : 'PROCUREMENT',
        organId: unitId(unit),
        openedOn: '2025-03-02',
        closedAt: next() < 0.8 ? stamp : null,
        version: 1,
        createdAt: stamp,
        updatedAt: stamp,
      })
      enterprises.push({
        matterId: matterId(number),
        enterpriseId: enterpriseId(skewed(next, size.enterprises, 3)),
      })
      handlers.push({
        id: idOf('MatterHandler', number),
        matterId: matterId(number),
        officialId: personId(unit, staffPlace(next)),
        duty: '经办',
        startedAt: stamp,
      })
    }
    yield { name: 'Matter', rows }
    yield { name: 'MatterEnterprise', rows: enterprises }
    yield { name: 'MatterHandler', rows: handlers }
  }
}

/** Some bureaus have thousands of cases, most a few hundred. */
export function bureau(size: CitySize, next: () => number): number {
  const first = firstBureau(size)
  return first + skewed(next, size.units - first, 2)
}

/** Somebody without an office; some file far more than others. */
export function staffPlace(next: () => number): number {
  return HR + 1 + skewed(next, PEOPLE_PER_UNIT - HR - 2, 1.5)
}
