// Cases of the generated city with everything that belongs to them. Same seed, same rows.
import { createHash } from 'node:crypto'
import { toDate } from '@/lib/platform/clock'
import { norm, searchTokens } from '@/lib/platform/search-terms'
import {
  bureau,
  enterpriseId,
  FIRST_LEADER,
  HEAD,
  leaderOf,
  matterId,
  personId,
  staffNo,
  staffPlace,
  unitId,
  unitName,
  unitPath,
  type CitySize,
  type Row,
  type Table,
} from './city'
import { enterpriseName } from './names'
import { idOf, NOW, random, SEED, skewed } from './seeded'

/** Cases are spread over this time. */
const SPAN_MS = 5 * 365 * 86_400_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Closed reports are archived this much later. */
const ARCHIVE_MS = 10 * 365 * DAY_MS
/** Of the newest tenth of the cases this share is open, of the older ones hardly any: one in twenty of all. */
const NEWEST = 0.9
const OPEN_SHARE = { newest: 0.45, older: 0.005 }
/** An open case ends within so many days before or after "now". */
const OPEN_DAYS = 30

const KINDS = {
  ADVANCE_REPORT: {
    code: '1',
    open: ['SUBMITTED', 'SUBMITTED', 'RESULT_DUE', 'DRAFT', 'RETURNED'],
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

const SUBJECTS = '项目座谈 实地走访 招商考察 资质复核 补贴申报 现场检查 用地协调 合同谈判'.split(' ')

/** The product's own steps of a case that went through, with the hours after it was filed. */
const STEPS: readonly [event: string, from: string | null, to: string | null, hours: number][] = [
  ['start', null, 'DRAFT', 0],
  ['submit', 'DRAFT', 'SUBMITTED', 1],
  ['approve', 'SUBMITTED', null, 48],
]

/**
 * Cases from `from` up to `to`, oldest first, with what belongs to them. A case's rows depend on the seed, its number and
 * the size only, so batches can be made one after the other.
 */
export function cases(size: CitySize, from: number, to: number, seed = SEED): Table[] {
  const tables = new Map<string, Row[]>()
  const add = (name: string, row: Row) => {
    const rows = tables.get(name)
    if (rows) rows.push(row)
    else tables.set(name, [row])
  }
  for (let number = from; number < to; number += 1) oneCase(size, number, seed, add)
  // The spine first: everything else points to it.
  return [...tables].map(([name, rows]) => ({ name, rows }))
}

/** Of ten cases seven are reports; the eighth to the tenth are one story: a request, its decision, a refusal. */
const FIRST_OF_STORY = 7

function kindOf(number: number): Kind {
  const place = number % 10
  if (place < FIRST_OF_STORY) return 'ADVANCE_REPORT'
  return place === 7 ? 'RECUSAL_REQUEST' : place === 8 ? 'RECUSAL_DECISION' : 'REFUSAL'
}

/** When a case was filed; the whole span holds all of them, one after the other. */
function filedAt({ records }: CitySize, number: number): Date {
  return toDate(NOW.getTime() - SPAN_MS + Math.floor((number / records) * (SPAN_MS - HOUR_MS)))
}

export const caseId = (size: CitySize, number: number): string => idOf('Case', number, filedAt(size, number))

/** Who a case is about and which enterprises; a story keeps its people. */
export function peopleOf(size: CitySize, number: number, seed = SEED) {
  const place = number % 10
  const next = random(seed + (place > FIRST_OF_STORY ? number - (place - FIRST_OF_STORY) : number) * 7919)
  const unit = bureau(size, next)
  const subject = staffPlace(next)
  const parties = Array.from({ length: 1 + Math.floor(next() * 2) }, () => skewed(next, size.enterprises, 3))
  return { unit, subject, leader: leaderOf(subject) ?? FIRST_LEADER, parties: [...new Set(parties)] }
}

function oneCase(size: CitySize, number: number, seed: number, add: (name: string, row: Row) => void): void {
  const next = random(seed + number * 7919 + 1)
  const below = (limit: number) => Math.floor(next() * limit)
  const kind = kindOf(number)
  const { unit, subject, leader, parties } = peopleOf(size, number, seed)
  const subjectId = personId(unit, subject)
  const leaderId = personId(unit, leader)
  const isOpen = next() < (number / size.records > NEWEST ? OPEN_SHARE.newest : OPEN_SHARE.older)
  const statuses = isOpen ? KINDS[kind].open : KINDS[kind].closed
  const status = statuses[below(statuses.length)] ?? ''
  const created = filedAt(size, number)
  const id = caseId(size, number)
  const at = created.toISOString()
  const after = (hours: number) => toDate(created.getTime() + hours * HOUR_MS).toISOString()
  // An open case runs against now, whenever it was filed: half of them are past, the rest still ahead.
  const due = isOpen ? toDate(NOW.getTime() + (below(2 * OPEN_DAYS * 24) - OPEN_DAYS * 24) * HOUR_MS) : null
  const isDraft = status === 'DRAFT'
  const title = `${SUBJECTS[below(SUBJECTS.length)] ?? ''}（第${below(900) + 1}号）`
  const caseNumber = isDraft ? null : `B${KINDS[kind].code}-${String(number).padStart(7, '0')}`
  const filing = kind === 'ADVANCE_REPORT' || kind === 'RECUSAL_REQUEST'
  const matter = number % 4 === 0 && size.matters > 0 ? matterId(below(size.matters)) : null
  add('Case', {
    id,
    kind,
    number: caseNumber,
    status,
    version: 3,
    title,
    subjectId,
    filedById: filing ? subjectId : leaderId,
    organId: unitId(unit),
    organPath: unitPath(size, unit),
    handlingOrganId: unitId(unit),
    matterId: matter,
    // Whoever decided stays the decider of a closed case.
    deciderId: leaderId,
    deciderWhy: 'supervising-leader',
    level: 0,
    decidedById: isOpen ? null : leaderId,
    limitName: isOpen ? 'reportDecide' : null,
    limitFrom: isOpen ? at : null,
    amberAt: due ? toDate(due.getTime() - 48 * HOUR_MS).toISOString() : null,
    dueAt: due ? due.toISOString() : null,
    dueProvisional: false,
    policyVersion: 1,
    groundCode: number % 4 === 0 ? 'RELATIVE_INTEREST' : null,
    groundArticle: number % 4 === 0 ? 'civil-servants-76-2' : null,
    // A request came from the report before it, a decision from the request, a refusal from the decision.
    parentId: kind === 'ADVANCE_REPORT' ? null : caseId(size, number - 1),
    createdAt: at,
    submittedAt: isDraft ? null : after(1),
    decidedAt: isOpen ? null : after(48),
    closedAt: isOpen ? null : after(72),
    updatedAt: after(isOpen ? 1 : 72),
  })
  detail(add, { kind, id, number, size, unit, leaderId })
  if (filing)
    add(isDraft ? 'FilingDraft' : 'FilingVersion', filed(id, isDraft, { title, subjectId, at, parties }))
  for (const [ordinal, party] of parties.entries())
    add('CaseParty', { caseId: id, enterpriseId: enterpriseId(party), ordinal })
  const steps = STEPS.slice(0, isDraft ? 1 : isOpen ? 2 : 3)
  for (const [index, [event, fromStatus, toStatus, hours]] of steps.entries())
    add('CaseEvent', {
      id: idOf(`CaseEvent${index}`, number, created),
      caseId: id,
      seq: index + 1,
      event,
      fromStatus,
      toStatus: toStatus ?? status,
      actorId: event === 'approve' ? leaderId : subjectId,
      actorName: '滨溪',
      actorPost: '科员',
      at: after(hours),
      data: '{}',
      policyVersion: 1,
    })
  const timer = (name: string, fireAt: Date) =>
    add('Timer', {
      id: idOf(`Timer ${name}`, number, created),
      caseId: id,
      name,
      fireAt: fireAt.toISOString(),
      firedAt: fireAt < NOW ? fireAt.toISOString() : null,
      createdAt: at,
    })
  if (due) timer('amber', toDate(due.getTime() - 48 * HOUR_MS))
  if (due) timer('limit', due)
  else if (kind === 'ADVANCE_REPORT') timer('archive', toDate(created.getTime() + ARCHIVE_MS))
  if (!isDraft)
    add('Notice', {
      id: idOf('Notice', number, created),
      officialId: leaderId,
      caseId: id,
      kind: 'report-submitted',
      params: `{"number":"${caseNumber ?? ''}"}`,
      href: `/review/${id}`,
      dedupeKey: `notice:${id}:2:report-submitted:${leaderId}`,
      createdAt: after(1),
      readAt: isOpen ? null : after(2),
      // Told long ago: the worker has nothing to give to mail servers.
      forwardedAt: after(1),
    })
  // As indexCase does it.
  const words = [caseNumber ?? '', title, staffNo(unit, subject), unitName(size, unit)]
  for (const party of parties) words.push(enterpriseName(party))
  words.push('企业当面说明整改情况', '会议室')
  add('CaseSearch', {
    caseId: id,
    text: words.map((word) => norm(word)).join(' '),
    tokens: searchTokens(...words),
  })
}

interface Detail {
  kind: Kind
  id: string
  number: number
  size: CitySize
  unit: number
  leaderId: string
}

function detail(
  add: (name: string, row: Row) => void,
  { kind, id, number, size, unit, leaderId }: Detail,
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
      issuingOrganId: unitId(unit),
      whyDue: '本人与相对人有利害关系。',
      notFiled: '',
      facts: '经核实，情况属实。',
      evidence: '',
      actsDone: '',
      scope: ['INVESTIGATE', 'DECIDE'],
      handoverItems: '',
      urgent: false,
      drafterId: leaderId,
      signatoryId: personId(unit, HEAD),
    })
  if (kind === 'REFUSAL')
    add('Refusal', { caseId: id, decisionCaseId: caseId(size, number - 1), cause: 'REPORTED', facts: '' })
}

