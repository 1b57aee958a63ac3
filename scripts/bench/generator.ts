// The bench's own organisation: one district, its units and people, and as many cases as asked for. Same seed, same rows.
import { createHash } from 'node:crypto'
import { norm, searchTokens } from '@/lib/platform/search-terms'
import { toDate } from '@/lib/platform/clock'

export const SEED = 20_261_124
/** "Now" of the bench; the newest case is a little older. */
export const NOW = toDate('2026-11-24T02:00:00.000Z')
export const UNITS = 40
const PEOPLE_PER_UNIT = 25
export const ENTERPRISES = 2000
/** Cases are spread evenly over this time. */
const SPAN_MS = 3 * 365 * 86_400_000
const HOUR_MS = 3_600_000
/** Of a hundred cases, those still open. */
const OPEN_SHARE = 0.05

export type Cell = string | number | boolean | null | string[]
export type Row = Record<string, Cell>

export interface Table {
  name: string
  rows: Row[]
}

/** Mulberry32: small, fast and the same everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const KINDS = {
  ADVANCE_REPORT: {
    code: '1',
    open: ['SUBMITTED', 'RESULT_DUE', 'DRAFT', 'RETURNED'],
    closed: ['COMPLETED', 'COMPLETED', 'COMPLETED', 'WITHDRAWN', 'LAPSED_UNDECIDED'],
  },
  RECUSAL_REQUEST: {
    code: '2',
    open: ['SUBMITTED', 'UNDER_REVIEW'],
    closed: ['GRANTED', 'DENIED', 'CLOSED'],
  },
  RECUSAL_DECISION: {
    code: '3',
    open: ['HEARING', 'ISSUED', 'IN_FORCE'],
    closed: ['COMPLIED', 'LIFTED', 'EXPIRED'],
  },
  REFUSAL: { code: '4', open: ['DEMANDED', 'CONFIRMED'], closed: ['JUSTIFIED', 'CLOSED'] },
} as const
type Kind = keyof typeof KINDS

const FAMILY = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张']
const GIVEN = [...'明华建国文军志强丽敏静伟芳娟秀英杰涛超勇艳平刚桂兰海波春梅晓宇辰佳']
const PLACES = ['云溪', '青岚', '临川', '松阳', '锦屏', '望江', '白鹭', '玉泉']
const TRADES = ['科技', '建设工程', '环保', '物流', '医药', '餐饮管理', '新能源', '食品', '装饰', '信息']
const SUBJECTS = [
  '项目座谈',
  '实地走访',
  '招商考察',
  '资质复核',
  '补贴申报',
  '现场检查',
  '用地协调',
  '合同谈判',
]

/** A UUID (version 7 in form) that only its kind of row and number decide. */
export function idOf(table: string, number: number, at: Date = NOW): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  const rest = createHash('md5').update(`${table}:${number}`).digest('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(1, 4)}-8${rest.slice(5, 8)}-${rest.slice(8, 20)}`
}

export const staffNo = (unit: number, place: number): string =>
  `B${String(unit * 100 + place).padStart(5, '0')}`
/** In each unit place 0 is the head, 1 to 3 lead the others, 4 is the clerk. */
export const HEAD = 0
export const FIRST_LEADER = 1
const LEADERS = 3
export const CLERK = 4
/** The discipline office is the unit after the last; its first person reads the whole district. */
export const DISCIPLINE_UNIT = UNITS

const personId = (unit: number, place: number) => idOf('Official', unit * 100 + place)
const unitPath = (unit: number) => `/BX/U${String(unit).padStart(2, '0')}/`