interface Filed {
  title: string
  subjectId: string
  at: string
  parties: readonly number[]
}

/** What a filing says, as long as real ones are. */
function filed(caseId: string, isDraft: boolean, { title, subjectId, at, parties }: Filed): Row {
  const content = JSON.stringify({
    title,
    duty: '本人经办该事项，负责受理、核查与答复，并参与集体研究。',
    situation: '企业当面说明整改情况，提出办理进度的疑问，请求现场协调用地、用电与验收安排。',
    enterpriseIds: parties.map(enterpriseId),
    relation: 'NONE',
    handling: 'ATTEND_WITH_SAFEGUARDS',
    scenario: 'INVESTMENT_CONTACT',
    mode: 'MEETING',
    place: '会议室',
    ourParticipants: '本人、同事一名',
    theirParticipants: '项目负责人、法定代表人',
    payer: 'OWN_UNIT',
    startsAt: at.slice(0, 16),
    endsAt: at.slice(0, 16),
    selfCheck: Object.fromEntries(
      ['N1', 'N2', 'N3', 'N4', 'N5', 'N9'].map((item) => [item, { involved: false, note: '' }]),
    ),
    measures: ['TWO_OR_MORE', 'MINUTES', 'PUBLIC_PLACE'],
    pledge: true,
  })
  if (isDraft) return { caseId, content, revision: 1, tab: '', updatedAt: at }
  return {
    caseId,
    number: 1,
    content,
    contentHash: createHash('sha256').update(content).digest('hex'),
    submittedById: subjectId,
    submittedAt: at,
  }
}

/** What the rows hash to: two runs with one seed agree. */
export function hashOf(tables: Iterable<Table>): string {
  const hash = createHash('sha256')
  for (const table of tables) hash.update(JSON.stringify([table.name, table.rows]))
  return hash.digest('hex')
}