/** Organs, people with their roles and leaders, enterprises. */
export function directory(seed = SEED): Table[] {
  const next = random(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const stamp = NOW.toISOString()
  const organs: Row[] = [organ(idOf('Organ', 999), 'BX', '/BX/', '滨溪区', null, false)]
  const officials: Row[] = []
  const links: Row[] = []
  const roles: Row[] = []
  for (let unit = 0; unit <= UNITS; unit += 1) {
    const id = idOf('Organ', unit)
    const name = unit === DISCIPLINE_UNIT ? '滨溪区纪委监委' : `滨溪区第${unit + 1}局`
    organs.push(
      organ(
        id,
        `U${String(unit).padStart(2, '0')}`,
        unitPath(unit),
        name,
        idOf('Organ', 999),
        unit === UNITS,
      ),
    )
    for (let place = 0; place < PEOPLE_PER_UNIT; place += 1) {
      officials.push({
        id: personId(unit, place),
        staffNo: staffNo(unit, place),
        name: `${pick(FAMILY)}${pick(GIVEN)}${pick(GIVEN)}`,
        pinyin: '',
        initials: '',
        organId: id,
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
          id: idOf('SupervisionLink', unit * 100 + place),
          officialId: personId(unit, place),
          supervisorId: personId(unit, leader),
          validFrom: '2020-01-01',
          createdAt: stamp,
        })
    }
    if (unit === DISCIPLINE_UNIT) roles.push(role(unit, HEAD, 'DISCIPLINE', idOf('Organ', 999)))
    else roles.push(role(unit, HEAD, 'UNIT_HEAD', id), role(unit, CLERK, 'CLERK', id))
  }
  return [
    { name: 'Organ', rows: organs },
    { name: 'Official', rows: officials },
    { name: 'SupervisionLink', rows: links },
    { name: 'RoleAssignment', rows: roles },
    { name: 'Enterprise', rows: Array.from({ length: ENTERPRISES }, (_, number) => enterprise(number)) },
  ]
}

function leaderOf(place: number): number | null {
  if (place === HEAD) return null
  return place <= LEADERS ? HEAD : FIRST_LEADER + (place % LEADERS)
}

function organ(
  id: string,
  code: string,
  path: string,
  name: string,
  parentId: string | null,
  office: boolean,
): Row {
  const stamp = NOW.toISOString()
  return {
    id,
    code,
    name,
    shortName: name.replace('滨溪区', '') || name,
    documentMark: code,
    kind: 'PARTY_GOVERNMENT',
    parentId,
    path,
    isDisciplineOffice: office,
    isDivision: false,
    active: true,
    version: 1,
    createdAt: stamp,
    updatedAt: stamp,
  }
}

function role(unit: number, place: number, name: string, organId: string): Row {
  const stamp = NOW.toISOString()
  return {
    id: idOf('RoleAssignment', unit * 100 + place),
    officialId: personId(unit, place),
    role: name,
    organId,
    validFrom: '2020-01-01',
    basis: '',
    confirmedAt: stamp,
    createdAt: stamp,
  }
}

export const enterpriseId = (number: number): string => idOf('Enterprise', number)

/** Two characters of its own, a place and a trade: a name is rare, a trade is not. */
export function enterpriseName(number: number): string {
  const own = `${GIVEN[number % GIVEN.length] ?? ''}${FAMILY[Math.floor(number / GIVEN.length) % FAMILY.length] ?? ''}`
  const far = GIVEN[Math.floor(number / (GIVEN.length * FAMILY.length)) % GIVEN.length] ?? ''
  return `${PLACES[number % PLACES.length] ?? ''}${own}${far}${TRADES[number % TRADES.length] ?? ''}有限公司`
}

function enterprise(number: number): Row {
  const name = enterpriseName(number)
  const stamp = NOW.toISOString()
  return {
    id: enterpriseId(number),
    name,
    norm: norm(name),
    tokens: searchTokens(norm(name)),
    initials: '',
    formerNames: [],
    ownership: 'PRIVATE',
    isBranch: false,
    source: 'REGISTER',
    version: 1,
    createdAt: stamp,
    updatedAt: stamp,
  }
}

/**
 * Cases from `from` up to `to` of `total`, oldest first, with what belongs to them. A case's rows depend on the seed and
 * its own number only, so batches can be made one after the other.
 */
export function cases(total: number, from: number, to: number, seed = SEED): Table[] {
  const tables = new Map<string, Row[]>()
  const add = (name: string, row: Row) => {
    const rows = tables.get(name)
    if (rows) rows.push(row)
    else tables.set(name, [row])
  }
  for (let number = from; number < to; number += 1) oneCase(total, number, seed, add)
  // The spine first: everything else points to it.
  return [...tables].map(([name, rows]) => ({ name, rows }))
}

function kindOf(number: number): Kind {
  const place = number % 10
  if (place < 7) return 'ADVANCE_REPORT'
  return place === 7 ? 'RECUSAL_REQUEST' : place === 8 ? 'RECUSAL_DECISION' : 'REFUSAL'
}

/** When a case was filed; the whole span holds `total` of them, a second apart at least. */
function filedAt(total: number, number: number): Date {
  return toDate(NOW.getTime() - SPAN_MS + Math.floor((number / total) * (SPAN_MS - HOUR_MS)))
}

export const caseId = (total: number, number: number): string => idOf('Case', number, filedAt(total, number))

function oneCase(total: number, number: number, seed: number, add: (name: string, row: Row) => void): void {
  const next = random(seed + number * 7919)
  const below = (limit: number) => Math.floor(next() * limit)
  const kind = kindOf(number)
  const unit = below(UNITS)
  const place = LEADERS + 1 + below(PEOPLE_PER_UNIT - LEADERS - 1)
  const subjectId = personId(unit, place)
  const leader = personId(unit, leaderOf(place) ?? HEAD)
  const isOpen = next() < OPEN_SHARE
  const statuses = isOpen ? KINDS[kind].open : KINDS[kind].closed
  const status = statuses[below(statuses.length)] ?? ''
  const created = filedAt(total, number)
  const id = caseId(total, number)
  const at = created.toISOString()
  const after = (hours: number) => toDate(created.getTime() + hours * HOUR_MS).toISOString()
  // An open case runs against now, whenever it was filed: half of them are past, the rest still ahead.
  const due = isOpen ? toDate(NOW.getTime() + (below(240) - 120) * HOUR_MS) : null
  const own = kind === 'ADVANCE_REPORT' || kind === 'RECUSAL_REQUEST'
  const isDraft = status === 'DRAFT'
  const title = `${SUBJECTS[below(SUBJECTS.length)] ?? ''}（第${below(900) + 1}号）`
  const caseNumber = isDraft ? null : `B${KINDS[kind].code}-${String(number).padStart(7, '0')}`
  const unitName = `滨溪区第${unit + 1}局`
  add('Case', {
    id,
    kind,
    number: caseNumber,
    status,
    version: 3,
    title,
    subjectId,
    filedById: own ? subjectId : leader,
    organId: idOf('Organ', unit),
    organPath: unitPath(unit),
    handlingOrganId: idOf('Organ', unit),
    deciderId: isOpen ? leader : null,
    deciderWhy: isOpen ? 'supervisor' : null,
    level: 0,
    decidedById: isOpen ? null : leader,
    limitName: isOpen ? 'reportDecide' : null,
    limitFrom: isOpen ? at : null,
    amberAt: due ? toDate(due.getTime() - 48 * HOUR_MS).toISOString() : null,
    dueAt: due ? due.toISOString() : null,
    dueProvisional: false,
    policyVersion: 1,
    groundCode: number % 4 === 0 ? 'RELATIVE_INTEREST' : null,
    groundArticle: number % 4 === 0 ? 'civil-servants-76-2' : null,
    // A request came from the report two before it, a decision from the request, a refusal from the decision.
    parentId: kind === 'ADVANCE_REPORT' ? null : caseId(total, number - 1),
    createdAt: at,
    submittedAt: isDraft ? null : after(1),
    decidedAt: isOpen ? null : after(48),
    closedAt: isOpen ? null : after(72),
    updatedAt: after(isOpen ? 1 : 72),
  })
  detail(add, { kind, id, number, total, unit, leader })
  const parties = 1 + below(2)
  const words = [caseNumber ?? '', title, unitName, staffNo(unit, place)]
  const first = below(ENTERPRISES)
  for (let ordinal = 0; ordinal < parties; ordinal += 1) {
    const party = (first + ordinal * 37) % ENTERPRISES
    add('CaseParty', { caseId: id, enterpriseId: enterpriseId(party), ordinal })
    words.push(enterpriseName(party))
  }
  const steps: readonly [string, string | null, string, number][] = isOpen
    ? [['submit', 'DRAFT', status, 1]]
    : [
        ['submit', 'DRAFT', 'SUBMITTED', 1],
        ['approve', 'SUBMITTED', status, 48],
      ]
  for (const [index, [event, fromStatus, toStatus, hours]] of steps.entries())
    add('CaseEvent', {
      id: idOf(`CaseEvent${index}`, number, created),
      caseId: id,
      seq: index + 1,
      event,
      fromStatus,
      toStatus,
      actorId: event === 'submit' ? subjectId : leader,
      at: after(hours),
      data: '{}',
      policyVersion: 1,
    })
  add('CaseSearch', {
    caseId: id,
    text: words.map((word) => norm(word)).join(' '),
    tokens: searchTokens(...words, ...words.map((word) => norm(word))),
  })
}

interface Detail {
  kind: Kind
  id: string
  number: number
  total: number
  unit: number
  leader: string
}

function detail(
  add: (name: string, row: Row) => void,
  { kind, id, number, total, unit, leader }: Detail,
): void {
  if (kind === 'ADVANCE_REPORT')
    add('AdvanceReport', {
      caseId: id,
      filingKind: 'ADVANCE',
      scenario: 'INVESTMENT_CONTACT',
      place: '会议室',
      statutoryGround: false,
      returns: 0,
      currentVersion: 1,
      conditions: '[]',
    })
  if (kind === 'RECUSAL_REQUEST')
    add('RecusalRequest', {
      caseId: id,
      initiator: 'SELF',
      recusalType: 'DUTY',
      urgent: false,
      statutoryGround: false,
      returns: 0,
      currentVersion: 1,
      grantedScope: [],
    })
  if (kind === 'RECUSAL_DECISION')
    add('RecusalDecision', {
      caseId: id,
      basis: 'ON_APPLICATION',
      recusalType: 'DUTY',
      issuingOrganId: idOf('Organ', unit),
      whyDue: '',
      notFiled: '',
      facts: '',
      evidence: '',
      actsDone: '',
      scope: [],
      handoverItems: '',
      urgent: false,
      drafterId: leader,
    })
  if (kind === 'REFUSAL')
    add('Refusal', { caseId: id, decisionCaseId: caseId(total, number - 1), cause: 'REPORTED', facts: '' })
}

/** What the rows hash to: two runs with one seed agree. */
export function hashOf(tables: readonly Table[]): string {
  const hash = createHash('sha256')
  for (const table of tables) hash.update(JSON.stringify([table.name, table.rows]))
  return hash.digest('hex')
}
